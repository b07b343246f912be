import { CALIBRATION } from '../../environment/calibration.ts';
import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import { type CodeInput, unpackCode } from '../code.ts';
import {
  type Architecture,
  type ConfigurationInput,
  configurationViolations,
  configured,
  mustBeSimulated,
} from '../configuration.ts';
import { preconditionFailed, resourceConflict } from '../errors.ts';
import {
  describeFunction,
  type FunctionConfiguration,
  functionArn,
  type LambdaFunction,
  stamp,
} from '../functions.ts';
import { reclaimAll } from '../invoke/environments.ts';
import type { LambdaService } from '../service.ts';
import { mustHold } from '../validation.ts';
import { find } from './find.ts';
import { inputOf } from './input.ts';

interface UpdateFunctionCodeInput extends CodeInput {
  Architectures?: Architecture[];
  DryRun?: boolean;
  RevisionId?: string;
}

export function updateFunctionCode(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const input = inputOf<UpdateFunctionCodeInput>(request);
  const { Architectures } = input;
  mustHold(...configurationViolations(Architectures ? { Architectures } : {}));
  const { target } = find(service, request, FunctionName);
  mustBeSimulated('UpdateFunctionCode', input, ['Publish']);
  mustBeCurrent(target, input.RevisionId);
  mustBeSettled(service, target);
  const { code, ...packaged } = unpackCode(input, service.clock.now());
  const changed = { ...packaged, ...(Architectures && { Architectures }) };
  if (input.DryRun)
    return json(200, describeFunction(service.account, { ...target.configuration, ...changed }));
  return update(service, target, changed, code);
}

export function updateFunctionConfiguration(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const input = inputOf<ConfigurationInput & { RevisionId?: string }>(request);
  mustHold(...configurationViolations(input));
  const { target } = find(service, request, FunctionName);
  mustBeSimulated('UpdateFunctionConfiguration', input);
  const settings = configured(input, target.configuration);
  mustBeCurrent(target, input.RevisionId);
  mustBeSettled(service, target);
  return update(service, target, settings, target.code);
}

/** Invocations keep to the function as it was until the update is done. */
function update(
  service: LambdaService,
  target: LambdaFunction,
  changed: Partial<FunctionConfiguration>,
  code: LambdaFunction['code'],
): CloudResponse {
  const configuration: FunctionConfiguration = {
    ...target.configuration,
    ...changed,
    ...stamp(service),
    lastUpdateStatus: 'InProgress',
  };
  Object.assign(target, { configuration, code });
  service.clock.schedule(service.clock.now() + CALIBRATION.updateFunctionMs, () => {
    configuration.lastUpdateStatus = 'Successful';
    configuration.RevisionId = service.random.uuid();
    target.deployed = { configuration, code };
    reclaimAll(service, target, 'updated');
    target.environments = [];
  });
  return json(200, describeFunction(service.account, configuration));
}

function mustBeCurrent({ configuration }: LambdaFunction, revisionId: string | undefined) {
  if (revisionId !== undefined && revisionId !== configuration.RevisionId)
    throw preconditionFailed(
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    );
}

/** @throws ResourceConflictException while the function is being created or changed */
export function mustBeSettled({ account }: LambdaService, { configuration }: LambdaFunction) {
  const { state, lastUpdateStatus, FunctionName } = configuration;
  if (state === 'Pending')
    throw resourceConflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  if (lastUpdateStatus === 'InProgress')
    throw resourceConflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${functionArn(account, FunctionName)}`,
    );
}
