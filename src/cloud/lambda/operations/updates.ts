import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import type { CodeInput } from '../code.ts';
import {
  type Architecture,
  type ConfigurationInput,
  configurationViolations,
  configured,
  mustBeSimulated,
} from '../configuration.ts';
import { deployable, mustFit } from '../deployable.ts';
import { invalidParameter } from '../errors.ts';
import {
  describeFunction,
  type FunctionConfiguration,
  type FunctionVersion,
  type LambdaFunction,
  stamp,
} from '../functions.ts';
import type { LambdaService } from '../service.ts';
import { scheduleTransition } from '../transitions.ts';
import { mustHold } from '../validation.ts';
import { findLatest } from './find.ts';
import { inputOf } from './input.ts';
import { mustBeCurrent, mustBeSettled } from './preconditions.ts';
import { publish } from './versions.ts';

interface UpdateFunctionCodeInput extends CodeInput {
  Architectures?: Architecture[];
  DryRun?: boolean;
  RevisionId?: string;
  Publish?: boolean;
}

export function updateFunctionCode(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const input = inputOf<UpdateFunctionCodeInput>(request);
  const { Architectures } = input;
  mustHold(...configurationViolations(Architectures ? { Architectures } : {}));
  const target = findLatest(service, request, FunctionName);
  mustBeSimulated('UpdateFunctionCode', input);
  if (input.ImageUri)
    throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.");
  mustBeCurrent(target.latest.configuration, input.RevisionId);
  mustBeSettled(service, target);
  const { code, ...packaged } = deployable(service, input, target.latest.configuration.Layers);
  const changed = { ...packaged, ...(Architectures && { Architectures }) };
  if (input.DryRun)
    return json(200, describeFunction(service.account, { ...target.latest.configuration, ...changed }));
  const configuration = update(service, target, changed, code);
  if (!input.Publish) return json(200, describeFunction(service.account, configuration));
  const { configuration: published } = publish(service, target);
  return json(200, describeFunction(service.account, published, published.Version));
}

export function updateFunctionConfiguration(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const input = inputOf<ConfigurationInput & { RevisionId?: string }>(request);
  mustHold(...configurationViolations(input));
  const target = findLatest(service, request, FunctionName);
  mustBeSimulated('UpdateFunctionConfiguration', input);
  const settings = configured(service, input, target.latest.configuration);
  mustBeCurrent(target.latest.configuration, input.RevisionId);
  mustBeSettled(service, target);
  mustFit(target.latest.configuration.unzippedBytes, settings.Layers);
  const configuration = update(service, target, settings, target.latest.code);
  return json(200, describeFunction(service.account, configuration));
}

/** Invocations keep to the function as it was until the update is done. */
function update(
  service: LambdaService,
  { latest }: LambdaFunction,
  changed: Partial<FunctionConfiguration>,
  code: FunctionVersion['code'],
): FunctionConfiguration {
  const configuration: FunctionConfiguration = {
    ...latest.configuration,
    ...changed,
    ...stamp(service),
    lastUpdateStatus: 'InProgress',
  };
  const beforeUpdate = { configuration: latest.configuration, code: latest.code };
  Object.assign(latest, { configuration, code, beforeUpdate });
  scheduleTransition(service, latest);
  return configuration;
}
