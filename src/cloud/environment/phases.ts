import type { ScheduledEvent } from '../clock.ts';
import type { InitPart, Phase } from '../trace.ts';
import { CALIBRATION, vcpuFor } from './calibration.ts';
import type { Stint } from './process.ts';
import type { Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';

/** A phase that is under way; times in ms since 1970. */
export interface Stage {
  phase: Phase;
  from: number;
  deadline: number;
}

/** Whether an environment begins with it. */
export const isBeginning = ({ phase }: Stage): boolean => phase === 'init' || phase === 'restore';

/** What its processes may compute in a phase. */
export const stintOf = (stage: Stage, memorySize: number): Stint => ({
  deadline: stage.deadline,
  cpuShare: isBeginning(stage) ? CALIBRATION.initVcpu : vcpuFor(memorySize),
});

/** The phases of an environment, one at a time, on the clock and in the trace. */
export interface Phases {
  /** Undefined while it is frozen, or nothing but its end is under way. */
  current(): Stage | undefined;
  /** @param requestId of the invocation that it belongs to; undefined for an init ahead of it */
  enter(stage: Stage, requestId: string | undefined, onDeadline: (at: number) => Working): Stage;
  leave(at: number): void;
  /** When the runtime was up; undefined as long as it is not. */
  readyAt(): number | undefined;
  /** The extensions have registered, and the runtime starts. */
  extensionsRegistered(at: number): void;
  /** The runtime is up, or has its memory back, and turns to the function's code. */
  runtimeReady(at: number): void;
  /** An extension has done its part of the phase. */
  extensionReady(at: number, name: string): void;
}

export function createPhases(
  { id: environmentId, extensions }: Pick<EnvironmentSettings, 'id' | 'extensions'>,
  { clock, trace }: Pick<EnvironmentAccount, 'clock' | 'trace'>,
): Phases {
  let stage: Stage | undefined;
  let timer: ScheduledEvent | undefined;
  let belongsTo: { requestId?: string } = {};
  let registered: number | undefined;
  let ready: number | undefined;

  /** What an init, or a restore, has come to by `to`. */
  function initParts(phase: Phase, from: number, to: number): InitPart[] {
    const starts = registered ?? (extensions.length > 0 ? to : from);
    const own = Math.min(ready ?? to, to);
    const [before, after] =
      phase === 'restore' ? (['snapshot', 'hooks'] as const) : (['runtime', 'function'] as const);
    const parts: InitPart[] = [
      { of: 'extension', from, to: starts },
      { of: before, from: starts, to: own },
      { of: after, from: own, to },
    ];
    return parts.filter((part) => part.from < part.to);
  }

  return {
    current: () => stage,
    enter(entered, requestId, onDeadline) {
      timer?.cancel();
      stage = entered;
      belongsTo = requestId === undefined ? {} : { requestId };
      timer = clock.schedule(stage.deadline, () => onDeadline(entered.deadline));
      if (stage.phase !== 'invoke') {
        registered = undefined;
        ready = undefined;
      }
      return stage;
    },
    leave(at) {
      if (!stage) return;
      timer?.cancel();
      const { phase, from } = stage;
      const parts = phase === 'invoke' ? {} : { parts: initParts(phase, from, at) };
      trace.record({ type: 'phase', phase, from, to: at, environmentId, ...belongsTo, ...parts });
      stage = undefined;
    },
    readyAt: () => ready,
    extensionsRegistered(at) {
      registered = at;
    },
    runtimeReady(at) {
      ready = at;
    },
    extensionReady(at, name) {
      if (!stage) return;
      const { phase, from } = stage;
      trace.record({ type: 'extension-phase', phase, name, from, to: at, environmentId, ...belongsTo });
    },
  };
}
