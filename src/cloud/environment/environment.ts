import type { Clock, ScheduledEvent } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Services } from '../services/services.ts';
import type { InitPart, LogSource, Phase, Reclaimed, Trace } from '../trace.ts';
import { CALIBRATION, vcpuFor } from './calibration.ts';
import { createFileSystem } from './file-system.ts';
import { createDescriptors, type Descriptors } from './files/descriptors.ts';
import type { DirectoryNode } from './files/tree.ts';
import { exitMessage, type InvocationReport, timedOut } from './log-lines.ts';
import { createMeter } from './meter.ts';
import { type PlatformLogging, platformLog } from './platform-log.ts';
import { createRuntimeApi, type RuntimeApi } from './runtime-api.ts';
import type { Exit, ProcessHost, RuntimeProcess, SpawnRuntime } from './runtime-process.ts';
import type { EnvironmentSnapshot, ProcessEnd } from './snapshot.ts';
import { listTmp } from './tmp-listing.ts';

/** An event on its way into an environment; `payload` is JSON text. */
interface Invocation {
  requestId: string;
  payload: string;
  invokedFunctionArn: string;
  clientContext?: string;
}

/** What an invocation left behind; `log` is its part of the log stream, from START to REPORT. */
export interface InvocationResult {
  payload: string;
  functionError?: 'Unhandled';
  log: string;
}

/** What an environment is made for: one version of one function. `timeout` in seconds, sizes in MB. */
export interface EnvironmentSettings {
  id: string;
  functionName: string;
  functionVersion: string;
  memorySize: number;
  timeout: number;
  packageBytes: number;
  runtimeVersion: { version: string; arn: string };
  /** ARN of the execution role. */
  role: string;
  variables: Readonly<Record<string, string>>;
  /** Names of the variables that the function's own configuration sets. */
  ownVariables: readonly string[];
  ephemeralStorage: number;
  logging: PlatformLogging;
  /** `/var/task` and `/opt`. */
  code: DirectoryNode;
  layers: DirectoryNode;
  spawn: SpawnRuntime;
  /** For a runtime that needs another one than `CALIBRATION` gives. */
  realTimeBudgetMs?: number | undefined;
}

export interface ExecutionEnvironment {
  readonly id: string;
  /** True while it serves an event; it takes one at a time. */
  busy(): boolean;
  /** Since when it has waited for an event, ms since 1970; undefined while it serves one. */
  idleSince(): number | undefined;
  /** Ends its process for good; it must not be used again. */
  shutDown(at: number, reason: Reclaimed): void;
  invoke(invocation: Invocation, done: (result: InvocationResult) => void): void;
  /** How it is now. Looking changes nothing in it. */
  look(): Promise<EnvironmentSnapshot>;
}

interface Account {
  clock: Clock;
  trace: Trace;
  random: Random;
  services: Services;
  /** Host clock in ms, see `createMeter`. */
  realTime: () => number;
}

/** Init may take ten seconds; then it is run again under the invocation (Execution environment page, 2026-07). */
const INIT_LIMIT_MS = 10_000;

interface Stage {
  phase: Phase;
  from: number;
  deadline: number;
  timer: ScheduledEvent;
}

/** A timer of the process. Those that are due while the environment is frozen wait for the next invocation. */
interface Timer {
  fire: () => void;
  cancelled: boolean;
}

interface Current {
  invocation: Invocation;
  done: (result: InvocationResult) => void;
  log: string[];
  invokeFrom: number;
  initDurationMs?: number;
  outcome?: { payload: string; errorType?: string };
}

/** Lifecycle: init → (invoke → frozen)*; a timeout or crash ends the process, and the next invoke runs init again. */
export function createEnvironment(settings: EnvironmentSettings, account: Account): ExecutionEnvironment {
  const { clock, trace, random } = account;
  const environmentId = settings.id;
  const { functionName, functionVersion } = settings;
  const lines = platformLog(settings.logging);
  const meter = createMeter(settings.memorySize, account.realTime, settings.realTimeBudgetMs);
  const share = vcpuFor(settings.memorySize);
  const baseMemoryMB = CALIBRATION.memoryBaseMB + Math.round(random.normal());
  const files = createFileSystem({
    task: settings.code,
    opt: settings.layers,
    ephemeralStorage: settings.ephemeralStorage * 2 ** 20,
    now: () => Math.max(clock.now(), meter.now()),
  });
  const jitter = () => Math.exp(CALIBRATION.jitter * random.normal());

  let process:
    | {
        program: RuntimeProcess;
        api: RuntimeApi;
        descriptors: Descriptors;
        invocations: number;
        since: number;
      }
    | undefined;
  let stage: Stage | undefined;
  let current: Current | undefined;
  let initialized = false;
  let initError: { payload: string; errorType: string } | undefined;
  let busyUntil = 0;
  let due: Timer[] = [];
  let firing: ScheduledEvent | undefined;
  let peakMemoryMB = baseMemoryMB;
  let idleSince = clock.now();
  let ended: ProcessEnd | undefined;
  let runtimeReady: number | undefined;
  let served = 0;
  const startedAt = clock.now();

  trace.record({
    type: 'environment',
    at: clock.now(),
    environmentId,
    functionName,
    functionVersion,
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

  function enter(phase: Phase, from: number, deadline: number, onDeadline: () => void | Promise<void>) {
    stage = { phase, from, deadline, timer: clock.schedule(deadline, onDeadline) };
    meter.openBudget(deadline, phase === 'init' ? CALIBRATION.initVcpu : share);
  }

  function leave(at: number, phase = stage?.phase, from = stage?.from) {
    stage?.timer.cancel();
    if (phase && from !== undefined) {
      const requestId = current && phase !== 'init' ? { requestId: current.invocation.requestId } : {};
      const parts = phase === 'invoke' ? {} : { parts: initParts(from, at) };
      trace.record({ type: 'phase', phase, from, to: at, environmentId, ...requestId, ...parts });
    }
  }

  function initParts(from: number, to: number): InitPart[] {
    const ready = Math.min(runtimeReady ?? to, to);
    const runtime: InitPart = { of: 'runtime', from, to: ready };
    return ready < to ? [runtime, { of: 'function', from: ready, to }] : [runtime];
  }

  /** One uninterrupted stretch of the process's work. */
  function turn(work: () => void) {
    const owner = process;
    busyUntil = meter.turn(Math.max(clock.now(), busyUntil), work);
    const stopped = meter.stopped();
    if (!stopped || !stage || owner !== process) return;
    if (stopped === 'skipped-ahead')
      trace.record({ type: 'skipped-ahead', from: busyUntil, to: stage.deadline, environmentId });
    endProcess();
  }

  function measureMemory() {
    const grownMB = Math.ceil((process?.program.heapGrowth() ?? 0) / 2 ** 20);
    peakMemoryMB = Math.max(peakMemoryMB, baseMemoryMB + grownMB);
  }

  function endProcess() {
    measureMemory();
    process?.program.kill();
    process?.descriptors.closeAll();
    process = undefined;
    due = [];
    busyUntil = 0;
  }

  /** An event that concerns the process of now; it is void when that process is gone by then. */
  function later(at: number, event: () => void | Promise<void>) {
    const owner = process;
    clock.schedule(at, () => (owner === process ? event() : undefined));
  }

  /** One due timer a turn, while the environment is not frozen; the next when that turn is over. */
  function fireTimers() {
    if (!stage || firing || due.length === 0) return;
    firing = clock.schedule(busyUntil, () => {
      firing = undefined;
      const timer = stage && due.shift();
      if (timer && !timer.cancelled) turn(timer.fire);
      fireTimers();
    });
  }

  async function spawn() {
    let owner: typeof process;
    const api = createRuntimeApi(environmentId, trace, {
      ready: (at) => later(at, () => onReady(at)),
      responded: (_at, _requestId, payload) => {
        if (current) current.outcome = { payload };
      },
      failed: (_at, _requestId, payload, errorType) => {
        if (current) current.outcome = { payload, errorType };
      },
      initFailed: (_at, payload, errorType) => {
        initError = { payload, errorType };
      },
    });
    const descriptors = createDescriptors(files);
    const host: ProcessHost = {
      variables: settings.variables,
      files,
      descriptors,
      now: () => meter.now(),
      random: () => random.next(),
      tick: (cpuMs) => meter.tick(cpuMs),
      wait(ms) {
        meter.wait(ms);
        meter.call();
        return meter.stopped() !== undefined;
      },
      native: (kind, bytes) => meter.native(kind, bytes),
      ownWorkBegins: () => meter.ownWorkBegins(),
      ownWorkEnds: () => meter.ownWorkEnds(),
      fileCall: () => meter.charge(CALIBRATION.fileCallCpuMs),
      runtimeApi: (request, respond) => api.request(request, meter.now(), respond),
      callService(request) {
        meter.call();
        const at = meter.now();
        // What comes after the deadline was never sent: the process is about to be stopped.
        if (at > (stage?.deadline ?? 0) || meter.native('send', request.body.length)) return undefined;
        const answer = account.services.call({ ...request, role: settings.role }, at);
        if (!answer) return undefined;
        const { service, operation, response } = answer;
        const megabytes = (request.body.length + response.body.length) / 2 ** 20;
        const latencyMs = (CALIBRATION.serviceLatencyMs + megabytes * CALIBRATION.serviceMsPerMB) * jitter();
        trace.record({
          type: 'service-call',
          at,
          latencyMs,
          environmentId,
          ...(current && stage?.phase === 'invoke' && { requestId: current.invocation.requestId }),
          service,
          operation,
          statusCode: response.statusCode,
        });
        meter.native('receive', response.body.length);
        return { response, latencyMs };
      },
      log(text) {
        meter.call();
        if (meter.now() <= (stage?.deadline ?? 0)) write(meter.now(), 'function', text);
      },
      startTimer(delayMs, fire) {
        meter.call();
        const timer: Timer = { fire, cancelled: false };
        const event = clock.schedule(meter.now() + delayMs, () => {
          if (owner === process) due.push(timer);
          fireTimers();
        });
        return {
          cancel() {
            timer.cancelled = true;
            event.cancel();
          },
        };
      },
      exit(exit) {
        const at = meter.now();
        later(at, () => onExit(at, exit));
      },
    };
    const memoryBytes = (settings.memorySize - CALIBRATION.memoryBaseMB) * 2 ** 20;
    owner = {
      program: await settings.spawn(host, memoryBytes),
      api,
      descriptors,
      invocations: 0,
      since: stage?.from ?? clock.now(),
    };
    process = owner;
    initError = undefined;
    runtimeReady = undefined;
    turn(() => {
      const packageMB = settings.packageBytes / 2 ** 20;
      const spread = jitter();
      meter.wait((CALIBRATION.runtimeInitMs + packageMB * CALIBRATION.initMsPerPackageMB) * spread);
      runtimeReady = meter.now();
      meter.wait(CALIBRATION.functionInitMs * spread);
      process?.program.start();
    });
  }

  async function beginInit(at: number) {
    enter('init', at, at + INIT_LIMIT_MS, () => onInitTimeout(at + INIT_LIMIT_MS));
    say(at, lines.initStart(at, { ...settings.runtimeVersion, functionName, functionVersion }));
    initialized = true;
    await spawn();
  }

  async function beginInvoke(at: number) {
    if (!current) return;
    current.invokeFrom = at;
    const { requestId } = current.invocation;
    say(at, lines.start(at, requestId, functionVersion));
    const deadline = at + settings.timeout * 1000;
    enter(process ? 'invoke' : 'suppressed-init', at, deadline, () => onTimeout(deadline));
    await (process ? deliver() : spawn());
  }

  async function deliver() {
    const target = process;
    await target?.program.resume?.();
    const invocation = current?.invocation;
    if (!target || !invocation || !stage) return;
    const first = target.invocations++ === 0;
    const deadlineMs = stage.deadline;
    turn(() => {
      meter.wait(CALIBRATION.invokeWaitMs * jitter());
      meter.charge((CALIBRATION.invokeCpuMs + (first ? CALIBRATION.firstInvokeCpuMs : 0)) * jitter());
      const seconds = Math.floor(meter.now() / 1000).toString(16);
      const traceId = `Root=1-${seconds}-${random.hex(24)};Parent=${random.hex(16)};Sampled=0`;
      target.api.deliver({ ...invocation, deadlineMs, traceId }, meter.now());
    });
    fireTimers();
  }

  function onReady(at: number): void | Promise<void> {
    if (!stage || !current) return;
    if (stage.phase === 'init') {
      current.initDurationMs = at - stage.from;
      say(at, lines.initReport(at, at - stage.from));
      leave(at);
      return beginInvoke(at);
    }
    if (stage.phase === 'suppressed-init') {
      leave(at);
      const { deadline } = stage;
      enter('invoke', at, deadline, () => onTimeout(deadline));
      return deliver();
    }
    if (due.length === 0) return finish(at);
    for (const { cancelled, fire } of due.splice(0)) if (!cancelled) turn(fire);
    later(busyUntil, () => finish(busyUntil));
  }

  function onExit(at: number, exit: Exit): void | Promise<void> {
    if (!stage || !current) return;
    ended = { at, reason: exit.kind === 'killed' ? 'memory' : 'exit' };
    endProcess();
    if (stage.phase === 'init') {
      const errorType = initError?.errorType ?? 'Runtime.ExitError';
      say(at, lines.initReport(at, at - stage.from, { kind: 'error', errorType }));
      leave(at);
      return beginInvoke(at);
    }
    const posted = current.outcome?.errorType ? current.outcome : initError;
    if (posted) current.outcome = posted;
    else {
      const errorMessage = exitMessage(current.invocation.requestId, exit);
      say(at, lines.exited(current.invocation.requestId, exit));
      current.outcome = {
        payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage }),
        errorType: exit.kind === 'killed' ? 'Runtime.OutOfMemory' : 'Runtime.ExitError',
      };
      if (exit.kind === 'killed') peakMemoryMB = settings.memorySize;
    }
    finish(at, { kind: 'error', errorType: current.outcome.errorType ?? 'Runtime.ExitError' });
  }

  function onInitTimeout(at: number) {
    ended = { at, reason: 'timeout' };
    endProcess();
    say(at, lines.initReport(at, INIT_LIMIT_MS, { kind: 'timeout' }));
    leave(at);
    return beginInvoke(at);
  }

  function onTimeout(at: number) {
    if (!current) return;
    endProcess();
    const { requestId } = current.invocation;
    ended = { at, reason: 'timeout' };
    say(at, lines.timedOut(at, requestId, settings.timeout));
    current.outcome = {
      payload: JSON.stringify({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: ${timedOut(settings.timeout)}`,
      }),
      errorType: 'Sandbox.Timedout',
    };
    finish(at, { kind: 'timeout' });
  }

  function finish(at: number, status?: InvocationReport['status']) {
    if (!current || !stage) return;
    const { invocation, done, outcome, invokeFrom, initDurationMs } = current;
    leave(at);
    measureMemory();
    const report: InvocationReport = {
      requestId: invocation.requestId,
      durationMs: at - invokeFrom,
      ...(initDurationMs !== undefined && { initDurationMs }),
      memorySizeMB: settings.memorySize,
      maxMemoryUsedMB: Math.min(peakMemoryMB, settings.memorySize),
      ...(status && { status }),
    };
    say(at, lines.report(at, report));
    const { log } = current;
    idleSince = at;
    served += 1;
    current = undefined;
    stage = undefined;
    done({
      payload: outcome?.payload ?? 'null',
      ...(outcome?.errorType && { functionError: 'Unhandled' }),
      log: log.map((line) => `${line}\n`).join(''),
    });
  }

  return {
    id: environmentId,
    busy: () => current !== undefined,
    idleSince: () => (current ? undefined : idleSince),
    shutDown(at, reason) {
      endProcess();
      trace.record({ type: 'reclaimed', at, environmentId, reason });
    },
    async look() {
      const own = new Set(settings.ownVariables);
      return {
        environmentId,
        at: clock.now(),
        startedAt,
        served,
        memorySizeMB: settings.memorySize,
        maxMemoryUsedMB: Math.min(peakMemoryMB, settings.memorySize),
        variables: Object.entries(settings.variables).map(([name, value]) => ({
          name,
          value,
          setBy: own.has(name) ? 'function' : 'lambda',
        })),
        tmp: listTmp(files),
        process: process
          ? {
              kind: current ? 'serving' : 'frozen',
              since: process.since,
              served: process.invocations,
              idleSince,
              modules: await process.program.moduleState(),
            }
          : { kind: 'ended', ...(ended ?? { at: startedAt, reason: 'exit' }) },
      };
    },
    invoke(invocation, done) {
      current = { invocation, done, log: [], invokeFrom: Number.POSITIVE_INFINITY };
      const at = clock.now();
      clock.schedule(at, () => (initialized ? beginInvoke(at) : beginInit(at)));
    },
  };
}
