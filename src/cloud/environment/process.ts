import { CALIBRATION } from './calibration.ts';
import type { FileSystem } from './file-system.ts';
import { createDescriptors } from './files/descriptors.ts';
import type { Listening, LocalNetwork } from './local-network.ts';
import type { Meter } from './meter.ts';
import type { RuntimeApiRequest, RuntimeApiResponse } from './runtime-api.ts';
import type { Exit, ModuleState, ProcessHost, SpawnRuntime, Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';
import type { SnapStartSnapshot } from './snap-start.ts';

/** Until when an environment may compute without being frozen, and on how much of a vCPU. */
export interface Stint {
  deadline: number;
  cpuShare: number;
}

/** What the environment does for one of its processes, and learns of it. */
export interface ProcessListener {
  /** A call to the environment's own address. */
  request(
    request: RuntimeApiRequest,
    at: number,
    respond: (response: RuntimeApiResponse, at: number) => void,
  ): void;
  /** The ports of the environment. */
  readonly network: LocalNetwork;
  wrote(at: number, text: string): void;
  /** It is about to exit. */
  exited(at: number, exit: Exit): Working;
  /** It is gone, of whatever cause; `heapGrowth` in bytes. */
  ended(heapGrowth: number): void;
}

/** A process of an environment, from its start to its end. It computes in turns, one at a time. */
export interface Process {
  /** Runs `work`, its part in a turn. What `work` is answered meanwhile is a part of the turn as well. */
  turn(work: () => Working): Working;
  /** Starts the program, after what `before` lets pass. */
  start(before: () => void): Working;
  /** It may run until the deadline, for the invocation of that id. Timers that came due while it was frozen follow the next turn. */
  thaw(deadline: number, requestId: string | undefined): void;
  /** Makes it ready to go on; to be awaited between `thaw` and the turn. */
  resume(): Working;
  alive(): boolean;
  fireTimers(): void;
  /** Runs the timers that are due by now, then calls `done` at the time when they are through. */
  finishDueTimers(at: number, done: (at: number) => void): Working;
  /** Timers that come due from now on wait until it is thawed. */
  freeze(): void;
  /** Sends SIGTERM, for which a process that is not prepared ends at once. */
  terminate(): Working;
  end(): void;
  /** As in `RuntimeProcess`. */
  heapGrowth(): number;
  moduleState(): Promise<readonly ModuleState[] | undefined>;
  snapshot(): Omit<SnapStartSnapshot, 'disk'> | undefined;
}

interface Timer {
  fire: () => Working;
  cancelled: boolean;
}

/** @param spawn the program that it runs @param snapshot what it begins with, where it does not start anew */
export async function spawnProcess(
  spawn: SpawnRuntime,
  settings: EnvironmentSettings,
  { clock, trace, random, services }: EnvironmentAccount,
  meter: Meter,
  files: FileSystem,
  snapshot: SnapStartSnapshot | undefined,
  listener: ProcessListener,
): Promise<Process> {
  const environmentId = settings.id;
  const descriptors = createDescriptors(files, snapshot?.opened);
  const ports: Listening[] = [];
  let alive = true;
  /** Undefined while it is frozen. */
  let deadline: number | undefined;
  /** Undefined unless it serves an invocation. */
  let requestId: string | undefined;
  let busyUntil = 0;
  let due: Timer[] = [];
  let firing = false;
  let turning = false;
  let continued: Working;

  function turn(work: () => Working): Working {
    turning = true;
    continued = undefined;
    meter.beginTurn(Math.max(clock.now(), busyUntil));
    const working = work() ?? continued;
    return working ? working.then(turned) : turned();
  }

  function turned() {
    turning = false;
    busyUntil = meter.endTurn();
    const stopped = meter.stopped();
    if (!stopped || deadline === undefined || !alive) return;
    if (stopped === 'skipped-ahead')
      trace.record({ type: 'skipped-ahead', from: busyUntil, to: deadline, environmentId });
    end();
  }

  /** An event that is void when the process is gone by then. */
  function later(at: number, event: () => Working) {
    clock.schedule(at, () => (alive ? event() : undefined));
  }

  /** Comes due at that time: an answer or a request from within the environment is like a timer. */
  function startTimerAt(at: number, fire: () => Working) {
    const timer: Timer = { fire, cancelled: false };
    const event = clock.schedule(at, () => {
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
    clock.schedule(busyUntil, async () => {
      firing = false;
      const timer = deadline === undefined ? undefined : due.shift();
      if (timer && !timer.cancelled) await turn(timer.fire);
      fireTimers();
    });
  }

  function end() {
    if (!alive) return;
    alive = false;
    due = [];
    listener.ended(program.heapGrowth());
    for (const { close } of ports) close();
    program.kill();
    descriptors.closeAll();
  }

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
    runtimeApi(request, respond) {
      listener.request(request, meter.now(), (response, at) => {
        if (turning) continued = respond(response);
        else later(at, () => turn(() => respond(response)));
      });
    },
    listen(port, serve) {
      meter.call();
      const listening = listener.network.listen(port, (request, respond) =>
        startTimerAt(clock.now(), () => serve(request, respond)),
      );
      if (listening) ports.push(listening);
      return listening;
    },
    callLocal(port, request, respond) {
      meter.call();
      return listener.network.send(port, request, (response) =>
        startTimerAt(meter.now(), () => respond(response)),
      );
    },
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
      const latencyMs =
        (CALIBRATION.serviceLatencyMs + megabytes * CALIBRATION.serviceMsPerMB) * jitter(random);
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
      return startTimerAt(meter.now() + delayMs, fire);
    },
    exit(exit) {
      const at = meter.now();
      later(at, () => listener.exited(at, exit));
    },
  };
  const memoryBytes = (settings.memorySize - settings.memoryBaseMB) * 2 ** 20;
  const program = await spawn(host, memoryBytes, snapshot?.program);
  return {
    turn,
    start: (before) =>
      turn(() => {
        before();
        return program.start();
      }),
    thaw(until, invocation) {
      deadline = until;
      requestId = invocation;
    },
    resume: () => program.resume?.(),
    alive: () => alive,
    fireTimers,
    async finishDueTimers(at, done) {
      if (due.length === 0) return done(at);
      for (const { cancelled, fire } of due.splice(0)) if (alive && !cancelled) await turn(fire);
      later(busyUntil, () => done(busyUntil));
    },
    freeze() {
      deadline = undefined;
      requestId = undefined;
    },
    terminate() {
      const { terminate } = program;
      return terminate ? turn(() => terminate()) : end();
    },
    end,
    heapGrowth: () => program.heapGrowth(),
    moduleState: () => program.moduleState(),
    snapshot() {
      const kept = program.snapshot?.();
      return kept && { program: kept, heapGrowth: program.heapGrowth(), opened: descriptors.opened };
    },
  };
}

/** A factor with which no two measurements are the same; in single precision, in which engines agree. */
export const jitter = (random: EnvironmentAccount['random']): number =>
  Math.fround(Math.exp(CALIBRATION.jitter * random.normal()));
