import type { LogSource, Reclaimed } from '../trace.ts';
import { CALIBRATION, vcpuFor } from './calibration.ts';
import type { ShutdownReason } from './extensions-api.ts';
import type { FileSystem } from './file-system.ts';
import {
  exitOutcome,
  extensionOutcome,
  type FailedOutcome,
  type Invocation,
  type InvocationResult,
  type Outcome,
  resultOf,
  timedOutOutcome,
} from './invocation.ts';
import type { InvocationReport, Restored } from './log-lines.ts';
import type { Meter } from './meter.ts';
import { createPhases, type Stage } from './phases.ts';
import { platformLog } from './platform-log.ts';
import type { Stint } from './process.ts';
import { createProcesses, type Processes, type ProcessesListener } from './processes.ts';
import { createRestore, restoreOutcome } from './restore.ts';
import type { Exit, Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';
import { copyOf, type SnapStartSnapshot } from './snap-start.ts';

/**
 * How long an init may take. For an event it is ten seconds, and then it is run again under the invocation; ahead of events it is
 * 130 seconds or the function's timeout, whichever is more (Execution environment page, 2026-07).
 */
const initLimitMs = ({ initializationType, timeout }: EnvironmentSettings): number =>
  initializationType === 'on-demand' ? 10_000 : Math.max(130, timeout) * 1000;

interface Current {
  invocation: Invocation;
  done: (result: InvocationResult) => void;
  log: string[];
  /** Infinity while the environment is not ready for it. */
  invokeFrom: number;
  initDurationMs?: number;
  restored?: Restored;
  outcome?: Outcome;
}

/** How an environment stands; times in ms since 1970. */
export interface LifecycleState {
  startedAt: number;
  serving: boolean;
  /** Its init runs ahead of events, or its processes are given their time to end after a failure. */
  preparing: boolean;
  /** Invocations that it has answered. */
  answered: number;
  idleSince: number;
  maxMemoryUsedMB: number;
  /** The living processes, or how the last ones ended. */
  processes: Processes | ProcessEnd;
}

/** When and why the processes ended, and everything in their memory with them. */
export interface ProcessEnd {
  at: number;
  reason: 'timeout' | 'exit' | 'memory';
}

export interface Lifecycle {
  /** Runs init ahead of events, unless one has begun it; `done` hears whether the environment is ready for them. */
  initialize(done: (ready: boolean) => void): void;
  invoke(invocation: Invocation, done: (result: InvocationResult) => void): void;
  shutDown(at: number, reason: Reclaimed): void;
  /** All that it is, while its runtime waits to be restored; undefined where that has no SnapStart. */
  takeSnapshot(): SnapStartSnapshot | undefined;
  state(): LifecycleState;
}

/** init → (invoke → frozen)*; a timeout or crash ends the processes, and the next invoke runs init again, or with SnapStart restores again. */
export function createLifecycle(
  settings: EnvironmentSettings,
  account: EnvironmentAccount,
  meter: Meter,
  files: FileSystem,
): Lifecycle {
  const { clock, trace, random } = account;
  const { id: environmentId, functionName, functionVersion, memorySize } = settings;
  const lines = platformLog(settings.logging, settings.initializationType, {
    listening: () => processes?.telemetry.listening() ?? false,
    publish: (event) => processes?.telemetry.publish(event),
  });
  const baseMemoryMB = settings.memoryBaseMB + Math.round(random.normal());
  const startedAt = clock.now();
  let processes: Processes | undefined;
  /** Processes are being ended after a failure. */
  let resetting = false;
  const phases = createPhases(settings, account);
  let current: Current | undefined;
  /** Of an init ahead of events that is under way. */
  let initializing: ((ready: boolean) => void) | undefined;
  let initialized = false;
  let initError: FailedOutcome | undefined;
  let peakMemoryMB = baseMemoryMB;
  let idleSince = startedAt;
  let answered = 0;
  let ended: ProcessEnd = { at: startedAt, reason: 'exit' };

  trace.record({
    type: 'environment',
    at: startedAt,
    environmentId,
    functionName,
    functionVersion,
    logGroupName: settings.logGroupName,
    logStreamName: settings.logStreamName,
  });

  function write(at: number, source: LogSource, text: string) {
    const requestId =
      current?.invokeFrom === Number.POSITIVE_INFINITY ? undefined : current?.invocation.requestId;
    trace.record({ type: 'log', at, environmentId, ...(requestId && { requestId }), source, text });
    if (requestId) current?.log.push(text);
  }

  const say = (at: number, texts: readonly string[]) => {
    for (const text of texts) write(at, 'platform', text);
  };

  const stint = ({ phase, deadline }: Stage): Stint => ({
    deadline,
    cpuShare: phase === 'init' || phase === 'restore' ? CALIBRATION.initVcpu : vcpuFor(memorySize),
  });

  function measureMemory(heapGrowth: number) {
    peakMemoryMB = Math.max(peakMemoryMB, baseMemoryMB + Math.ceil(heapGrowth / 2 ** 20));
  }

  const listener: ProcessesListener = {
    extensionsRegistered: phases.extensionsRegistered,
    runtimeReady: phases.runtimeReady,
    extensionReady: phases.extensionReady,
    ready: onReady,
    responded(payload, streamed) {
      if (current) current.outcome = { payload, ...(streamed && { streamed }) };
    },
    failed(payload, errorType, streamed) {
      if (current) current.outcome = { payload, errorType, ...(streamed && { streamed }) };
    },
    initFailed(payload, errorType) {
      initError = { payload, errorType };
    },
    wrote: (at, text) => write(at, 'function', text),
    subscribed: (at, subscription) => say(at, lines.subscribed(at, subscription)),
    exited: onExit,
    extensionFailed: onExtensionFailed,
    allocated: measureMemory,
  };

  /** New processes, which have not started yet. */
  function prepare(within: Stage, snapshot?: SnapStartSnapshot): Processes {
    initError = undefined;
    const from = { since: within.from, snapshot };
    processes = createProcesses(settings, account, meter, files, from, stint(within), listener);
    return processes;
  }

  const restore =
    settings.restoresFrom &&
    createRestore(settings.restoresFrom, settings, account, files, {
      phases,
      lines,
      say,
      prepare,
      restored(at, restored) {
        if (current) current.restored = restored;
        return beginInvoke(at);
      },
      refuse(failure, how) {
        if (!current) return;
        const { requestId } = current.invocation;
        current.outcome = initError ?? restoreOutcome(requestId, failure);
        answer(how.at, { ...resultOf(current.outcome, current.log), notRestored: failure.kind }, how);
      },
    });

  async function beginInit(at: number) {
    initialized = true;
    const started = prepare(
      phases.enter(
        { phase: 'init', from: at, deadline: at + initLimitMs(settings) },
        undefined,
        onInitTimeout,
      ),
    );
    say(at, lines.initStart(at, { ...settings.runtimeVersion, functionName, functionVersion }));
    await started.start();
  }

  async function beginInvoke(at: number) {
    if (!current) return;
    current.invokeFrom = at;
    const { invocation } = current;
    const deadline = at + settings.timeout * 1000;
    const isCold = processes === undefined;
    const phase = isCold ? 'suppressed-init' : 'invoke';
    const within = phases.enter({ phase, from: at, deadline }, invocation.requestId, onTimeout);
    const serving = processes ?? prepare(within);
    say(at, lines.start(at, invocation.requestId, functionVersion));
    await (isCold ? serving.start() : serving.deliver(invocation, stint(within)));
  }

  /** The event that waits for it comes next, or none does. */
  function afterInit(at: number, ready: boolean): Working {
    const done = initializing;
    if (!done) return beginInvoke(at);
    initializing = undefined;
    idleSince = at;
    processes?.freeze();
    done(ready);
  }

  function onReady(at: number): Working {
    const stage = phases.current();
    if (!stage || !processes) return;
    if (stage.phase === 'invoke') return processes.finishDueTimers(at, finish);
    phases.leave(at);
    say(at, lines.extensions(at, processes.extensions()));
    if (stage.phase === 'init') {
      if (current) current.initDurationMs = at - stage.from;
      say(at, lines.initReport(at, at - stage.from));
      return afterInit(at, true);
    }
    if (stage.phase === 'restore') return restore?.done(at, stage.from);
    if (!current) return;
    const { invocation } = current;
    const { deadline } = stage;
    const within = phases.enter({ phase: 'invoke', from: at, deadline }, invocation.requestId, onTimeout);
    return processes.deliver(invocation, stint(within));
  }

  function onExit(at: number, exit: Exit): Working {
    const { errorType } = exitOutcome('', exit);
    return onFailure(
      at,
      exit.kind === 'killed' ? 'memory' : 'exit',
      initError?.errorType ?? errorType,
      (requestId) => {
        const posted = current?.outcome?.errorType ? current.outcome : initError;
        if (posted) return posted;
        say(at, lines.exited(requestId, exit));
        if (exit.kind === 'killed') peakMemoryMB = memorySize;
        return exitOutcome(requestId, exit);
      },
    );
  }

  function onExtensionFailed(at: number, errorType: string, message: string): Working {
    return onFailure(at, 'exit', errorType, (requestId) => {
      say(at, lines.extensionFailed(requestId, message, errorType));
      return extensionOutcome(requestId, message, errorType);
    });
  }

  /** A process ended that should not have. */
  function onFailure(
    at: number,
    reason: ProcessEnd['reason'],
    errorType: string,
    outcomeFor: (requestId: string) => FailedOutcome,
  ): Working {
    const stage = phases.current();
    if (!stage) return;
    if (stage.phase !== 'invoke') say(at, lines.extensions(at, processes?.extensions() ?? []));
    if (stage.phase === 'restore') return restore?.fail(at, stage.from, { kind: 'error', errorType }, reason);
    if (stage.phase === 'init') {
      say(at, lines.initReport(at, at - stage.from, { kind: 'error', errorType }));
      phases.leave(at);
      return reset({ at, reason }, 'failure', (then) => afterInit(then, false));
    }
    if (!current) return;
    current.outcome = outcomeFor(current.invocation.requestId);
    return finish(at, { kind: 'error', errorType: current.outcome.errorType }, { at, reason });
  }

  function onInitTimeout(at: number) {
    say(at, lines.initReport(at, initLimitMs(settings), { kind: 'timeout' }));
    phases.leave(at);
    return reset({ at, reason: 'timeout' }, 'timeout', (then) => afterInit(then, false));
  }

  function onTimeout(at: number) {
    if (!current) return;
    const { requestId } = current.invocation;
    say(at, lines.timedOut(at, requestId, settings.timeout));
    current.outcome = timedOutOutcome(requestId, settings.timeout);
    return finish(at, { kind: 'timeout' }, { at, reason: 'timeout' });
  }

  /** Ends the processes; `then` follows when their extensions are through with it, which without any is at once. */
  function reset(how: ProcessEnd, reason: ShutdownReason, then: (at: number) => Working): Working {
    const ending = processes;
    if (!ending) return then(how.at);
    resetting = true;
    return ending.shutDown(how.at, reason, (at) => {
      resetting = false;
      processes = undefined;
      ended = how;
      return then(at);
    });
  }

  /** @param how the processes end, where they do not go on */
  function finish(at: number, status?: InvocationReport['status'], how?: ProcessEnd): Working {
    if (!current) return;
    const { invocation, invokeFrom, initDurationMs, restored, outcome, log } = current;
    phases.leave(at);
    measureMemory(processes?.heapGrowth() ?? 0);
    const report: InvocationReport = {
      requestId: invocation.requestId,
      durationMs: at - invokeFrom,
      ...(initDurationMs !== undefined && { initDurationMs }),
      ...(restored && { restore: restored }),
      memorySizeMB: memorySize,
      maxMemoryUsedMB: Math.min(peakMemoryMB, memorySize),
      ...(status && { status }),
    };
    say(at, lines.report(at, report));
    answer(at, resultOf(outcome, log), how);
  }

  function answer(at: number, result: InvocationResult, how: ProcessEnd | undefined) {
    if (!current) return;
    const { done } = current;
    idleSince = at;
    answered += 1;
    current = undefined;
    if (!how) processes?.freeze();
    else
      void reset(how, how.reason === 'timeout' ? 'timeout' : 'failure', (then) => {
        idleSince = then;
      });
    done(result);
  }

  return {
    initialize(done) {
      if (initialized || current) return done(true);
      initializing = done;
      const at = clock.now();
      clock.schedule(at, () => beginInit(at));
    },
    invoke(invocation, done) {
      current = { invocation, done, log: [], invokeFrom: Number.POSITIVE_INFINITY };
      const at = clock.now();
      if (restore && !processes) restore.begin();
      else clock.schedule(at, () => (initialized || restore ? beginInvoke(at) : beginInit(at)));
    },
    shutDown(at, reason) {
      trace.record({ type: 'reclaimed', at, environmentId, reason });
      if (!resetting) void processes?.shutDown(at, 'spindown', () => {});
    },
    takeSnapshot() {
      const taken = processes?.snapshot();
      return taken && copyOf({ ...taken, disk: files.disk() });
    },
    state: () => ({
      startedAt,
      serving: current !== undefined,
      preparing: initializing !== undefined || resetting,
      answered,
      idleSince,
      maxMemoryUsedMB: Math.min(peakMemoryMB, memorySize),
      processes: processes ?? ended,
    }),
  };
}
