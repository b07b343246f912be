import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { invalidParameter, refused, resourceConflict, resourceNotFound } from '../errors.ts';
import {
  type AccountIdentity,
  type Alias,
  functionArn,
  type LambdaFunction,
  versionOf,
  versionsBehind,
} from '../functions.ts';
import { LIMITS } from '../limits.ts';
import { provision, unprovision } from '../provisioned-concurrency.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { keysMatching, length, matching, mustHold, valuesWithin } from '../validation.ts';
import { findLatest, functionNotFound } from './find.ts';
import { inputOf } from './input.ts';
import { pageOf } from './pages.ts';
import { mustBeCurrent } from './preconditions.ts';

const NAME = '(?!^[0-9]+$)([a-zA-Z0-9-_]+)';
const VERSION = '(\\$LATEST|[0-9]+)';

interface AliasInput {
  Name?: string;
  FunctionVersion?: string;
  Description?: string;
  RoutingConfig?: { AdditionalVersionWeights?: Record<string, number> | undefined };
  RevisionId?: string;
}

const violations = (input: AliasInput, { required }: { required: boolean }) => {
  const weights = input.RoutingConfig?.AdditionalVersionWeights;
  const at = 'routingConfig.additionalVersionWeights';
  return [
    ...matching(input.FunctionVersion, 'functionVersion', VERSION, { required }),
    ...length(input.FunctionVersion, 'functionVersion', 1, LIMITS.versionLength),
    ...length(input.Description, 'description', 0, LIMITS.descriptionLength),
    ...keysMatching(weights, at, '[0-9]+', { min: 1, max: LIMITS.versionLength }),
    ...valuesWithin(weights, at, LIMITS.aliasWeight),
  ];
};

export function createAlias(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const input = inputOf<AliasInput>(request);
  const { Name = '', FunctionVersion = '', Description = '' } = input;
  mustHold(
    ...matching(input.Name, 'name', NAME, { required: true }),
    ...length(input.Name, 'name', 1, LIMITS.aliasNameLength),
    ...violations(input, { required: true }),
  );
  const target = findLatest(service, request, FunctionName, FunctionVersion);
  const additional = routed(service, target, FunctionVersion, input.RoutingConfig);
  if (target.aliases.has(Name))
    throw resourceConflict(`Alias already exists: ${aliasArn(service.account, target, Name)}`);
  const alias = { Name, FunctionVersion, Description, RevisionId: service.random.uuid(), additional };
  target.aliases.set(Name, alias);
  return json(201, describeAlias(service.account, target, alias));
}

export function getAlias(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName, Name }: PathParameters,
): CloudResponse {
  const target = findLatest(service, request, FunctionName);
  const alias = target.aliases.get(Name);
  if (!alias) throw resourceNotFound(`Cannot find alias arn: ${aliasArn(service.account, target, Name)}`);
  return json(200, describeAlias(service.account, target, alias));
}

export function listAliases(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { FunctionVersion } = request.query;
  mustHold(...matching(FunctionVersion, 'functionVersion', VERSION));
  const target = findLatest(service, request, FunctionName);
  const aliases = [...target.aliases.values()]
    .filter((alias) => FunctionVersion === undefined || versionsBehind(alias).includes(FunctionVersion))
    .sort((one, other) => (one.Name < other.Name ? -1 : 1));
  const { page, NextMarker } = pageOf(aliases, request.query, ({ Name }) => Name);
  return json(200, {
    Aliases: page.map((alias) => describeAlias(service.account, target, alias)),
    ...(NextMarker && { NextMarker }),
  });
}

export function updateAlias(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName, Name }: PathParameters,
): CloudResponse {
  const input = inputOf<AliasInput>(request);
  mustHold(...violations(input, { required: false }));
  const target = findLatest(service, request, FunctionName);
  const before = target.aliases.get(Name);
  if (!before) throw resourceNotFound(`Alias not found: ${aliasArn(service.account, target, Name)}`);
  mustBeCurrent(before, input.RevisionId);
  const { FunctionVersion = before.FunctionVersion, Description = before.Description } = input;
  const { additional } = before;
  const routing = input.RoutingConfig ?? {
    AdditionalVersionWeights: additional && { [additional.version]: additional.weight },
  };
  const alias = {
    Name,
    FunctionVersion,
    Description,
    RevisionId: service.random.uuid(),
    additional: routed(service, target, FunctionVersion, routing),
  };
  target.aliases.set(Name, alias);
  provision(service, target, Name);
  return json(200, describeAlias(service.account, target, alias));
}

/** An alias that is not there is as good as deleted. */
export function deleteAlias(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName, Name }: PathParameters,
): CloudResponse {
  const target = findLatest(service, request, FunctionName);
  unprovision(service, target, Name);
  target.aliases.delete(Name);
  target.policies.delete(Name);
  target.urls.delete(Name);
  target.eventInvokeConfigs.delete(Name);
  return noContent();
}

/** What an alias sends to a second version. @throws ServiceError when one of the two cannot be what it points to */
function routed(
  service: LambdaService,
  target: LambdaFunction,
  FunctionVersion: string,
  { AdditionalVersionWeights = {} }: NonNullable<AliasInput['RoutingConfig']> = {},
): Alias['additional'] {
  const { FunctionName } = target.latest.configuration;
  const mustBeThere = (number: string) => {
    if (!versionOf(target, number)) throw functionNotFound(service, FunctionName, number);
  };
  mustBeThere(FunctionVersion);
  const [first, ...more] = Object.entries(AdditionalVersionWeights);
  if (!first) return undefined;
  const [version, weight] = first;
  if (more.length > 0)
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  if (FunctionVersion === '$LATEST')
    throw refused('$LATEST is not supported for an alias pointing to more than 1 version');
  if (version === FunctionVersion)
    throw invalidParameter(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  mustBeThere(version);
  mustBeAlike(target, FunctionVersion, version);
  return { version, weight };
}

/** Between versions that may do different things no alias divides (Alias routing page, 2026-07). The words are ours. */
function mustBeAlike(target: LambdaFunction, ...numbers: [string, string]) {
  const [one, other] = numbers.map((number) => versionOf(target, number)?.configuration);
  const refuse = (what: string) =>
    invalidParameter(
      `The versions ${numbers.join(' and ')} have different ${what}. An alias divides only between versions with the same one.`,
    );
  if (one?.Role !== other?.Role) throw refuse('execution roles');
  if (one?.DeadLetterConfig?.TargetArn !== other?.DeadLetterConfig?.TargetArn)
    throw refuse('dead-letter queues');
}

const aliasArn = (account: AccountIdentity, { latest }: LambdaFunction, name: string) =>
  functionArn(account, latest.configuration.FunctionName, name);

const describeAlias = (
  account: AccountIdentity,
  target: LambdaFunction,
  { additional, ...alias }: Alias,
) => ({
  AliasArn: aliasArn(account, target, alias.Name),
  ...alias,
  ...(additional && {
    RoutingConfig: { AdditionalVersionWeights: { [additional.version]: additional.weight } },
  }),
});
