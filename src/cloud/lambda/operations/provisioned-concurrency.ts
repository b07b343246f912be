import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { notWithSnapStart } from '../configuration.ts';
import {
  invalidParameter,
  notSimulated,
  provisionedConcurrencyNotFound,
  refused,
  resourceConflict,
  resourceNotFound,
} from '../errors.ts';
import { referenceOf } from '../function-name.ts';
import {
  type FunctionVersion,
  functionArn,
  isSnapStarted,
  type LambdaFunction,
  versionOf,
  versionsBehind,
} from '../functions.ts';
import { unreserved } from '../invoke/capacity.ts';
import { LIMITS } from '../limits.ts';
import {
  allocated,
  MOST_ENVIRONMENTS,
  type ProvisionedConcurrency,
  provision,
  provisionedOf,
  unprovision,
} from '../provisioned-concurrency.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { matching, mustHold, range } from '../validation.ts';
import { functionNotFound, lookUp } from './find.ts';
import { inputOf } from './input.ts';
import { PAGE_SIZE, pageOf, pageViolations } from './pages.ts';

export function putProvisionedConcurrencyConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { ProvisionedConcurrentExecutions: asked } = inputOf<{ ProvisionedConcurrentExecutions?: number }>(
    request,
  );
  mustHold(
    ...range(asked, 'provisionedConcurrentExecutions', LIMITS.provisionedConcurrency, { required: true }),
  );
  const { target, qualifier } = published(
    service,
    request,
    FunctionName,
    'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
  );
  if (versionsNamed(target, qualifier).some((version) => isSnapStarted(version.configuration)))
    throw notWithSnapStart('Provisioned Concurrency');
  const requested = asked ?? 0;
  mustBeAvailable(service, target, qualifier, requested);
  mustNotOverlap(target, qualifier);
  const LastModified = new Date(service.clock.now()).toISOString().replace(/\.\d+Z$/, '+0000');
  const config = { requested, Status: 'IN_PROGRESS', StatusReason: undefined, LastModified } as const;
  target.provisionedConcurrency.set(qualifier, config);
  provision(service, target, qualifier);
  return json(202, describeConfig(target, qualifier, config));
}

export function getProvisionedConcurrencyConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { target, qualifier } = published(service, request, FunctionName);
  const config = target.provisionedConcurrency.get(qualifier);
  if (!config) throw provisionedConcurrencyNotFound();
  return json(200, describeConfig(target, qualifier, config));
}

/** What is not there is as good as deleted. */
export function deleteProvisionedConcurrencyConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { target, qualifier } = published(service, request, FunctionName);
  unprovision(service, target, qualifier);
  return noContent();
}

export function listProvisionedConcurrencyConfigs(
  service: LambdaService,
  { query }: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  mustHold(...pageViolations(query, PAGE_SIZE));
  const reference = referenceOf(service.account, FunctionName);
  const { target } = lookUp(service, { name: reference.name, qualifier: undefined });
  const { page, NextMarker } = pageOf([...target.provisionedConcurrency], query, ([qualifier]) => qualifier);
  return json(200, {
    ProvisionedConcurrencyConfigs: page.map(([qualifier, config]) => ({
      FunctionArn: functionArn(service.account, reference.name, qualifier),
      ...describeConfig(target, qualifier, config),
    })),
    ...(NextMarker && { NextMarker }),
  });
}

const describeConfig = (
  target: LambdaFunction,
  qualifier: string,
  { requested, Status, StatusReason, LastModified }: ProvisionedConcurrency,
) => {
  const ready = allocated(target, qualifier);
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: ready,
    AllocatedProvisionedConcurrentExecutions: ready,
    Status,
    ...(StatusReason && { StatusReason }),
    LastModified,
  };
};

/** A version or alias of a function, by the qualifier. `unpublished` is what AWS says to `$LATEST`. */
function published(
  service: LambdaService,
  request: CloudRequest,
  functionName: string,
  unpublished = 'The function resource provided must be an alias or a published version.',
): { target: LambdaFunction; qualifier: string } {
  mustHold(...matching(request.query.Qualifier, 'qualifier', '[^]*', { required: true }));
  const { name, qualifier = '$LATEST' } = referenceOf(service.account, functionName, request.query.Qualifier);
  if (qualifier === '$LATEST') throw invalidParameter(unpublished);
  const target = service.functions.get(name);
  if (/^\d+$/.test(qualifier)) {
    if (!target || !versionOf(target, qualifier)) throw functionNotFound(service, name, qualifier);
    return { target, qualifier };
  }
  const alias = target?.aliases.get(qualifier);
  if (!target || !alias)
    throw resourceNotFound(`Cannot find alias arn: ${functionArn(service.account, name, qualifier)}`);
  if (alias.FunctionVersion === '$LATEST') throw invalidParameter(unpublished);
  return { target, qualifier };
}

/** The version of that number, or those behind the alias. */
const versionsNamed = (target: LambdaFunction, qualifier: string): FunctionVersion[] => {
  const alias = target.aliases.get(qualifier);
  return (alias ? versionsBehind(alias) : [qualifier]).flatMap((number) => versionOf(target, number) ?? []);
};

/** @throws InvalidParameterValueException when the function, or the account, has not so much to keep ready */
function mustBeAvailable(
  service: LambdaService,
  target: LambdaFunction,
  qualifier: string,
  requested: number,
): void {
  const before = target.provisionedConcurrency.get(qualifier)?.requested ?? 0;
  const together = provisionedOf(target) - before + requested;
  const { reservedConcurrency } = target;
  if (reservedConcurrency !== undefined && together > reservedConcurrency)
    throw invalidParameter(
      'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
    );
  const free = unreserved(service) + (reservedConcurrency === undefined ? before : 0);
  if (reservedConcurrency === undefined && requested > free)
    throw refused(
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${free}].`,
    );
  if (reservedConcurrency === undefined && free - requested < LIMITS.leastUnreservedConcurrency)
    throw refused(
      `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LIMITS.leastUnreservedConcurrency}].`,
    );
  const all = [...service.functions.values()].reduce((sum, one) => sum + provisionedOf(one), 0);
  if (all - before + requested > MOST_ENVIRONMENTS)
    throw notSimulated(`This simulator keeps at most ${MOST_ENVIRONMENTS} environments ready at a time.`);
}

/** @throws ResourceConflictException when a version would be kept ready for itself and for an alias */
function mustNotOverlap({ aliases, provisionedConcurrency }: LambdaFunction, qualifier: string): void {
  const alias = aliases.get(qualifier);
  if (alias && versionsBehind(alias).some((version) => provisionedConcurrency.has(version)))
    throw resourceConflict(
      "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    );
  const pointing = [...aliases.values()].filter((one) => versionsBehind(one).includes(qualifier));
  if (pointing.some(({ Name }) => provisionedConcurrency.has(Name)))
    throw resourceConflict('Version is pointed by a Provisioned Concurrency alias');
}
