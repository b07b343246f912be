import type { LogSource } from '../trace.ts';
import type { ExecutionEnvironment } from './environment.ts';
import type { FileSystem } from './file-system.ts';
import { type BeginningHost, createInit } from './init.ts';
import {
  exitOutcome,
  extensionOutcome,
  type FailedOutcome,
  reportOf,
  resultOf,
  type ServedInvocation,
  timedOutOutcome,
} from './invocation.ts';
import type { Failure } from './log-lines.ts';
import type { Meter } from './meter.ts';
import { createPhases, isBeginning, type Stage, stintOf } from './phases.ts';
import { platformLog } from './platform-log.ts';
import { createProcesses, type Processes, type ProcessesListener } from './processes.ts';
import { createRestore, restoreOutcome } from './restore.ts';
import type { Exit, Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';
import type { ProcessEnd } from './shutdown.ts';
import { copyOf, type SnapStartSnapshot } from './snap-start.ts';

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

export interface Lifecycle
  extends Pick<ExecutionEnvironment, 'initialize' | 'invoke' | 'shutDown' | 'takeSnapshot'> {
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
  const { id: environmentId, functionName, functionVersion, memorySize, restoresFrom } = settings;
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
  let current: ServedInvocation | undefined;
  /** Of an init ahead of events that is under way. */
  let initializing: ((ready: boolean) => void) | undefined;
  let begun = false;
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

  function measureMemory(heapGrowth: number) {
    peakMemoryMB = Math.max(peakMemoryMB, baseMemoryMB + Math.ceil(heapGrowth / 2 ** 20));
  }

  const maxMemoryUsedMB = () => Math.min(peakMemoryMB, memorySize);

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
    extensionFailed: (at, errorType, message) =>
      onFailure(at, 'exit', errorType, (requestId) => {
        say(at, lines.extensionFailed(requestId, message, errorType));
        return extensionOutcome(requestId, message, errorType);
      }),
    allocated: measureMemory,
  };

  /** New processes, which have not started yet. */
  function prepare(within: Stage, snapshot?: SnapStartSnapshot): Processes {
    initError = undefined;
    const from = { since: within.from, snapshot };
    processes = createProcesses(settings, account, meter, files, from, stintOf(within, memorySize), listener);
    return processes;
  }

  const host: BeginningHost = {
    phases,
    lines,
    say,
    prepare,
    ready: afterBeginning,
    failed: restoresFrom ? refuse : (_, how) => reset(how, afterBeginning),
  };
  const beginning = restoresFrom
    ? createRestore(restoresFrom, settings, account, files, host)
    : createInit(settings, account, host);

  function begin() {
    begun = true;
    beginning.begin();
  }

  /** The event comes to nobody. */
  function refuse(failure: Failure, how: ProcessEnd) {
    if (!current) return;
    current.outcome = initError ?? restoreOutcome(current.invocation.requestId, failure);
    answer(how.at, how, failure.kind);
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
    await (isCold ? serving.start() : serving.deliver(invocation, stintOf(within, memorySize)));
  }

  /** The event that waits for it comes next, or none does; there is no `report` where an init has failed. */
  function afterBeginning(at: number, report?: ServedInvocation['beginning']): Working {
    const done = initializing;
    if (current && report) current.beginning = report;
    if (!done) return beginInvoke(at);
    initializing = undefined;
    idleSince = at;
    processes?.freeze();
    done(report !== undefined);
  }

  function onReady(at: number): Working {
    const stage = phases.current();
    if (!stage || !processes) return;
    if (stage.phase === 'invoke') return processes.finishDueTimers(at, finish);
    phases.leave(at);
    say(at, lines.extensions(at, processes.extensions()));
    if (isBeginning(stage)) return beginning.done(at, stage.from);
    if (!current) return;
    const { invocation } = current;
    const within = phases.enter({ ...stage, phase: 'invoke', from: at }, invocation.requestId, onTimeout);
    return processes.deliver(invocation, stintOf(within, memorySize));
  }

  function onExit(at: number, exit: Exit): Working {
    const isKilled = exit.kind === 'killed';
    const { errorType } = initError ?? exitOutcome('', exit);
    return onFailure(at, isKilled ? 'memory' : 'exit', errorType, (requestId) => {
      const posted = current?.outcome?.errorType ? current.outcome : initError;
      if (posted) return posted;
      say(at, lines.exited(requestId, exit));
      if (isKilled) peakMemoryMB = memorySize;
      return exitOutcome(requestId, exit);
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
    if (isBeginning(stage)) return beginning.fail(at, stage.from, { kind: 'error', errorType }, reason);
    if (!current) return;
    current.outcome = outcomeFor(current.invocation.requestId);
    return finish(at, { kind: 'error', errorType: current.outcome.errorType }, { at, reason });
  }

  function onTimeout(at: number) {
    if (!current) return;
    const { requestId } = current.invocation;
    say(at, lines.timedOut(at, requestId, settings.timeout));
    current.outcome = timedOutOutcome(requestId, settings.timeout);
    return finish(at, { kind: 'timeout' }, { at, reason: 'timeout' });
  }

  /** Ends the processes; `then` follows when their extensions are through with it, which without any is at once. */
  function reset(how: ProcessEnd, then: (at: number) => Working): Working {
    if (!processes) return then(how.at);
    resetting = true;
    return processes.shutDown(how.at, how.reason === 'timeout' ? 'timeout' : 'failure', (at) => {
      resetting = false;
      processes = undefined;
      ended = how;
      return then(at);
    });
  }

  /** @param how the processes end, where they do not go on */
  function finish(at: number, status?: Failure, how?: ProcessEnd): Working {
    if (!current) return;
    phases.leave(at);
    measureMemory(processes?.heapGrowth() ?? 0);
    say(at, lines.report(at, reportOf(current, at, memorySize, maxMemoryUsedMB(), status)));
    answer(at, how);
  }

  function answer(at: number, how?: ProcessEnd, notRestored?: Failure['kind']) {
    if (!current) return;
    const { done } = current;
    const result = resultOf(current, notRestored);
    idleSince = at;
    answered += 1;
    current = undefined;
    if (!how) processes?.freeze();
    else
      void reset(how, (then) => {
        idleSince = then;
      });
    done(result);
  }

  return {
    initialize(done) {
      if (begun || current) return done(true);
      initializing = done;
      begin();
    },
    invoke(invocation, done) {
      current = { invocation, done, log: [], invokeFrom: Number.POSITIVE_INFINITY };
      // An init that has failed is run again under the invocation, a restore before it.
      if (!begun || (restoresFrom && !processes)) return begin();
      const at = clock.now();
      clock.schedule(at, () => beginInvoke(at));
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
      maxMemoryUsedMB: maxMemoryUsedMB(),
      processes: processes ?? ended,
    }),
  };
}
