import { createSnapshotSource, type SnapshotSource } from '../environment/snap-start.ts';
import { type FunctionVersion, isSnapStarted, versionOf } from './functions.ts';
import { createEnvironmentFor } from './invoke/environments.ts';
import { hasSnapStart } from './runtimes.ts';
import type { LambdaService } from './service.ts';

/** Whether environments of the version begin with a snapshot here: not where the runtime does not run, or another process serves it. */
export const keepsSnapshots = (service: LambdaService, { configuration }: FunctionVersion): boolean =>
  isSnapStarted(configuration) &&
  hasSnapStart(configuration.Runtime) &&
  !service.attached.has(configuration.FunctionName);

/** The snapshot of a version: the one that was taken, else one that is to be taken from now on. */
export function snapshotOf(service: LambdaService, version: FunctionVersion): SnapshotSource {
  version.snapshot ??= take(service, version);
  return version.snapshot;
}

/** Lets the publication of a version end: it is active with its snapshot, or has failed with its init. */
export function settleWithSnapshot(service: LambdaService, version: FunctionVersion): void {
  const { configuration } = version;
  const target = service.functions.get(configuration.FunctionName);
  const isGone = !target || versionOf(target, configuration.Version) !== version;
  if (isGone) return;
  snapshotOf(service, version).get((snapshot) => {
    configuration.lastUpdateStatus = 'Successful';
    if (snapshot) configuration.state = 'Active';
  });
}

/** Runs the init of a version in an environment that is there for nothing else. */
function take(service: LambdaService, version: FunctionVersion): SnapshotSource {
  const source = createSnapshotSource();
  const environment = createEnvironmentFor(service, version, { initializationType: 'snap-start' });
  environment.initialize((ready) => {
    const snapshot = ready ? environment.takeSnapshot() : undefined;
    environment.shutDown(service.clock.now(), snapshot ? 'snapshot-taken' : 'init-failed');
    if (!snapshot) version.configuration.state = 'Failed';
    source.settle(snapshot);
  });
  return source;
}
