import type { Failure, InvocationReport } from './log-lines.ts';
import type { Phases, Stage } from './phases.ts';
import type { PlatformLog } from './platform-log.ts';
import type { Processes } from './processes.ts';
import type { Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';
import type { ProcessEnd } from './shutdown.ts';
import type { SnapStartSnapshot } from './snap-start.ts';

/** The phase with which an environment begins: its init, or with SnapStart its restore. */
export interface Beginning {
  begin(): void;
  /** All that was to be started has asked for an event. */
  done(at: number, from: number): Working;
  fail(at: number, from: number, failure: Failure, reason: ProcessEnd['reason']): Working;
}

/** What the lifecycle does for it. */
export interface BeginningHost {
  phases: Phases;
  lines: PlatformLog;
  say(at: number, texts: readonly string[]): void;
  /** New processes, which have not started yet. */
  prepare(within: Stage, snapshot?: SnapStartSnapshot): Processes;
  /** It can take events; `report` is what the first one's REPORT line says of that. */
  ready(at: number, report: Pick<InvocationReport, 'initDurationMs' | 'restore'>): Working;
  failed(failure: Failure, how: ProcessEnd): Working;
}

/**
 * How long an init may take. For an event it is ten seconds, and then it is run again under the invocation; ahead of events it is
 * 130 seconds or the function's timeout, whichever is more (Execution environment page, 2026-07).
 */
const limitMs = ({ initializationType, timeout }: EnvironmentSettings): number =>
  initializationType === 'on-demand' ? 10_000 : Math.max(130, timeout) * 1000;

export function createInit(
  settings: EnvironmentSettings,
  { clock }: Pick<EnvironmentAccount, 'clock'>,
  { phases, lines, say, prepare, ready, failed }: BeginningHost,
): Beginning {
  const { runtimeVersion, functionName, functionVersion } = settings;

  function start(at: number): Working {
    const stage: Stage = { phase: 'init', from: at, deadline: at + limitMs(settings) };
    const within = phases.enter(stage, undefined, (end) => fail(end, at, { kind: 'timeout' }, 'timeout'));
    const processes = prepare(within);
    say(at, lines.initStart(at, { ...runtimeVersion, functionName, functionVersion }));
    return processes.start();
  }

  function fail(at: number, from: number, failure: Failure, reason: ProcessEnd['reason']): Working {
    say(at, lines.initReport(at, at - from, failure));
    phases.leave(at);
    return failed(failure, { at, reason });
  }

  return {
    begin() {
      const at = clock.now();
      clock.schedule(at, () => start(at));
    },
    done(at, from) {
      say(at, lines.initReport(at, at - from));
      return ready(at, { initDurationMs: at - from });
    },
    fail,
  };
}
