import { JSException, type JSValueHandle } from 'quickjs-wasi';
import type { NodejsEngine, SdkPackage } from '../../engines.ts';
import type { Exit, ProcessHost, RuntimeProcess } from '../../environment/runtime-process.ts';
import type { DoorActs } from './door-functions.ts';
import { isOutOfMemory, textOf, textOfHostError } from './error-text.ts';
import { keepErrors } from './import-sync.ts';
import { jobContexts } from './job-contexts.ts';
import { libraryLoading, libraryOf } from './library.ts';
import { type CountNative, libraryDoor } from './library-door.ts';
import { localDoor } from './local-door.ts';
import { copiedMachine } from './machine.ts';
import { moduleDoor } from './module-door.ts';
import { moduleStateReader } from './module-state.ts';
import { createModuleLoader } from './modules/loader.ts';
import { namedSdk } from './modules/sdk.ts';
import { type NodejsProgram, startOf } from './program.ts';
import { type Answering, serviceDoor } from './service-door.ts';
import { withOutput } from './standard-output.ts';
import { timerDoor } from './timer-door.ts';

/** What the runtime itself takes of the engine's heap, and what the SDK does with the modules that it needs. */
const RUNTIME_BYTES = 2 * 2 ** 20;
const SDK_BYTES = 5 * 2 ** 20;

/** The engine is out of memory some hundred KB before its limit. */
const FULL_WITHIN = 2 ** 20;

/** Where the code of a function is. */
const CODE_FOLDERS = ['/var/task', '/opt'];

/** A 32-bit address space, less some room for the engine. */
const MAX_WASM_BYTES = 4 * 2 ** 30 - 64 * 2 ** 20;

/**
 * Thrown through the engine's own frames: an interrupt of its own would be lost where the engine is busy making an
 * error. The machine is unusable after it, and is not used again.
 */
const STOPPED = new Error('The process was stopped.');

/** The Node.js runtime: the engine is a virtual machine, and the program in it is the bundled `guest`. */
export async function spawnNodejs(
  engine: NodejsEngine,
  host: ProcessHost,
  memoryBytes: number,
  program?: NodejsProgram,
): Promise<RuntimeProcess> {
  let metering = false;
  let alive = true;
  let interrupted = false;
  let exiting = false;
  let lastResult: JSValueHandle | undefined;
  let baseline = 0;
  const sdkUsed = new Set<SdkPackage>();
  const rejections = new Map<number, JSValueHandle>();
  /** Answers that the program waits for. */
  let awaited = 0;
  let whenIdle: JSValueHandle | undefined;
  let whenUncaught: JSValueHandle | undefined;

  const library = await libraryOf(engine);
  const named = namedSdk(host.files, host.codeFolders ?? CODE_FOLDERS);
  const sdk = await Promise.all(named.map(async (name) => ({ name, text: await engine.sdk(name) })));
  const memoryLimit = Math.min(RUNTIME_BYTES + sdk.length * SDK_BYTES + memoryBytes, MAX_WASM_BYTES);
  const machine = await copiedMachine(engine, {
    memoryLimit,
    sdk,
    now() {
      count('step', 1);
      return host.now();
    },
    random: host.random,
    interruptHandler() {
      if (metering && !loading.free() && (exiting || isFull() || worked())) interrupted = true;
      if (interrupted) throw STOPPED;
      return false;
    },
    moduleLoader: {
      normalize: (base, specifier) =>
        state.isKeeper(base, specifier) ? specifier : modules.normalize(base, specifier),
      load: (name) => modules.load(name),
    },
    onUnhandledRejection(promise, reason, isHandled) {
      rejections.get(promise.identity)?.dispose();
      rejections.delete(promise.identity);
      if (!isHandled) rejections.set(promise.identity, reason.dup());
    },
  });
  const { vm, guest, heapSize } = machine;
  const loading = libraryLoading(host, heapSize, (bytes) => {
    baseline += bytes;
  });
  keepErrors(vm, STOPPED);

  /** To be called before the work is done: it may be too much to do at all. */
  const count: CountNative = (kind, amount) => {
    if (metering && !loading.underWay() && host.native(kind, amount)) stop();
  };

  /** Counts what the engine has done since its last interrupt: its native loops tell their turns, else it is a tick. */
  function worked(): boolean {
    const turns = machine.newTurns();
    return turns > 0 ? host.native('loop', turns) : host.tick();
  }

  const contexts = jobContexts(machine);
  const runJobs = () =>
    contexts.runJobs(() => {
      count('step', 1);
      if (isFull()) stop();
    });

  /** Lambda kills a process whose memory is full. What the engine would do then hangs on which allocation fails. */
  function isFull(): boolean {
    if (heapSize() < memoryLimit - FULL_WITHIN) return false;
    exit({ kind: 'killed' });
    return true;
  }

  function stop(): never {
    interrupted = true;
    throw STOPPED;
  }

  const waits = () => awaited > 0 || local.listens() || timers.held();

  /** Runs `work` in the VM and the jobs it leads to; an interrupt ends both quietly, the meter knows why. */
  function run(work: () => void) {
    machine.newTurns();
    contexts.leave();
    metering = true;
    try {
      work();
      runJobs();
      const [unhandled] = rejections.values();
      if (unhandled && !exiting) uncaught('rejection', textOf(unhandled), unhandled);
    } catch (error) {
      if (!interrupted) exceptionUncaught(error);
    } finally {
      metering = false;
    }
    const idle = whenIdle;
    if (!idle || interrupted || exiting || waits()) return;
    whenIdle = undefined;
    run(() => callOnce(idle));
  }

  function exceptionUncaught(error: unknown) {
    try {
      uncaught('exception', textOfHostError(error), error instanceof JSException ? error.handle : undefined);
    } catch (another) {
      if (!interrupted) exitWith(textOfHostError(another));
    }
  }

  /** An error that nobody handles goes to who asked for it, else it ends the process. */
  function uncaught(kind: 'exception' | 'rejection', text: string, error?: JSValueHandle) {
    const report = whenUncaught;
    if (!report || !error || isOutOfMemory(text)) return exitWith(text);
    whenUncaught = undefined;
    callOnce(report, vm.newString(kind), error);
    runJobs();
  }

  /** What Node.js does with an error that nobody handles: print it and end with status 1. */
  function exitWith(text: string) {
    if (isOutOfMemory(text)) return exit({ kind: 'killed' });
    host.log(text);
    exit({ kind: 'status', code: 1 });
  }

  function exit(reason: Exit) {
    if (exiting) return;
    exiting = true;
    host.exit(reason);
  }

  /** Calls back into the machine and lets go of all that it took: what the host still holds is never collected. */
  function callOnce(callback: JSValueHandle, ...args: JSValueHandle[]) {
    vm.callFunction(callback, vm.undefined, ...args).dispose();
    for (const handle of [callback, ...args]) handle.dispose();
  }

  const answering: Answering = (respond, ask) => {
    const callback = respond.dup();
    let answered = false;
    let inCall = true;
    awaited += 1;
    const asked = ask((values) => {
      if (answered || !alive || exiting) return;
      answered = true;
      awaited -= 1;
      const call = () => callOnce(callback, ...values());
      if (inCall) call();
      else run(call);
    });
    inCall = false;
    if (asked !== false) return;
    awaited -= 1;
    callback.dispose();
  };
  const local = localDoor(vm, host, answering, run, contexts.leave);
  const timers = timerDoor(vm, host, (callback) => run(() => callOnce(callback)));

  const text = (handle: JSValueHandle | undefined) => handle?.toString() ?? '';
  const door = {
    variables: () => vm.newString(JSON.stringify(host.variables)),
    now: () => vm.newNumber(host.now()),
    log: (line) => void host.log(text(line)),
    exit: (code) => void exit({ kind: 'status', code: code?.toNumber() ?? 0 }),
    errorMade: () => void count('error', 1),
    outOfMemory() {
      exit({ kind: 'killed' });
      return metering ? stop() : undefined;
    },
    memory: () => vm.newString(JSON.stringify({ heap: heapSize() - baseline })),
    libraryStart: () => library.start(vm),
    libraryBegins: () => void loading.begin(),
    libraryEnds() {
      loading.end();
      machine.newTurns();
      return undefined;
    },
    whenIdle(act) {
      whenIdle?.dispose();
      whenIdle = act!.isUndefined ? undefined : act!.dup();
      return undefined;
    },
    whenUncaught(report) {
      whenUncaught = report!.dup();
      return undefined;
    },
    ...libraryDoor(vm, { ...host, descriptors: withOutput(host) }, library, count),
    ...serviceDoor(vm, host, answering),
    ...local.acts,
    ...timers.acts,
    ...contexts.acts,
  } satisfies DoorActs;
  const register = (acts: DoorActs) => {
    for (const [name, act] of Object.entries(acts))
      vm.registerHostCallback(name, (...args) => {
        count('step', 1);
        const result = act(...args) ?? vm.undefined;
        // The engine has taken its own hold on the last result by now.
        lastResult?.dispose();
        lastResult = result;
        return result;
      });
  };
  register(door);
  vm.callFunction(guest.open, vm.undefined).dispose();
  const state = moduleStateReader(machine, engine.wasm);
  const modules = createModuleLoader(
    host.files,
    (host.variables.NODE_PATH ?? '').split(':').filter(Boolean),
    {
      isScript(source) {
        try {
          vm.compile(source);
          return true;
        } catch {
          return false;
        }
      },
      usesSdk(name) {
        if (!sdkUsed.has(name)) count('sdk', sdk.find((script) => script.name === name)?.text.length ?? 0);
        sdkUsed.add(name);
      },
      follow: (path, name, source) => state.followModule(path, name, source),
      builtInExports: (name) => {
        const names = vm.callFunction(guest.exportNames, vm.undefined, vm.newString(name));
        return JSON.parse(names.consume((handle) => handle.toString()));
      },
    },
  );
  register(moduleDoor(vm, host.files, modules, state));
  baseline = heapSize();

  return {
    start: () =>
      run(() => {
        const told = program ? [vm.newString(startOf(program))] : [];
        vm.callFunction(guest.run, vm.undefined, ...told).dispose();
        for (const handle of told) handle.dispose();
      }),
    terminate: () => run(() => vm.callFunction(guest.terminate, vm.undefined).dispose()),
    heapGrowth: () => (alive ? Math.max(0, heapSize() - baseline) : 0),
    moduleState: async () => (alive ? state.read() : []),
    kill() {
      alive = false;
      timers.cancelAll();
    },
  };
}
