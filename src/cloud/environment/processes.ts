import { CALIBRATION, vcpuFor } from './calibration.ts';
import { createExtensionsApi, type RegisteredExtension, type ShutdownReason } from './extensions-api.ts';
import type { FileSystem } from './file-system.ts';
import type { Invocation, Streamed } from './invocation.ts';
import { createLocalApis } from './local-apis.ts';
import { createLocalNetwork } from './local-network.ts';
import type { Subscribed } from './log-lines.ts';
import type { Meter } from './meter.ts';
import { jitter, type Stint, spawnProcess } from './process.ts';
import { createRuntimeApi } from './runtime-api.ts';
import type { Exit, ModuleState, SpawnRuntime, Working } from './runtime-process.ts';
import type { EnvironmentAccount, EnvironmentSettings, ExtensionProgram } from './settings.ts';
import { endInTime, type Member, shutdownMs } from './shutdown.ts';
import type { SnapStartSnapshot } from './snap-start.ts';
import { createTelemetryApi, lineEvent, type TelemetryApi } from './telemetry-api.ts';
import { createEnvironmentTimers } from './timers.ts';

/** What the environment learns of its processes; `extension` is a name. */
export interface ProcessesListener {
  /** Every external extension has registered, and the runtime starts. */
  extensionsRegistered(at: number): void;
  /** The runtime is up, or has its memory back, and turns to the function's code. */
  runtimeReady(at: number): void;
  /** An extension has asked for its next event. */
  extensionReady(at: number, extension: string): void;
  /** All wait for the next event. */
  ready(at: number): Working;
  responded(payload: string, streamed: Streamed | undefined): void;
  failed(payload: string, errorType: string, streamed: Streamed | undefined): void;
  initFailed(payload: string, errorType: string): void;
  wrote(at: number, text: string): void;
  /** An extension has subscribed to the Telemetry API, or the Logs API. */
  subscribed(at: number, subscription: Subscribed): void;
  /** The runtime is about to exit. */
  exited(at: number, exit: Exit): Working;
  /** An extension cannot go on, which ends all the others. */
  extensionFailed(at: number, errorType: string, message: string): Working;
  /** So much all of them have allocated, in bytes; told whenever one is gone. */
  allocated(heapGrowth: number): void;
}

/** The processes of an environment from an init to their end: the external extensions, then the runtime. */
export interface Processes {
  /** When their init began. */
  readonly since: number;
  /** Invocations that were handed to the runtime. */
  served(): number;
  extensions(): readonly RegisteredExtension[];
  /** Tells the extensions what the platform has done. */
  telemetry: Pick<TelemetryApi, 'listening' | 'publish'>;
  /** Runs them until they wait for the first event. */
  start(): Promise<void>;
  /** Thaws them, and answers those that wait for an event. */
  deliver(invocation: Invocation, stint: Stint): Promise<void>;
  /** Runs the runtime's timers that are due by now, then calls `done` at the time when they are through. */
  finishDueTimers(at: number, done: (at: number) => void): Working;
  freeze(): void;
  /** Ends them from `at` on: at once without extensions, else in the time that Lambda gives them; then calls `done`. */
  shutDown(at: number, reason: ShutdownReason, done: (at: number) => Working): Working;
  /** Bytes that all of them have allocated together. */
  heapGrowth(): number;
  /** Of the runtime, as in `RuntimeProcess`. */
  moduleState(): Promise<readonly ModuleState[] | undefined>;
  /** The runtime and what it has open, while it waits to be restored; undefined where it cannot be kept. */
  snapshot(): Omit<SnapStartSnapshot, 'disk'> | undefined;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The runtime among the names of extensions, none of which is empty. */
const RUNTIME = '';

export function createProcesses(
  settings: EnvironmentSettings,
  account: EnvironmentAccount,
  meter: Meter,
  files: FileSystem,
  { since, snapshot }: { since: number; snapshot: SnapStartSnapshot | undefined },
  init: Stint,
  listener: ProcessesListener,
): Processes {
  const { clock, random, trace } = account;
  /** In the order in which they start: the external extensions, then the runtime. */
  const members: Member[] = [];
  const external = new Map<string, Member>();
  let runtime: Member | undefined;
  let over = false;
  let shuttingDown = false;
  let served = 0;
  /** Who has not asked for the next event yet. */
  let awaited = new Set<string>([RUNTIME]);

  /** An event that is void when they are gone by then, or about to be. */
  const later = (at: number, event: () => Working) => {
    clock.schedule(at, () => (over || shuttingDown ? undefined : event()));
  };

  function asks(at: number, name: string) {
    awaited.delete(name);
    if (awaited.size > 0) return;
    later(at, () => {
      telemetry.closeSubscription();
      return listener.ready(at);
    });
  }

  const runtimeApi = createRuntimeApi({
    ready(at) {
      extensionsApi.closeRegistration();
      asks(at, RUNTIME);
    },
    responded: (_at, _requestId, payload, streamed) => listener.responded(payload, streamed),
    failed: (_at, _requestId, payload, errorType, streamed) => listener.failed(payload, errorType, streamed),
    initFailed: (_at, payload, errorType) => listener.initFailed(payload, errorType),
    ...(settings.initializationType === 'snap-start' && {
      restoreReady: (at: number) => (snapshot ? runtimeApi.restore(at) : asks(at, RUNTIME)),
      restoreFailed: (_at: number, payload: string, errorType: string) =>
        listener.initFailed(payload, errorType),
    }),
  });
  const extensionsApi = createExtensionsApi(settings, random, {
    registered(at, { name, external: isExternal }) {
      awaited.add(name);
      if (isExternal && settings.extensions.every(({ path }) => isRegistered(nameOf(path))))
        later(at, () => startRuntime(at));
    },
    ready(at, { name }) {
      if (!shuttingDown) listener.extensionReady(at, name);
      asks(at, name);
    },
    failed: (at, { state }) => fail(at, `Extension.${state}`, 'exit code 0'),
  });
  const timers = createEnvironmentTimers(clock);
  const network = createLocalNetwork();
  const telemetry = createTelemetryApi({
    identify: (request) => extensionsApi.identify(request),
    startTimer: timers.start,
    subscribed: listener.subscribed,
    deliver(destination, body) {
      const { protocol, port, pathname: path } = new URL(destination);
      const headers = { 'content-type': 'application/json' };
      const request = { method: 'POST', path, headers, body };
      return protocol === 'http:' && network.send(Number(port), request, () => {});
    },
  });
  const apis = createLocalApis(settings.id, trace, runtimeApi, extensionsApi, telemetry);

  const isRegistered = (name: string) => extensionsApi.registered.some((one) => one.name === name);

  function fail(at: number, errorType: string, message: string) {
    later(at, () => listener.extensionFailed(at, errorType, message));
  }

  const living = () => members.filter(({ process }) => process.alive());
  const heapGrowth = () => living().reduce((sum, { process }) => sum + process.heapGrowth(), 0);

  async function spawn(
    program: SpawnRuntime,
    extension: string | undefined,
    exited: (at: number, exit: Exit) => Working,
  ): Promise<Member> {
    const member: Member = {
      process: await spawnProcess(
        program,
        settings,
        account,
        meter,
        files,
        extension ? undefined : snapshot,
        {
          request: (request, at, respond) => apis.request(request, at, extension, respond),
          network,
          wrote(at, text) {
            listener.wrote(at, text);
            if (!telemetry.listening()) return;
            const type = extension ? 'extension' : 'function';
            telemetry.publish(lineEvent(at, type, text, settings.logging));
          },
          exited: (at, exit) => (member.whenGone ? member.whenGone(at) : exited(at, exit)),
          ended: (growth) => listener.allocated(growth + heapGrowth()),
        },
      ),
    };
    members.push(member);
    member.process.thaw(init.deadline, undefined);
    return member;
  }

  async function startExtension({ path, spawn: program }: ExtensionProgram) {
    const name = nameOf(path);
    const member = await spawn(program, name, (at, exit) =>
      exit.kind === 'not-started'
        ? fail(at, exit.errorType, exit.message)
        : fail(at, 'Extension.Crash', exit.kind === 'killed' ? 'signal: killed' : `exit code ${exit.code}`),
    );
    external.set(name, member);
    await member.process.start(() => meter.wait(CALIBRATION.extensionStartMs * jitter(random)));
  }

  async function startRuntime(at: number) {
    if (external.size > 0) listener.extensionsRegistered(at);
    runtime = await spawn(settings.spawn, undefined, (at, exit) => listener.exited(at, exit));
    await runtime.process.start(() => (snapshot ? passRestore(snapshot) : passInit()));
  }

  /** What it takes until the runtime turns to what the function's code has set up. */
  function passRestore({ heapGrowth }: SnapStartSnapshot) {
    const spread = jitter(random);
    const megabytes = heapGrowth / 2 ** 20;
    meter.wait((CALIBRATION.restoreMs + megabytes * CALIBRATION.restoreMsPerMB) * spread);
    listener.runtimeReady(meter.now());
    meter.wait(CALIBRATION.restoreRuntimeMs * spread);
  }

  function passInit() {
    const packageMB = settings.packageBytes / 2 ** 20;
    const spread = jitter(random);
    meter.wait((settings.runtimeInitMs + packageMB * CALIBRATION.initMsPerPackageMB) * spread);
    listener.runtimeReady(meter.now());
    meter.wait(CALIBRATION.functionInitMs * spread);
  }

  function end() {
    timers.freeze();
    for (const { process } of living()) process.end();
    over = true;
  }

  function shutDownInTime(at: number, reason: ShutdownReason, done: (at: number) => Working) {
    shuttingDown = true;
    timers.thaw();
    telemetry.flush();
    meter.openBudget(at + shutdownMs(extensionsApi.registered), vcpuFor(settings.memorySize));
    const all = { runtime, external, extensionsApi };
    endInTime(all, account, settings.id, at, reason, (to) => {
      end();
      trace.record({ type: 'shutdown', from: at, to, environmentId: settings.id, reason });
      return done(to);
    });
  }

  return {
    since,
    served: () => served,
    extensions: () => extensionsApi.registered,
    telemetry,
    async start() {
      meter.openBudget(init.deadline, init.cpuShare);
      for (const extension of settings.extensions) await startExtension(extension);
      if (external.size === 0) await startRuntime(clock.now());
    },
    async deliver(invocation, { deadline, cpuShare }) {
      if (!runtime) return;
      const { process } = runtime;
      meter.openBudget(deadline, cpuShare);
      const listening = extensionsApi.registered.filter(({ events }) => events.includes('INVOKE'));
      awaited = new Set([RUNTIME, ...listening.map(({ name }) => name)]);
      timers.thaw();
      for (const each of living()) each.process.thaw(deadline, invocation.requestId);
      await process.resume();
      if (!process.alive()) return;
      const first = served++ === 0;
      let traceId = '';
      await process.turn(() => {
        meter.wait(CALIBRATION.invokeWaitMs * jitter(random));
        meter.charge((CALIBRATION.invokeCpuMs + (first ? CALIBRATION.firstInvokeCpuMs : 0)) * jitter(random));
        const seconds = Math.floor(meter.now() / 1000).toString(16);
        const { lineage } = invocation;
        traceId = `Root=1-${seconds}-${random.hex(24)};Parent=${random.hex(16)};Sampled=0${lineage ? `;Lineage=${lineage}` : ''}`;
        runtimeApi.deliver({ ...invocation, deadlineMs: deadline, traceId }, meter.now());
      });
      const { requestId, invokedFunctionArn } = invocation;
      if (listening.length > 0)
        extensionsApi.invoke(
          { deadlineMs: Math.floor(deadline), requestId, invokedFunctionArn, traceId },
          clock.now(),
        );
      for (const each of living()) each.process.fireTimers();
    },
    finishDueTimers: (at, done) => (runtime ? runtime.process.finishDueTimers(at, done) : done(at)),
    freeze() {
      timers.freeze();
      for (const { process } of members) process.freeze();
    },
    shutDown(at, reason, done) {
      if (over) return done(at);
      if (extensionsApi.registered.length > 0) return shutDownInTime(at, reason, done);
      end();
      return done(at);
    },
    heapGrowth,
    moduleState: async () => runtime?.process.moduleState(),
    snapshot: () => runtime?.process.snapshot(),
  };
}
