import { CALIBRATION } from '../../environment/calibration.ts';
import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { unpackCode } from '../code.ts';
import {
  type ConfigurationInput,
  configurationViolations,
  configured,
  mustBeSimulated,
} from '../configuration.ts';
import { invalidParameter, requestTooLarge, resourceConflict } from '../errors.ts';
import { newFunctionName, newNameViolations, referenceOf } from '../function-name.ts';
import { defaultSettings, describeFunction, type FunctionConfiguration, stamp } from '../functions.ts';
import { reclaimAll } from '../invoke/environments.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import { matching, mustHold } from '../validation.ts';
import { describeConcurrency } from './concurrency.ts';
import { find, functionNotFound } from './find.ts';
import { inputOf } from './input.ts';
import { type Tags, withinLimit } from './tags.ts';

interface CreateFunctionInput extends ConfigurationInput {
  FunctionName?: string;
  Code?: { ZipFile?: string };
  Tags?: Tags;
}

export function createFunction(service: LambdaService, request: CloudRequest): CloudResponse {
  if (request.body.length > LIMITS.createFunctionBytes)
    throw requestTooLarge(
      `Request must be smaller than ${LIMITS.createFunctionBytes} bytes for the CreateFunction operation`,
    );
  const input = inputOf<CreateFunctionInput>(request);
  mustHold(
    ...newNameViolations(input.FunctionName),
    ...matching(input.Role, 'role', '[^]*', { required: true }),
    ...configurationViolations(input),
  );
  const FunctionName = newFunctionName(service.account, input.FunctionName ?? '');
  mustBeSimulated('CreateFunction', input, ['Publish']);
  if (!input.Runtime || !input.Handler)
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  const settings = configured(input, defaultSettings(FunctionName));
  const tags = withinLimit(input.Tags ?? {});
  if (service.functions.has(FunctionName)) throw resourceConflict(`Function already exist: ${FunctionName}`);
  const { code, ...packaged } = unpackCode(input.Code ?? {}, service.clock.now());
  const configuration: FunctionConfiguration = {
    FunctionName,
    ...settings,
    ...stamp(service),
    ...packaged,
    state: 'Pending',
    lastUpdateStatus: undefined,
  };
  service.functions.set(FunctionName, {
    configuration,
    code,
    deployed: { configuration, code },
    environments: [],
    recursiveLoop: 'Terminate',
    reservedConcurrency: undefined,
    tags,
  });
  service.clock.schedule(service.clock.now() + CALIBRATION.createFunctionMs, () => {
    configuration.state = 'Active';
    configuration.lastUpdateStatus = 'Successful';
    configuration.RevisionId = service.random.uuid();
  });
  return json(201, describeFunction(service.account, configuration));
}

export function getFunction(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const { target, reference } = find(service, request, FunctionName);
  const { region, accountId } = service.account;
  const Concurrency = describeConcurrency(target);
  return json(200, {
    Configuration: describeFunction(service.account, target.configuration, reference.qualifier),
    Code: {
      RepositoryType: 'S3',
      Location: `https://awslambda-${region}-tasks.s3.${region}.amazonaws.com/snapshots/${accountId}/${reference.name}`,
    },
    ...(Concurrency && { Concurrency }),
    ...(Object.keys(target.tags).length > 0 && { Tags: target.tags }),
  });
}

export function getFunctionConfiguration(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const { target, reference } = find(service, request, FunctionName);
  return json(200, describeFunction(service.account, target.configuration, reference.qualifier));
}

export function deleteFunction(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const { name, qualifier } = referenceOf(service.account, FunctionName, request.query.Qualifier);
  if (qualifier === '$LATEST')
    throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  const target = service.functions.get(name);
  if (!target) throw functionNotFound(service, name);
  // A version that is not there is as good as deleted.
  if (qualifier !== undefined) return noContent();
  service.functions.delete(name);
  reclaimAll(service, target, 'deleted');
  target.environments = [];
  return noContent();
}
