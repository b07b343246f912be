import { CALIBRATION } from '../environment/calibration.ts';
import type { ExecutionEnvironment } from '../environment/environment.ts';
import { type FunctionVersion, type LambdaFunction, versionOf, versionsOf } from './functions.ts';
import { addEnvironment, release } from './invoke/environments.ts';
import type { LambdaService } from './service.ts';

/** How many environments a version or alias keeps ready, and how far that has got. */
export interface ProvisionedConcurrency {
  requested: number;
  Status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  StatusReason: string | undefined;
  LastModified: string;
}

/** The environments that are ready for a version or alias, also those that serve an event. */
export const allocated = (target: LambdaFunction, qualifier: string): number =>
  versionsOf(target)
    .flatMap(({ environments }) => environments)
    .filter((one) => one.provisionedFor === qualifier && !one.preparing()).length;

/** What the function's versions and aliases keep ready together, or are about to. */
export const provisionedOf = ({ provisionedConcurrency }: LambdaFunction): number =>
  [...provisionedConcurrency.values()].reduce(
    (sum, { requested, Status }) => sum + (Status === 'FAILED' ? 0 : requested),
    0,
  );

/** Of all functions: each environment that is kept ready is a machine of its own. AWS has no such limit. */
export const MOST_ENVIRONMENTS = 50;

/**
 * Gets the environments ready that `qualifier` asks for, in the versions that it stands for now. Those that it has serve on until then;
 * they are given up with the last new one, or all together when an init fails.
 */
export function provision(service: LambdaService, target: LambdaFunction, qualifier: string): void {
  const asked = target.provisionedConcurrency.get(qualifier);
  if (!asked) return;
  const config: ProvisionedConcurrency = { ...asked, Status: 'IN_PROGRESS', StatusReason: undefined };
  target.provisionedConcurrency.set(qualifier, config);
  service.clock.schedule(service.clock.now() + CALIBRATION.provisionMs, () => {
    if (target.provisionedConcurrency.get(qualifier) !== config) return;
    initialize(service, target, qualifier, config, addMissing(service, target, qualifier, config));
  });
}

/** Goes on with what was kept ready, or was about to be, when the account was saved: its environments are made anew, at once. */
export function resumeProvisioned(service: LambdaService, target: LambdaFunction): void {
  for (const [qualifier, config] of target.provisionedConcurrency) {
    if (config.Status === 'IN_PROGRESS') provision(service, target, qualifier);
    if (config.Status !== 'READY') continue;
    const added = addMissing(service, target, qualifier, config);
    service.clock.schedule(service.clock.now(), () => initialize(service, target, qualifier, config, added));
  }
}

type Added = readonly { version: FunctionVersion; environment: ExecutionEnvironment }[];

const addMissing = (
  service: LambdaService,
  target: LambdaFunction,
  qualifier: string,
  { requested }: ProvisionedConcurrency,
): Added =>
  [...sharesOf(target, qualifier, requested)].flatMap(([version, count]) =>
    Array.from({ length: count - environmentsFor(version, qualifier).length }, () => ({
      version,
      environment: addEnvironment(service, version, qualifier),
    })),
  );

function initialize(
  service: LambdaService,
  target: LambdaFunction,
  qualifier: string,
  config: ProvisionedConcurrency,
  added: Added,
): void {
  let waiting = added.length;
  let ready = true;
  const settle = () => {
    if (target.provisionedConcurrency.get(qualifier) !== config) return;
    const wanted = sharesOf(target, qualifier, ready ? config.requested : 0);
    for (const version of versionsOf(target)) keep(service, version, qualifier, wanted.get(version) ?? 0);
    // Recorded of a version whose alias got it (2023-03).
    if (ready && config.Status === 'IN_PROGRESS')
      for (const { configuration } of wanted.keys()) configuration.RevisionId = service.random.uuid();
    Object.assign(config, ready ? { Status: 'READY' } : FAILED);
  };
  if (waiting === 0) settle();
  for (const { version, environment } of added)
    environment.initialize((isReady) => {
      if (!version.environments.includes(environment)) environment.shutDown(service.clock.now(), 'deleted');
      ready &&= isReady;
      waiting -= 1;
      if (waiting === 0) settle();
    });
}

/** Gives up what a version or alias keeps ready. */
export function unprovision(service: LambdaService, target: LambdaFunction, qualifier: string): void {
  target.provisionedConcurrency.delete(qualifier);
  for (const version of versionsOf(target)) keep(service, version, qualifier, 0);
}

/** The one reason that is recorded (2026-02). */
const FAILED = { Status: 'FAILED', StatusReason: 'FUNCTION_ERROR_INIT_FAILURE' } as const;

const environmentsFor = ({ environments }: FunctionVersion, qualifier: string): ExecutionEnvironment[] =>
  environments.filter((one) => one.provisionedFor === qualifier);

/** The versions behind a version or alias; of an alias with weights, each has its share. */
function sharesOf(
  target: LambdaFunction,
  qualifier: string,
  requested: number,
): Map<FunctionVersion, number> {
  const { FunctionVersion = qualifier, additional } = target.aliases.get(qualifier) ?? {};
  const more = additional ? Math.round(requested * additional.weight) : 0;
  const shares = [
    [versionOf(target, FunctionVersion), requested - more],
    [additional && versionOf(target, additional.version), more],
  ] as const;
  return new Map(shares.flatMap(([version, share]) => (version ? [[version, share] as const] : [])));
}

/** Gives up all but `count` of the environments that the version keeps ready for `qualifier`, the oldest first. */
function keep(service: LambdaService, version: FunctionVersion, qualifier: string, count: number): void {
  const surplus = environmentsFor(version, qualifier).slice(0, -count || undefined);
  release(service, version, 'updated', (one) => surplus.includes(one));
}
