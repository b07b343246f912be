import type { FileSystem } from './file-system.ts';
import { type FailedOutcome, timedOutOutcome } from './invocation.ts';
import type { ProcessEnd } from './lifecycle.ts';
import type { Failure, Restored } from './log-lines.ts';
import type { Phases, Stage } from './phases.ts';
import type { PlatformLog } from './platform-log.ts';
import type { Processes } from './processes.ts';
import type { Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';
import { copyOf, type SnapStartSnapshot, type SnapshotSource } from './snap-start.ts';

/** Seconds (execution environment page, 2026-07). */
const LIMIT = 10;

/** The phase with which an environment of SnapStart begins, in place of an init. */
export interface Restore {
  /** Brings the snapshot back as soon as it is there. */
  begin(): void;
  /** The runtime has done what it had registered for this, and all wait for the event. */
  done(at: number, from: number): Working;
  fail(at: number, from: number, failure: Failure, reason: ProcessEnd['reason']): Working;
}

/** What the lifecycle does for it. */
export interface RestoreHost {
  phases: Phases;
  lines: PlatformLog;
  say(at: number, texts: readonly string[]): void;
  /** New processes that begin with a snapshot, and have not started yet. */
  prepare(within: Stage, snapshot: SnapStartSnapshot): Processes;
  restored(at: number, restored: Restored): Working;
  /** The event comes to nobody. */
  refuse(failure: Failure, how: ProcessEnd): Working;
}

/** Of a restore of which the runtime has said nothing. */
export function restoreOutcome(requestId: string, failure: Failure): FailedOutcome {
  if (failure.kind === 'timeout') return timedOutOutcome(requestId, LIMIT);
  const { errorType } = failure;
  const errorMessage = `RequestId: ${requestId} Error: ${errorType}`;
  return { payload: JSON.stringify({ errorType, errorMessage }), errorType };
}

export function createRestore(
  source: SnapshotSource,
  { runtimeVersion, functionName, functionVersion }: EnvironmentSettings,
  { clock }: Pick<EnvironmentAccount, 'clock'>,
  files: FileSystem,
  { phases, lines, say, prepare, restored, refuse }: RestoreHost,
): Restore {
  function bringBack(at: number, kept: SnapStartSnapshot | undefined): Working {
    if (!kept) return refuse({ kind: 'error', errorType: 'Runtime.InitError' }, { at, reason: 'exit' });
    const snapshot = copyOf(kept);
    files.insert(snapshot.disk);
    const stage: Stage = { phase: 'restore', from: at, deadline: at + LIMIT * 1000 };
    const within = phases.enter(stage, undefined, (end) => fail(end, at, { kind: 'timeout' }, 'timeout'));
    const processes = prepare(within, snapshot);
    say(at, lines.restoreStart(at, { ...runtimeVersion, functionName, functionVersion }));
    return processes.start();
  }

  function fail(at: number, from: number, failure: Failure, reason: ProcessEnd['reason']): Working {
    say(at, lines.restoreReport(at, at - from, failure));
    phases.leave(at);
    return refuse(failure, { at, reason });
  }

  return {
    begin() {
      source.get((snapshot) => {
        const at = clock.now();
        clock.schedule(at, () => bringBack(at, snapshot));
      });
    },
    done(at, from) {
      const billedMs = Math.ceil(at - (phases.readyAt() ?? from));
      say(at, lines.restoreReport(at, at - from));
      return restored(at, { durationMs: at - from, billedMs });
    },
    fail,
  };
}
