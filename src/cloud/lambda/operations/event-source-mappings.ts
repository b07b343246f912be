import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import {
  invalidParameter,
  resourceConflict,
  resourceInUse,
  resourceNotFound,
  ServiceError,
} from '../errors.ts';
import {
  begin,
  defaultsOf,
  describeMapping,
  type EventSourceMapping,
  kindOf,
  type MappingSource,
  type SourceKind,
} from '../event-source-mappings.ts';
import { referenceOf } from '../function-name.ts';
import { functionArn } from '../functions.ts';
import {
  type MappingInput,
  mappingViolations,
  mustBeSource,
  mustFitTogether,
  settingsOf,
  sourceOf,
} from '../mapping-input.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { matching, mustHold } from '../validation.ts';
import { lookUp } from './find.ts';
import { inputOf } from './input.ts';
import { pageOf } from './pages.ts';
import { withinLimit } from './tags.ts';

export function createEventSourceMapping(service: LambdaService, request: CloudRequest): CloudResponse {
  const input = inputOf<MappingInput>(request);
  mustHold(
    ...matching(input.FunctionName, 'functionName', '[^]*', { required: true }),
    ...mappingViolations(input),
  );
  const kind = mustBeSource(input);
  const settings = { ...defaultsOf(kind), ...settingsOf(input) };
  mustFitTogether(kind, settings);
  const FunctionArn = arnOfFunction(service, input.FunctionName ?? '');
  mustBeTheOnly(service, kind, FunctionArn, input);
  const mapping: EventSourceMapping = {
    UUID: service.random.uuid(),
    FunctionArn,
    ...sourceOf(input),
    ...settings,
    State: 'Creating',
    next: undefined,
    lastModified: service.clock.now(),
    tags: withinLimit(input.Tags ?? {}),
  };
  service.eventSourceMappings.set(mapping.UUID, mapping);
  begin(service, mapping, 'Creating', input.Enabled === false ? 'Disabled' : 'Enabled');
  return json(202, describeMapping(service.account, mapping));
}

export function getEventSourceMapping(
  service: LambdaService,
  _request: CloudRequest,
  { UUID }: PathParameters,
): CloudResponse {
  return json(200, describeMapping(service.account, mappingOf(service, UUID)));
}

export function listEventSourceMappings(service: LambdaService, { query }: CloudRequest): CloudResponse {
  const { EventSourceArn, FunctionName } = query;
  const wanted = FunctionName === undefined ? undefined : arnByName(service, FunctionName);
  const mappings = [...service.eventSourceMappings.values()].filter(
    (mapping) =>
      (wanted === undefined || mapping.FunctionArn === wanted) &&
      (EventSourceArn === undefined || mapping.EventSourceArn === EventSourceArn),
  );
  const { page, NextMarker } = pageOf(mappings, query, ({ UUID }) => UUID);
  return json(200, {
    EventSourceMappings: page.map((mapping) => describeMapping(service.account, mapping)),
    ...(NextMarker && { NextMarker }),
  });
}

export function updateEventSourceMapping(
  service: LambdaService,
  request: CloudRequest,
  { UUID }: PathParameters,
): CloudResponse {
  const input = inputOf<MappingInput>(request);
  mustHold(...mappingViolations(input));
  const mapping = mappingOf(service, UUID);
  const kind = kindOf(mapping) ?? 'sqs';
  mustFitTogether(kind, { ...mapping, ...settingsOf(input) });
  const FunctionArn =
    input.FunctionName === undefined ? mapping.FunctionArn : arnOfFunction(service, input.FunctionName);
  mustBeAtRest(mapping, 'update');
  const enabled = mapping.State === 'Enabled';
  const { Enabled = enabled } = input;
  Object.assign(mapping, settingsOf(input), { FunctionArn, lastModified: service.clock.now() });
  const passing = Enabled === enabled ? 'Updating' : Enabled ? 'Enabling' : 'Disabling';
  begin(service, mapping, passing, Enabled ? 'Enabled' : 'Disabled');
  return json(202, describeMapping(service.account, mapping));
}

export function deleteEventSourceMapping(
  service: LambdaService,
  _request: CloudRequest,
  { UUID }: PathParameters,
): CloudResponse {
  const mapping = mappingOf(service, UUID);
  mustBeAtRest(mapping, 'delete');
  begin(service, mapping, 'Deleting', 'gone');
  return json(202, describeMapping(service.account, mapping));
}

function mappingOf({ eventSourceMappings }: LambdaService, UUID: string): EventSourceMapping {
  const mapping = eventSourceMappings.get(UUID);
  if (!mapping) throw resourceNotFound('The resource you requested does not exist.');
  return mapping;
}

function mustBeAtRest({ next }: EventSourceMapping, what: 'update' | 'delete') {
  if (next) throw resourceInUse(`Cannot ${what} the event source mapping because it is in use.`);
}

/** A function that is not there is a wrong parameter here (recorded 2025-11). */
function arnOfFunction(service: LambdaService, functionName: string): string {
  const reference = referenceOf(service.account, functionName);
  try {
    lookUp(service, reference);
  } catch (error) {
    throw error instanceof ServiceError ? invalidParameter('Function does not exist') : error;
  }
  return arnByName(service, functionName);
}

function arnByName({ account }: LambdaService, functionName: string): string {
  const { name, qualifier } = referenceOf(account, functionName);
  return functionArn(account, name, qualifier);
}

/** @throws ResourceConflictException when the function polls the source already */
function mustBeTheOnly(
  { eventSourceMappings }: LambdaService,
  kind: SourceKind,
  functionArnAsked: string,
  asked: MappingInput,
) {
  for (const mapping of eventSourceMappings.values()) {
    const shared = addressesOf(mapping).some((address) => addressesOf(asked).includes(address));
    if (mapping.FunctionArn === functionArnAsked && shared)
      throw resourceConflict(existsAlready(kind, mapping, asked));
  }
}

/** What is polled: an ARN or the servers of a cluster of one's own, and there each topic. */
const addressesOf = ({ EventSourceArn, SelfManagedEventSource, Topics }: MappingSource): string[] =>
  (EventSourceArn === undefined ? serversOf(SelfManagedEventSource) : [EventSourceArn]).flatMap(
    (address) => Topics?.map((topic) => `${address}/${topic}`) ?? [address],
  );

const serversOf = (source: MappingSource['SelfManagedEventSource']) =>
  source?.Endpoints?.KAFKA_BOOTSTRAP_SERVERS ?? [];

/** Source: recorded 2024-09 of Kafka; of others as reported. */
function existsAlready(kind: SourceKind, mapping: EventSourceMapping, asked: MappingInput): string {
  const { EventSourceArn, FunctionArn, UUID } = mapping;
  const remedy = `Please update or delete the existing mapping with UUID ${UUID}`;
  const [, , , , , , name] = FunctionArn.split(':');
  if (kind === 'kafka') {
    const servers = EventSourceArn ?? serversOf(asked.SelfManagedEventSource).join(',');
    return `An event source mapping with event source ("${servers}"), function ("${FunctionArn}"), topics ("${(asked.Topics ?? []).join(',')}") already exists. ${remedy}`;
  }
  return kind === 'sqs'
    ? `An event source mapping with SQS arn (" ${EventSourceArn} ") and function (" ${name} ") already exists. ${remedy}`
    : `The event source arn (" ${EventSourceArn} ") and function (" ${name} ") provided mapping already exists. ${remedy}`;
}
