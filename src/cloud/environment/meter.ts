import type { Clock } from '../clock.ts';
import { CALIBRATION, vcpuFor } from './calibration.ts';

export type NativeWork = keyof typeof CALIBRATION.native;

/**
 * Turns work into virtual milliseconds. A turn is one uninterrupted stretch of the runtime's work: within it the
 * clock of the account stands still and `now()` runs ahead of it by what the work cost.
 */
export interface Meter {
  /** Starts counting ticks against a fresh budget: an init or an invocation begins. */
  openBudget(deadline: number, cpuShare: number): void;
  /** A turn starts at `at`. No two overlap. */
  beginTurn(at: number): void;
  /** Returns the time at which it ends. */
  endTurn(): number;
  now(): number;
  /** Adds work that no tick shows, in ms on a whole vCPU. */
  charge(cpuMs: number): void;
  /** Adds native work on so many bytes, or so many turns of a loop; true means: leave it undone, the deadline is reached. */
  native(kind: NativeWork, bytes: number): boolean;
  /** What happens between these two takes no real time: the simulator does it for itself. */
  ownWorkBegins(): void;
  ownWorkEnds(): void;
  /** Counts one call out of the interpreter: into the log, a timer, the Runtime API. */
  call(): void;
  /** Adds time that passes whatever the CPU share. */
  wait(ms: number): void;
  /** Called by the interpreter as it runs, `cpuMs` of work since the last; true means: stop, the deadline is reached. */
  tick(cpuMs?: number): boolean;
  /** Why the last turn was stopped, if it was. */
  stopped(): 'deadline' | 'skipped-ahead' | undefined;
}

/** @param realTime a host clock in ms; it only ever decides when to give up on work that nothing else would end. */
export function createMeter(memorySizeMB: number, realTime: () => number): Meter {
  let share = vcpuFor(memorySizeMB);
  let deadline = Number.POSITIVE_INFINITY;
  let local = 0;
  let ticksLeft: number = CALIBRATION.tickBudget;
  let realMsLeft: number = CALIBRATION.realTimeBudgetMs;
  let realTurnStart = 0;
  let ownWorkFrom: number | undefined;
  let stopped: 'deadline' | 'skipped-ahead' | undefined;
  function refill() {
    ticksLeft = CALIBRATION.tickBudget;
    realMsLeft = CALIBRATION.realTimeBudgetMs;
    stopped = undefined;
  }
  const spend = (ticks: number, cpuMs: number) => {
    local += cpuMs / share;
    ticksLeft -= ticks;
    if (local >= deadline) stopped = 'deadline';
    else if (ticksLeft < 0 || (ownWorkFrom === undefined && realTime() - realTurnStart > realMsLeft))
      stopped = 'skipped-ahead';
  };
  return {
    openBudget(until, cpuShare) {
      deadline = until;
      share = cpuShare;
      refill();
    },
    beginTurn(at) {
      // Who has used up the budget is gone: another process of the environment gets one of its own.
      if (stopped) refill();
      local = at;
      realTurnStart = realTime();
    },
    endTurn() {
      spend(CALIBRATION.turnTicks, CALIBRATION.turnCpuMs);
      realMsLeft -= realTime() - realTurnStart;
      return local;
    },
    now: () => local,
    charge: (cpuMs) => spend(0, cpuMs),
    native(kind, bytes) {
      const { ms, ticks } = CALIBRATION.native[kind];
      const megabytes = bytes / 2 ** 20;
      spend(ticks * megabytes, ms * megabytes);
      return stopped !== undefined;
    },
    ownWorkBegins() {
      ownWorkFrom = realTime();
    },
    ownWorkEnds() {
      realTurnStart += realTime() - (ownWorkFrom ?? realTime());
      ownWorkFrom = undefined;
    },
    call: () => spend(CALIBRATION.callTicks, CALIBRATION.callCpuMs),
    wait(ms) {
      local += ms;
    },
    tick(cpuMs = CALIBRATION.tickMs) {
      spend(1, cpuMs);
      return stopped !== undefined;
    },
    stopped: () => stopped,
  };
}

/** Of a program that runs outside of the account: what it takes is what passes on the clock, and nothing is added. */
export const followingMeter = (clock: Clock): Meter => ({
  openBudget() {},
  beginTurn() {},
  endTurn: () => clock.now(),
  now: () => clock.now(),
  charge() {},
  native: () => false,
  ownWorkBegins() {},
  ownWorkEnds() {},
  call() {},
  wait() {},
  tick: () => false,
  stopped: () => undefined,
});
