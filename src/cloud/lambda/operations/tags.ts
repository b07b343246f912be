import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { invalidParameter, notSimulated, resourceNotFound } from '../errors.ts';
import type { EventSourceMapping } from '../event-source-mappings.ts';
import { referenceOf } from '../function-name.ts';
import type { LambdaFunction } from '../functions.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import { matching, mustHold } from '../validation.ts';
import { lookUp } from './find.ts';
import { inputOf } from './input.ts';
import { mustBeSettled } from './preconditions.ts';

export type Tags = Readonly<Record<string, string>>;

/** The path names the resource by its ARN. */
type Tagged = { FunctionName: string };

const RESOURCE =
  'arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})';

const resourceViolations = (resource: string) => matching(resource, 'resource', RESOURCE);
const missing = (at: string) => matching(undefined, at, '', { required: true });

export function tagResource(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: Tagged,
): CloudResponse {
  const { Tags } = inputOf<{ Tags?: Tags }>(request);
  mustHold(...resourceViolations(FunctionName), ...(Tags ? [] : missing('tags')));
  if (Object.keys(Tags ?? {}).length === 0)
    throw invalidParameter('An error occurred and the request cannot be processed.');
  const target = taggable(service, FunctionName);
  if ('latest' in target) mustBeSettled(service, target);
  target.tags = withinLimit({ ...target.tags, ...Tags });
  return noContent();
}

export function untagResource(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: Tagged,
): CloudResponse {
  const { tagKeys: gone = [] } = request.queryLists;
  mustHold(...resourceViolations(FunctionName), ...(gone.length > 0 ? [] : missing('tagKeys')));
  const target = taggable(service, FunctionName);
  if ('latest' in target) mustBeSettled(service, target);
  target.tags = Object.fromEntries(Object.entries(target.tags).filter(([key]) => !gone.includes(key)));
  return noContent();
}

export function listTags(
  service: LambdaService,
  _request: CloudRequest,
  { FunctionName }: Tagged,
): CloudResponse {
  mustHold(...resourceViolations(FunctionName));
  return json(200, { Tags: taggable(service, FunctionName).tags });
}

/** @throws InvalidParameterValueException when there are more than a resource may have */
export function withinLimit(tags: Tags): Tags {
  if (Object.keys(tags).length > LIMITS.tags)
    throw invalidParameter('Number of tags exceeds resource tag limit.');
  return tags;
}

/** What has tags: a function, or an event source mapping. */
function taggable(service: LambdaService, resource: string): LambdaFunction | EventSourceMapping {
  const [, kind, id = ''] =
    /^arn:[^:]*:lambda:[^:]*:[^:]*:(event-source-mapping|code-signing-config):(.*)/.exec(resource) ?? [];
  if (kind === 'code-signing-config')
    throw notSimulated('This simulator has no code signing configurations.');
  if (kind) return service.eventSourceMappings.get(id) ?? noMapping(resource);
  const reference = referenceOf(service.account, resource);
  if (reference.qualifier !== undefined)
    throw invalidParameter(
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    );
  return lookUp(service, reference).target;
}

function noMapping(arn: string): never {
  throw resourceNotFound(`Event source mapping not found: ${arn}`);
}
