import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { invalidParameter, resourceNotFound } from '../errors.ts';
import {
  destinationsOf,
  type EventInvokeConfig,
  type EventInvokeConfigInput,
  eventInvokeViolations,
} from '../event-invoke-config.ts';
import { referenceOf } from '../function-name.ts';
import { functionArn, type LambdaFunction, versionOf } from '../functions.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { mustHold } from '../validation.ts';
import { inputOf } from './input.ts';
import { pageOf } from './pages.ts';

/** Replaces what was set before. */
export function putFunctionEventInvokeConfig(
  service: LambdaService,
  request: CloudRequest,
  parameters: PathParameters,
): CloudResponse {
  const { input, place, target } = asked(service, request, parameters);
  return set(service, place, target, input, undefined);
}

/** Changes what the input names. */
export function updateFunctionEventInvokeConfig(
  service: LambdaService,
  request: CloudRequest,
  parameters: PathParameters,
): CloudResponse {
  const { input, place, target } = asked(service, request, parameters);
  const before = target.eventInvokeConfigs.get(place.qualifier);
  if (!before) throw notConfigured(service, place);
  return set(service, place, target, input, before);
}

export function getFunctionEventInvokeConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const place = placeOf(service, request, FunctionName);
  const config = service.functions.get(place.name)?.eventInvokeConfigs.get(place.qualifier);
  if (!config) throw notConfigured(service, place);
  return json(200, describeConfig(service, place, config));
}

export function deleteFunctionEventInvokeConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const place = placeOf(service, request, FunctionName);
  if (!service.functions.get(place.name)?.eventInvokeConfigs.delete(place.qualifier))
    throw notConfigured(service, place);
  return noContent();
}

export function listFunctionEventInvokeConfigs(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { name } = referenceOf(service.account, FunctionName);
  const configs = [...(service.functions.get(name) ?? missing()).eventInvokeConfigs];
  const { page, NextMarker } = pageOf(configs, request.query, ([qualifier]) => qualifier);
  return json(200, {
    FunctionEventInvokeConfigs: page.map(([qualifier, config]) =>
      describeConfig(service, { name, qualifier }, config),
    ),
    ...(NextMarker && { NextMarker }),
  });
}

/** A function, and one of its qualifiers. */
interface Place {
  name: string;
  qualifier: string;
}

function placeOf({ account }: LambdaService, request: CloudRequest, functionName: string): Place {
  const { name, qualifier = '$LATEST' } = referenceOf(account, functionName, request.query.Qualifier);
  return { name, qualifier };
}

function asked(service: LambdaService, request: CloudRequest, { FunctionName }: PathParameters) {
  const input = inputOf<EventInvokeConfigInput>(request);
  mustHold(...eventInvokeViolations(input));
  const place = placeOf(service, request, FunctionName);
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  if ((MaximumRetryAttempts ?? MaximumEventAgeInSeconds ?? DestinationConfig) === undefined)
    throw invalidParameter('You must specify at least one of error handling or destination setting.');
  const target = service.functions.get(place.name) ?? missing();
  if (!target.aliases.has(place.qualifier) && !versionOf(target, place.qualifier)) missing();
  return { input, place, target };
}

function set(
  service: LambdaService,
  place: Place,
  target: LambdaFunction,
  input: EventInvokeConfigInput,
  before: EventInvokeConfig | undefined,
): CloudResponse {
  const destinations = input.DestinationConfig ?? before?.DestinationConfig ?? {};
  const config: EventInvokeConfig = {
    MaximumRetryAttempts: input.MaximumRetryAttempts ?? before?.MaximumRetryAttempts,
    MaximumEventAgeInSeconds: input.MaximumEventAgeInSeconds ?? before?.MaximumEventAgeInSeconds,
    DestinationConfig: destinationsOf(service, place.name, destinations),
    lastModified: service.clock.now(),
  };
  target.eventInvokeConfigs.set(place.qualifier, config);
  return json(200, describeConfig(service, place, config));
}

const describeConfig = (
  { account }: LambdaService,
  { name, qualifier }: Place,
  { lastModified, ...config }: EventInvokeConfig,
) => ({
  ...config,
  FunctionArn: functionArn(account, name, qualifier),
  LastModified: lastModified / 1000,
});

function missing(): never {
  throw resourceNotFound("The function doesn't exist.");
}

const notConfigured = ({ account }: LambdaService, { name, qualifier }: Place) =>
  resourceNotFound(`The function ${functionArn(account, name, qualifier)} doesn't have an EventInvokeConfig`);
