import type { ScheduledEvent } from '../clock.ts';
import type { InitPart, LogSource, Phase, Reclaimed } from '../trace.ts';
import { CALIBRATION, vcpuFor } from './calibration.ts';
import type { FileSystem } from './file-system.ts';
import {
  exitOutcome,
  type FailedOutcome,
  type Invocation,
  type InvocationResult,
  type Outcome,
  resultOf,
  timedOutOutcome,
} from './invocation.ts';
import type { InvocationReport } from './log-lines.ts';
import type { Meter } from './meter.ts';
import { platformLog } from './platform-log.ts';
import { type Process, type ProcessEnd, type ProcessListener, type Stint, spawnProcess } from './process.ts';
import type { Exit } from './runtime-process.ts';
import { type EnvironmentAccount, type EnvironmentSettings, initializationTypeOf } from './settings.ts';

/**
 * How long an init may take. For an event it is ten seconds, and then it is run again under the invocation; ahead of events it is
 * 130 seconds or the function's timeout, whichever is more (Execution environment page, 2026-07).
 */
const initLimitMs = ({ provisionedFor, timeout }: EnvironmentSettings): number =>
  provisionedFor === undefined ? 10_000 : Math.max(130, timeout) * 1000;

interface Stage {
  phase: Phase;
  from: number;
  deadline: number;
  timer: ScheduledEvent;
}

interface Current {
  invocation: Invocation;
  done: (result: InvocationResult) => void;
  log: string[];
  /** Infinity while the environment is not ready for it. */
  invokeFrom: number;
  initDurationMs?: number;
  outcome?: Outcome;
}

/** How an environment stands; times in ms since 1970. */
export interface LifecycleState {
  startedAt: number;
  serving: boolean;
  /** Its init runs ahead of events. */
  initializing: boolean;
  /** Invocations that it has answered. */
  answered: number;
  idleSince: number;
  maxMemoryUsedMB: number;
  /** The living process, or how the last one ended. */
  process: Process | ProcessEnd;
}

export interface Lifecycle {
  /** Runs init ahead of events, unless one has begun it; `done` hears whether the environment is ready for them. */
  initialize(done: (ready: boolean) => void): void;
  invoke(invocation: Invocation, done: (result: InvocationResult) => void): void;
  shutDown(at: number, reason: Reclaimed): void;
  state(): LifecycleState;
}

/** init → (invoke → frozen)*; a timeout or crash ends the process, and the next invoke runs init again. */
export function createLifecycle(
  settings: EnvironmentSettings,
  account: EnvironmentAccount,
  meter: Meter,
  files: FileSystem,
): Lifecycle {
  const { clock, trace, random } = account;
  const { id: environmentId, functionName, functionVersion, memorySize } = settings;
  const lines = platformLog(settings.logging, initializationTypeOf(settings.provisionedFor));
  const baseMemoryMB = CALIBRATION.memoryBaseMB + Math.round(random.normal());
  const startedAt = clock.now();
  let process: Process | undefined;
  let stage: Stage | undefined;
  let current: Current | undefined;
  /** Of an init ahead of events that is under way. */
  let initializing: ((ready: boolean) => void) | undefined;
  let initialized = false;
  let runtimeReady: number | undefined;
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
    logGroupName: settings.variables.AWS_LAMBDA_LOG_GROUP_NAME ?? '',
    logStreamName: settings.variables.AWS_LAMBDA_LOG_STREAM_NAME ?? '',
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

  function enter(
    phase: Phase,
    from: number,
    deadline: number,
    onDeadline: (at: number) => void | Promise<void>,
  ) {
    stage = { phase, from, deadline, timer: clock.schedule(deadline, () => onDeadline(deadline)) };
    return stage;
  }

  function leave(at: number) {
    if (!stage) return;
    const { phase, from, timer } = stage;
    timer.cancel();
    const requestId = current && phase !== 'init' ? { requestId: current.invocation.requestId } : {};
    const parts = phase === 'invoke' ? {} : { parts: initParts(from, at) };
    trace.record({ type: 'phase', phase, from, to: at, environmentId, ...requestId, ...parts });
  }

  function initParts(from: number, to: number): InitPart[] {
    const ready = Math.min(runtimeReady ?? to, to);
    const runtime: InitPart = { of: 'runtime', from, to: ready };
    return ready < to ? [runtime, { of: 'function', from: ready, to }] : [runtime];
  }

  const stint = ({ phase, deadline }: Stage): Stint => ({
    deadline,
    cpuShare: phase === 'init' ? CALIBRATION.initVcpu : vcpuFor(memorySize),
  });

  function measureMemory(heapGrowth: number) {
    peakMemoryMB = Math.max(peakMemoryMB, baseMemoryMB + Math.ceil(heapGrowth / 2 ** 20));
  }

  const listener: ProcessListener = {
    runtimeReady(at) {
      runtimeReady = at;
    },
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
    exited: onExit,
    ended(heapGrowth) {
      measureMemory(heapGrowth);
      process = undefined;
    },
  };

  async function spawn(within: Stage) {
    initError = undefined;
    runtimeReady = undefined;
    const since = within.from;
    process = await spawnProcess(settings, account, meter, files, { ...stint(within), since }, listener);
    process.start();
  }

  async function beginInit(at: number) {
    initialized = true;
    const init = enter('init', at, at + initLimitMs(settings), onInitTimeout);
    say(at, lines.initStart(at, { ...settings.runtimeVersion, functionName, functionVersion }));
    await spawn(init);
  }

  async function beginInvoke(at: number) {
    if (!current) return;
    current.invokeFrom = at;
    const { invocation } = current;
    say(at, lines.start(at, invocation.requestId, functionVersion));
    const deadline = at + settings.timeout * 1000;
    if (process) await process.deliver(invocation, stint(enter('invoke', at, deadline, onTimeout)));
    else await spawn(enter('suppressed-init', at, deadline, onTimeout));
  }

  /** The event that waits for it comes next, or none does. */
  function afterInit(at: number, ready: boolean): void | Promise<void> {
    const done = initializing;
    if (!done) return beginInvoke(at);
    initializing = undefined;
    stage = undefined;
    idleSince = at;
    process?.freeze();
    done(ready);
  }

  function onReady(at: number): void | Promise<void> {
    if (!stage || !process) return;
    if (stage.phase === 'invoke') return process.finishDueTimers(at, finish);
    leave(at);
    if (stage.phase === 'init') {
      if (current) current.initDurationMs = at - stage.from;
      say(at, lines.initReport(at, at - stage.from));
      return afterInit(at, true);
    }
    if (!current) return;
    return process.deliver(current.invocation, stint(enter('invoke', at, stage.deadline, onTimeout)));
  }

  function onExit(at: number, exit: Exit): void | Promise<void> {
    if (!stage) return;
    end({ at, reason: exit.kind === 'killed' ? 'memory' : 'exit' });
    if (stage.phase === 'init') {
      const errorType = initError?.errorType ?? 'Runtime.ExitError';
      say(at, lines.initReport(at, at - stage.from, { kind: 'error', errorType }));
      leave(at);
      return afterInit(at, false);
    }
    if (!current) return;
    const { requestId } = current.invocation;
    const posted = current.outcome?.errorType ? current.outcome : initError;
    if (!posted) {
      say(at, lines.exited(requestId, exit));
      if (exit.kind === 'killed') peakMemoryMB = memorySize;
    }
    current.outcome = posted ?? exitOutcome(requestId, exit);
    finish(at, { kind: 'error', errorType: current.outcome.errorType });
  }

  function onInitTimeout(at: number) {
    end({ at, reason: 'timeout' });
    say(at, lines.initReport(at, initLimitMs(settings), { kind: 'timeout' }));
    leave(at);
    return afterInit(at, false);
  }

  function onTimeout(at: number) {
    if (!current) return;
    end({ at, reason: 'timeout' });
    const { requestId } = current.invocation;
    say(at, lines.timedOut(at, requestId, settings.timeout));
    current.outcome = timedOutOutcome(requestId, settings.timeout);
    finish(at, { kind: 'timeout' });
  }

  function end(how: ProcessEnd) {
    process?.end();
    ended = how;
  }

  function finish(at: number, status?: InvocationReport['status']) {
    if (!current || !stage) return;
    const { invocation, done, outcome, invokeFrom, initDurationMs, log } = current;
    leave(at);
    if (process) measureMemory(process.heapGrowth());
    process?.freeze();
    const report: InvocationReport = {
      requestId: invocation.requestId,
      durationMs: at - invokeFrom,
      ...(initDurationMs !== undefined && { initDurationMs }),
      memorySizeMB: memorySize,
      maxMemoryUsedMB: Math.min(peakMemoryMB, memorySize),
      ...(status && { status }),
    };
    say(at, lines.report(at, report));
    idleSince = at;
    answered += 1;
    current = undefined;
    stage = undefined;
    done(resultOf(outcome, log));
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
      clock.schedule(at, () => (initialized ? beginInvoke(at) : beginInit(at)));
    },
    shutDown(at, reason) {
      process?.end();
      trace.record({ type: 'reclaimed', at, environmentId, reason });
    },
    state: () => ({
      startedAt,
      serving: current !== undefined,
      initializing: initializing !== undefined,
      answered,
      idleSince,
      maxMemoryUsedMB: Math.min(peakMemoryMB, memorySize),
      process: process ?? ended,
    }),
  };
}
