import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import { invalidParameter, resourceConflict } from '../errors.ts';
import {
  describeFunction,
  type FunctionConfiguration,
  type FunctionVersion,
  type LambdaFunction,
  stamp,
  versionsBehind,
  versionsOf,
} from '../functions.ts';
import { abandon } from '../invoke/environments.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { scheduleTransition } from '../transitions.ts';
import { length, mustHold } from '../validation.ts';
import { findLatest } from './find.ts';
import { listed } from './function-list.ts';
import { inputOf } from './input.ts';
import { pageOf } from './pages.ts';
import { mustBeCurrent, mustBeSettled } from './preconditions.ts';

interface PublishVersionInput {
  CodeSha256?: string;
  Description?: string;
  RevisionId?: string;
}

export function publishVersion(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { CodeSha256, Description, RevisionId } = inputOf<PublishVersionInput>(request);
  mustHold(...length(Description, 'description', 0, LIMITS.descriptionLength));
  const target = findLatest(service, request, FunctionName);
  const { configuration } = target.latest;
  mustBeCurrent(configuration, RevisionId);
  mustBeSettled(service, target);
  if (CodeSha256 !== undefined && CodeSha256 !== configuration.CodeSha256)
    throw invalidParameter(
      `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${configuration.CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  const { configuration: published } = publish(service, target, Description);
  return json(201, describeFunction(service.account, published, published.Version));
}

/** Makes a version of `$LATEST`; when nothing has changed since the last one, that is the answer. */
export function publish(
  service: LambdaService,
  target: LambdaFunction,
  description?: string,
): FunctionVersion {
  const { latest, published } = target;
  const { FunctionName } = latest.configuration;
  const content = contentOf(latest.configuration);
  const before = target.lastPublished;
  const same = before?.content === content ? published.get(before.version) : undefined;
  if (same) return same;
  const number = (service.lastVersions.get(FunctionName) ?? 0) + 1;
  service.lastVersions.set(FunctionName, number);
  const configuration: FunctionConfiguration = {
    ...latest.configuration,
    ...stamp(service),
    ...(description !== undefined && { Description: description }),
    Version: String(number),
    state: 'Pending',
    lastUpdateStatus: undefined,
  };
  const { code } = latest;
  const version: FunctionVersion = { configuration, code, beforeUpdate: undefined, environments: [] };
  published.set(configuration.Version, version);
  target.lastPublished = { version: configuration.Version, content };
  latest.configuration.RevisionId = service.random.uuid();
  scheduleTransition(service, version);
  return version;
}

/** What makes a version another one: its code, and all that can be set. */
function contentOf(configuration: FunctionConfiguration): string {
  const { RevisionId, LastModified, state, lastUpdateStatus, Layers, ...content } = configuration;
  return JSON.stringify([content, Layers.map(({ LayerName, Version }) => [LayerName, Version])]);
}

export function listVersionsByFunction(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const versions = versionsOf(findLatest(service, request, FunctionName)).map(
    ({ configuration }) => configuration,
  );
  const { page, NextMarker } = pageOf(versions, request.query, ({ Version }) => Version);
  return json(200, {
    Versions: page.map((configuration) => listed(service.account, configuration, configuration.Version)),
    ...(NextMarker && { NextMarker }),
  });
}

/** A version that is not there is as good as deleted. @throws ResourceConflictException while an alias points to it */
export function deleteVersion(service: LambdaService, target: LambdaFunction, qualifier: string): void {
  const version = target.published.get(qualifier);
  if (!version) return;
  const pointing = [...target.aliases.values()]
    .filter((alias) => versionsBehind(alias).includes(qualifier))
    .map(({ Name }) => Name);
  if (pointing.length > 0)
    throw resourceConflict(
      `Version ${qualifier} cannot be deleted: it is referenced by the alias ${pointing.join(', ')}.`,
    );
  target.published.delete(qualifier);
  target.policies.delete(qualifier);
  target.provisionedConcurrency.delete(qualifier);
  target.eventInvokeConfigs.delete(qualifier);
  abandon(service, version, 'deleted');
}
