import { CALIBRATION } from '../../environment/calibration.ts';
import { createEnvironment, type ExecutionEnvironment } from '../../environment/environment.ts';
import type { InitializationType } from '../../environment/settings.ts';
import type { SnapshotSource } from '../../environment/snap-start.ts';
import { functionVariables } from '../../environment/variables.ts';
import { extensionsOf } from '../../runtimes/executable.ts';
import type { Reclaimed } from '../../trace.ts';
import { type FunctionVersion, type LambdaFunction, versionsOf } from '../functions.ts';
import { optOf } from '../layers.ts';
import { taskOf } from '../package.ts';
import { programOf, runtimeVersion } from '../runtimes.ts';
import type { LambdaService } from '../service.ts';
import { keepsSnapshots, snapshotOf } from '../snap-start.ts';

/**
 * An environment of the version that is kept ready for the version or alias that was asked for, else a warm one that is free, else a
 * new one. Versions share none. An attached function has one at a time, and none that is kept ready.
 */
export function acquireEnvironment(
  service: LambdaService,
  version: FunctionVersion,
  qualifier: string | undefined,
): ExecutionEnvironment {
  const name = version.configuration.FunctionName;
  const isAttached = service.attached.has(name);
  const free =
    (isAttached ? undefined : provisionedAndFree(version, qualifier)) ??
    version.environments.find((one) => one.provisionedFor === undefined && !one.busy());
  if (!free && isAttached) abandonOnDemand(service, name);
  return free ?? addEnvironment(service, version);
}

/** One that is kept ready for what was asked for, or for the version that an alias stands for. */
export const provisionedAndFree = (
  { configuration, environments }: FunctionVersion,
  qualifier: string | undefined,
): ExecutionEnvironment | undefined =>
  environments.find(
    (one) =>
      one.provisionedFor !== undefined &&
      [qualifier, configuration.Version].includes(one.provisionedFor) &&
      !one.busy(),
  );

/** A new environment, which has not started yet. */
export function addEnvironment(
  service: LambdaService,
  version: FunctionVersion,
  provisionedFor?: string,
): ExecutionEnvironment {
  const created = createEnvironmentFor(service, version, startOf(service, version, provisionedFor));
  version.environments.push(created);
  return created;
}

/** How an environment comes to be. */
interface Start {
  initializationType: InitializationType;
  provisionedFor?: string;
  restoresFrom?: SnapshotSource;
}

function startOf(
  service: LambdaService,
  version: FunctionVersion,
  provisionedFor: string | undefined,
): Start {
  if (provisionedFor !== undefined) return { initializationType: 'provisioned-concurrency', provisionedFor };
  return keepsSnapshots(service, version)
    ? { initializationType: 'snap-start', restoresFrom: snapshotOf(service, version) }
    : { initializationType: 'on-demand' };
}

/** The same for one that is not among those of its version. */
export function createEnvironmentFor(
  service: LambdaService,
  version: FunctionVersion,
  { initializationType, provisionedFor, restoresFrom }: Start,
): ExecutionEnvironment {
  const { configuration, code } = version.beforeUpdate ?? version;
  const { Runtime, LoggingConfig, Version } = configuration;
  const { random, clock } = service;
  const attached = initializationType === 'on-demand' && service.attached.get(configuration.FunctionName);
  const logStreamName = `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/')}/[${Version}]${random.hex(32)}`;
  const opt = optOf(configuration.Layers);
  return createEnvironment(
    {
      id: random.hex(8),
      functionName: configuration.FunctionName,
      functionVersion: Version,
      handler: configuration.Handler,
      accountId: service.account.accountId,
      memorySize: configuration.MemorySize,
      timeout: configuration.Timeout,
      packageBytes: configuration.Layers.reduce(
        (sum, { CodeSize }) => sum + CodeSize,
        configuration.CodeSize,
      ),
      runtimeVersion: runtimeVersion(Runtime, service.account.region),
      role: configuration.Role,
      variables: functionVariables(service.account.region, configuration, logStreamName, initializationType),
      provisionedFor,
      initializationType,
      restoresFrom,
      logGroupName: LoggingConfig.LogGroup,
      logStreamName,
      ownVariables: Object.keys(configuration.Environment ?? {}),
      code: taskOf(code),
      layers: opt,
      logging: LoggingConfig,
      ephemeralStorage: configuration.EphemeralStorage.Size,
      ...programOf(Runtime, service.engines),
      ...(attached && { spawn: attached.spawn }),
      external: Boolean(attached),
      extensions: extensionsOf(service.engines, opt, Runtime.startsWith('nodejs')),
    },
    {
      clock,
      trace: service.trace,
      random: random.fork(),
      services: service.servicesFor(configuration.FunctionName),
      realTime: service.realTime,
    },
  );
}

/** When environments will have been idle for too long, up to `until`, if nothing comes for them. */
export const idleEnds = (service: LambdaService, until: number): number[] =>
  [...service.functions.values()]
    .flatMap(versionsOf)
    .flatMap(({ environments }) => environments.flatMap((one) => idleEnd(one) ?? []))
    .filter((at) => at <= until);

/** Gives up the environments that have been idle for too long by now, each at the moment when it was. */
export function reclaimIdle(service: LambdaService): void {
  for (const version of [...service.functions.values()].flatMap(versionsOf))
    retire(version, 'idle', (environment) => {
      const at = idleEnd(environment);
      return at !== undefined && at <= service.clock.now() ? at : undefined;
    });
}

function idleEnd(environment: ExecutionEnvironment): number | undefined {
  const idleSince = environment.idleSince();
  return idleSince === undefined || environment.provisionedFor !== undefined
    ? undefined
    : idleSince + CALIBRATION.idleLimitMs;
}

/** Gives up the environments that serve no event, those apart that are kept ready: the next invocation starts cold. */
export function reclaimAll(service: LambdaService, target: LambdaFunction): void {
  for (const version of versionsOf(target))
    retireIdle(service, version, 'asked', ({ provisionedFor }) => provisionedFor === undefined);
}

/** The same for a function whose program becomes another one: environments that are busy serve nothing after what they serve now. */
export function abandonOnDemand(service: LambdaService, functionName: string): void {
  const target = service.functions.get(functionName);
  for (const version of target ? versionsOf(target) : [])
    release(service, version, 'taken-over', ({ provisionedFor }) => provisionedFor === undefined);
}

/** The same for one version, whose busy environments serve nothing after what they serve now. */
export function abandon(
  service: LambdaService,
  version: FunctionVersion,
  reason: 'updated' | 'deleted',
): void {
  release(service, version, reason, () => true);
}

/** The same for those of its environments that `which` picks. */
export function release(
  service: LambdaService,
  version: FunctionVersion,
  reason: 'updated' | 'deleted' | 'taken-over',
  which: (environment: ExecutionEnvironment) => boolean,
): void {
  retireIdle(service, version, reason, which);
  version.environments = version.environments.filter((environment) => !which(environment));
}

const retireIdle = (
  service: LambdaService,
  version: FunctionVersion,
  reason: Reclaimed,
  which: (environment: ExecutionEnvironment) => boolean,
) =>
  retire(version, reason, (environment) =>
    environment.busy() || !which(environment) ? undefined : service.clock.now(),
  );

function retire(
  version: FunctionVersion,
  reason: Reclaimed,
  endOf: (environment: ExecutionEnvironment) => number | undefined,
) {
  version.environments = version.environments.filter((environment) => {
    const at = endOf(environment);
    if (at !== undefined) environment.shutDown(at, reason);
    return at === undefined;
  });
}
