import { CALIBRATION } from '../environment/calibration.ts';
import type { FunctionVersion } from './functions.ts';
import { abandon } from './invoke/environments.ts';
import type { LambdaService } from './service.ts';
import { keepsSnapshots, settleWithSnapshot } from './snap-start.ts';

/** Lets what is going on with a version end when its time has come: its creation, its publication, or an update. */
export function scheduleTransition(service: LambdaService, version: FunctionVersion): void {
  const { configuration } = version;
  const isLatest = configuration.Version === '$LATEST';
  const updating = configuration.lastUpdateStatus === 'InProgress';
  if (configuration.state !== 'Pending' && !updating) return;
  const creatingMs = isLatest ? CALIBRATION.createFunctionMs : CALIBRATION.publishVersionMs;
  const ms = updating ? CALIBRATION.updateFunctionMs : creatingMs;
  service.clock.schedule(service.clock.now() + ms, () => {
    if (!updating && keepsSnapshots(service, version)) return settleWithSnapshot(service, version);
    configuration.state = 'Active';
    configuration.lastUpdateStatus = 'Successful';
    if (isLatest) configuration.RevisionId = service.random.uuid();
    if (!updating) return;
    version.beforeUpdate = undefined;
    abandon(service, version, 'updated');
  });
}
