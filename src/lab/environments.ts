import { CALIBRATION } from '../cloud/environment/calibration.ts';
import type { EnvironmentSnapshot } from '../cloud/environment/snapshot.ts';
import type { Reclaimed, TraceEvent } from '../cloud/trace.ts';
import type { EnvironmentEnd } from './run.ts';

/** How many environments of a lab's function were given up, and how many are still warm. */
export interface Environments {
  reclaimed: number;
  warm: number;
  /** Those that were given up, with the reason. */
  ended: readonly EnvironmentEnd[];
  /** What the account recorded meanwhile. */
  trace: readonly TraceEvent[];
}

/** The environments of a lab's function as they are now, and why those that were before are gone. */
export interface KeptEnvironments {
  alive: readonly EnvironmentSnapshot[];
  gone: ReadonlyMap<string, Reclaimed>;
}

/** Modelled: without an invocation for so long, the simulator gives an environment up. AWS documents no number. */
export const IDLE_LIMIT_MS = CALIBRATION.idleLimitMs;

/** Counts in `warm` and `gone`, by id, what `events` say of the environments of a function. */
export function follow(warm: Set<string>, gone: Map<string, Reclaimed>, events: readonly TraceEvent[]): void {
  for (const event of events) {
    if (event.type === 'environment') warm.add(event.environmentId);
    if (event.type !== 'reclaimed') continue;
    warm.delete(event.environmentId);
    gone.set(event.environmentId, event.reason);
  }
}
