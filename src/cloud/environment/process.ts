import { CALIBRATION } from './calibration.ts';
import type { FileSystem } from './file-system.ts';
import { createDescriptors } from './files/descriptors.ts';
import type { Invocation, Streamed } from './invocation.ts';
import type { Meter } from './meter.ts';
import { createRuntimeApi } from './runtime-api.ts';
import type { Exit, ModuleState, ProcessHost } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';

/** Until when a process may compute without being frozen, and on how much of a vCPU. */
export interface Stint {
  deadline: number;
  cpuShare: number;
}

/** What the environment learns of its process. */
export interface ProcessListener {
  /** It is up, and turns to the function's code. */
  runtimeReady(at: number): void;
  /** It waits for the next event. */
  ready(at: number): void | Promise<void>;
  responded(payload: string, streamed: Streamed | undefined): void;
  failed(payload: string, errorType: string, streamed: Streamed | undefined): void;
  initFailed(payload: string, errorType: string): void;
  wrote(at: number, text: string): void;
  /** It is about to exit. */
  exited(at: number, exit: Exit): void | Promise<void>;
  /** It is gone, of whatever cause; `heapGrowth` in bytes. */
  ended(heapGrowth: number): void;
}

/** The runtime's process of an environment, from its start to its end. It computes in turns, one at a time. */
export interface Process {
  /** When its init began. */
  readonly since: number;
  /** Invocations that were handed to it. */
  served(): number;
  /** Runs it until it waits for the first event. */
  start(): void;
  /** Thaws it, and answers its waiting `next`. */
  deliver(invocation: Invocation, stint: Stint): Promise<void>;
  /** Runs the timers that are due by now, then calls `done` at the time when they are through. */
  finishDueTimers(at: number, done: (at: number) => void): void;
  /** Timers that come due from now on wait for the next `deliver`. */
  freeze(): void;
  end(): void;
  /** As in `RuntimeProcess`. */
  heapGrowth(): number;
  moduleState(): Promise<readonly ModuleState[] | undefined>;
}

/** When and why a process ended, and everything in its memory with it. */
export interface ProcessEnd {
  at: number;
  reason: 'timeout' | 'exit' | 'memory';
}

interface Timer {
  fire: () => void;
  cancelled: boolean;
}

export async function spawnProcess(
  settings: EnvironmentSettings,
  { clock, trace, random, services }: EnvironmentAccount,
  meter: Meter,
  files: FileSystem,
  { since, ...init }: Stint & { since: number },
  listener: ProcessListener,
): Promise<Process> {
  const environmentId = settings.id;
  const descriptors = createDescriptors(files);
  const jitter = () => Math.exp(CALIBRATION.jitter * random.normal());
  let alive = true;
  /** Undefined while it is frozen. */
  let deadline: number | undefined;
  /** Undefined unless it serves an invocation. */
  let requestId: string | undefined;
  let busyUntil = 0;
  let due: Timer[] = [];
  let firing = false;
  let served = 0;

  function begin(stint: Stint) {
    deadline = stint.deadline;
    meter.openBudget(stint.deadline, stint.cpuShare);
  }

  /** One uninterrupted stretch of work. */
  function turn(work: () => void) {
    busyUntil = meter.turn(Math.max(clock.now(), busyUntil), work);
    const stopped = meter.stopped();
    if (!stopped || deadline === undefined || !alive) return;
    if (stopped === 'skipped-ahead')
      trace.record({ type: 'skipped-ahead', from: busyUntil, to: deadline, environmentId });
    end();
  }

  /** An event that is void when the process is gone by then. */
  function later(at: number, event: () => void | Promise<void>) {
    clock.schedule(at, () => (alive ? event() : undefined));
  }

  function startTimer(delayMs: number, fire: () => void) {
    const timer: Timer = { fire, cancelled: false };
    const event = clock.schedule(meter.now() + delayMs, () => {
      if (alive) due.push(timer);
      fireTimers();
    });
    return {
      cancel() {
        timer.cancelled = true;
        event.cancel();
      },
    };
  }

  /** One due timer a turn, while the process is not frozen; the next when that turn is over. */
  function fireTimers() {
    if (deadline === undefined || firing || due.length === 0) return;
    firing = true;
    clock.schedule(busyUntil, () => {
      firing = false;
      const timer = deadline === undefined ? undefined : due.shift();
      if (timer && !timer.cancelled) turn(timer.fire);
      fireTimers();
    });
  }

  function end() {
    if (!alive) return;
    alive = false;
    due = [];
    listener.ended(program.heapGrowth());
    program.kill();
    descriptors.closeAll();
  }

  const api = createRuntimeApi(environmentId, trace, {
    ready: (at) => later(at, () => listener.ready(at)),
    responded: (_at, _requestId, payload, streamed) => listener.responded(payload, streamed),
    failed: (_at, _requestId, payload, errorType, streamed) => listener.failed(payload, errorType, streamed),
    initFailed: (_at, payload, errorType) => listener.initFailed(payload, errorType),
  });
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
      if (at > (deadline ?? 0) || meter.native('send', request.body.length)) return undefined;
      meter.ownWorkBegins();
      const answer = services.call({ ...request, role: settings.role }, at);
      meter.ownWorkEnds();
      if (!answer) return undefined;
      const { service, operation, response } = answer;
      const megabytes = (request.body.length + response.body.length) / 2 ** 20;
      const latencyMs = (CALIBRATION.serviceLatencyMs + megabytes * CALIBRATION.serviceMsPerMB) * jitter();
      trace.record({
        type: 'service-call',
        at,
        latencyMs,
        environmentId,
        ...(requestId && { requestId }),
        service,
        operation,
        statusCode: response.statusCode,
      });
      meter.native('receive', response.body.length);
      return { response, latencyMs };
    },
    log(text) {
      meter.call();
      if (meter.now() <= (deadline ?? 0)) listener.wrote(meter.now(), text);
    },
    startTimer(delayMs, fire) {
      meter.call();
      return startTimer(delayMs, fire);
    },
    exit(exit) {
      const at = meter.now();
      later(at, () => listener.exited(at, exit));
    },
  };
  begin(init);
  const program = await settings.spawn(host, (settings.memorySize - CALIBRATION.memoryBaseMB) * 2 ** 20);
  return {
    since,
    served: () => served,
    start: () =>
      turn(() => {
        const packageMB = settings.packageBytes / 2 ** 20;
        const spread = jitter();
        meter.wait((CALIBRATION.runtimeInitMs + packageMB * CALIBRATION.initMsPerPackageMB) * spread);
        listener.runtimeReady(meter.now());
        meter.wait(CALIBRATION.functionInitMs * spread);
        program.start();
      }),
    async deliver(invocation, stint) {
      begin(stint);
      requestId = invocation.requestId;
      await program.resume?.();
      if (!alive) return;
      const first = served++ === 0;
      turn(() => {
        meter.wait(CALIBRATION.invokeWaitMs * jitter());
        meter.charge((CALIBRATION.invokeCpuMs + (first ? CALIBRATION.firstInvokeCpuMs : 0)) * jitter());
        const seconds = Math.floor(meter.now() / 1000).toString(16);
        const traceId = `Root=1-${seconds}-${random.hex(24)};Parent=${random.hex(16)};Sampled=0`;
        const { lineage } = invocation;
        api.deliver(
          {
            ...invocation,
            deadlineMs: stint.deadline,
            traceId: lineage ? `${traceId};Lineage=${lineage}` : traceId,
          },
          meter.now(),
        );
      });
      fireTimers();
    },
    finishDueTimers(at, done) {
      if (due.length === 0) return done(at);
      for (const { cancelled, fire } of due.splice(0)) if (alive && !cancelled) turn(fire);
      later(busyUntil, () => done(busyUntil));
    },
    freeze() {
      deadline = undefined;
      requestId = undefined;
    },
    end,
    heapGrowth: () => program.heapGrowth(),
    moduleState: () => program.moduleState(),
  };
}
