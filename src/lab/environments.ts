import { CALIBRATION } from '../cloud/environment/calibration.ts';
import type { TraceEvent } from '../cloud/trace.ts';

/** How many environments of a lab's function were given up, and how many are still warm. */
export interface Environments {
  reclaimed: number;
  warm: number;
}

/** Modelled: without an invocation for so long, the simulator gives an environment up. AWS documents no number. */
export const IDLE_LIMIT_MS = CALIBRATION.idleLimitMs;

/** Counts in `warm`, a set of ids, what `events` say of the environments of a function. */
export function follow(warm: Set<string>, events: readonly TraceEvent[]): void {
  for (const event of events) {
    if (event.type === 'environment') warm.add(event.environmentId);
    if (event.type === 'reclaimed') warm.delete(event.environmentId);
  }
}
