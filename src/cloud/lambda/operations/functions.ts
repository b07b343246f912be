import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import {
  type ConfigurationInput,
  configurationViolations,
  configured,
  mustBeSimulated,
} from '../configuration.ts';
import { deployable } from '../deployable.ts';
import { invalidParameter, requestTooLarge, resourceConflict } from '../errors.ts';
import { newFunctionName, newNameViolations, referenceOf } from '../function-name.ts';
import {
  defaultSettings,
  describeFunction,
  type FunctionConfiguration,
  type LambdaFunction,
  stamp,
  versionsOf,
} from '../functions.ts';
import { abandon } from '../invoke/environments.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import { scheduleTransition } from '../transitions.ts';
import { matching, mustHold } from '../validation.ts';
import { describeConcurrency } from './concurrency.ts';
import { find, functionNotFound } from './find.ts';
import { inputOf } from './input.ts';
import { type Tags, withinLimit } from './tags.ts';
import { deleteVersion, publish } from './versions.ts';

interface CreateFunctionInput extends ConfigurationInput {
  FunctionName?: string;
  Code?: { ZipFile?: string };
  Tags?: Tags;
  Publish?: boolean;
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
  mustBeSimulated('CreateFunction', input);
  if (!input.Runtime || !input.Handler)
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  const settings = configured(service, input, defaultSettings(FunctionName));
  const tags = withinLimit(input.Tags ?? {});
  if (service.functions.has(FunctionName)) throw resourceConflict(`Function already exist: ${FunctionName}`);
  const { code, ...packaged } = deployable(service, input.Code ?? {}, settings.Layers);
  const configuration: FunctionConfiguration = {
    FunctionName,
    Version: '$LATEST',
    ...settings,
    ...stamp(service),
    ...packaged,
    state: 'Pending',
    lastUpdateStatus: undefined,
  };
  const target: LambdaFunction = {
    latest: { configuration, code, beforeUpdate: undefined, environments: [] },
    published: new Map(),
    aliases: new Map(),
    policies: new Map(),
    lastPublished: undefined,
    recursiveLoop: 'Terminate',
    reservedConcurrency: undefined,
    provisionedConcurrency: new Map(),
    urls: new Map(),
    eventInvokeConfigs: new Map(),
    tags,
  };
  service.functions.set(FunctionName, target);
  scheduleTransition(service, target.latest);
  const shown = input.Publish ? publish(service, target).configuration : configuration;
  return json(201, describeFunction(service.account, shown));
}

export function getFunction(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const { target, version, reference } = find(service, request, FunctionName);
  const { region, accountId } = service.account;
  const Concurrency = describeConcurrency(target);
  return json(200, {
    Configuration: describeFunction(service.account, version.configuration, reference.qualifier),
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
  const { version, reference } = find(service, request, FunctionName);
  return json(200, describeFunction(service.account, version.configuration, reference.qualifier));
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
  if (qualifier !== undefined) deleteVersion(service, target, qualifier);
  else {
    service.functions.delete(name);
    for (const version of versionsOf(target)) abandon(service, version, 'deleted');
  }
  return noContent();
}
