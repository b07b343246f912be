import type { FileSystem } from './file-system.ts';
import type { Beginning, BeginningHost } from './init.ts';
import { type FailedOutcome, timedOutOutcome } from './invocation.ts';
import type { Failure } from './log-lines.ts';
import type { Stage } from './phases.ts';
import type { Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';
import type { ProcessEnd } from './shutdown.ts';
import { copyOf, type SnapStartSnapshot, type SnapshotSource } from './snap-start.ts';

/** Seconds (execution environment page, 2026-07). */
const LIMIT = 10;

/** Of a restore of which the runtime has said nothing. */
export function restoreOutcome(requestId: string, failure: Failure): FailedOutcome {
  if (failure.kind === 'timeout') return timedOutOutcome(requestId, LIMIT);
  const { errorType } = failure;
  const errorMessage = `RequestId: ${requestId} Error: ${errorType}`;
  return { payload: JSON.stringify({ errorType, errorMessage }), errorType };
}

/** Brings the snapshot back as soon as it is there. */
export function createRestore(
  source: SnapshotSource,
  { runtimeVersion, functionName, functionVersion }: EnvironmentSettings,
  { clock }: Pick<EnvironmentAccount, 'clock'>,
  files: FileSystem,
  { phases, lines, say, prepare, ready, failed }: BeginningHost,
): Beginning {
  function bringBack(at: number, kept: SnapStartSnapshot | undefined): Working {
    if (!kept) return failed({ kind: 'error', errorType: 'Runtime.InitError' }, { at, reason: 'exit' });
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
    return failed(failure, { at, reason });
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
      return ready(at, { restore: { durationMs: at - from, billedMs } });
    },
    fail,
  };
}
