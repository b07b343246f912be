import { EvalFlags, JSException, type JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { Engines } from '../../engines.ts';
import type { RuntimeApiResponse } from '../../environment/runtime-api.ts';
import type { Exit, ProcessHost, RuntimeProcess } from '../../environment/runtime-process.ts';
import { toText } from '../../http.ts';
import { heapSizeReader } from './heap-size.ts';
import { importSync, keepErrors } from './import-sync.ts';
import { libraryLoading, libraryOf } from './library.ts';
import { type CountNative, defineLibraryDoor } from './library-door.ts';
import { moduleStateReader } from './module-state.ts';
import { builtInNames } from './modules/built-ins.ts';
import { asFunction, createModuleLoader, INTERNAL } from './modules/loader.ts';
import { ModuleError } from './modules/module-error.ts';

/**
 * Must overflow before the stack of the thread does, which the engine cannot survive. A browser's worker gives way at
 * about 256 KB of the engine's own count (Chromium 156); this leaves room for some 600 calls.
 */
const MAX_STACK_BYTES = 160 * 1024;

/** What the runtime itself takes of the engine's heap. */
const RUNTIME_BYTES = 2 * 2 ** 20;

/** A 32-bit address space, less some room for the engine. */
const MAX_WASM_BYTES = 4 * 2 ** 30 - 64 * 2 ** 20;

/**
 * Thrown through the engine's own frames: an interrupt of its own would be lost where the engine is busy making an
 * error. The machine is unusable after it, and is not used again.
 */
const STOPPED = new Error('The process was stopped.');

/** The Node.js runtime: the engine is a virtual machine, and the program in it is the bundled `guest`. */
export async function spawnNodejs(
  engine: Engines['nodejs'],
  host: ProcessHost,
  memoryBytes: number,
): Promise<RuntimeProcess> {
  let metering = false;
  let alive = true;
  let interrupted = false;
  let exiting = false;
  let machine: WebAssembly.Memory | undefined;
  let looking: JSValueHandle | undefined;
  let lastResult: JSValueHandle | undefined;
  let baseline = 0;
  const loading = libraryLoading(
    host,
    () => heapSize(),
    (bytes) => {
      baseline += bytes;
    },
  );
  const rejections = new Map<number, JSValueHandle>();
  const timers = new Map<number, { timer: { cancel(): void }; callback: JSValueHandle; held: boolean }>();
  let whenIdle: JSValueHandle | undefined;
  let whenUncaught: JSValueHandle | undefined;

  const vm = await QuickJS.create({
    wasm: engine.wasm,
    maxStackSize: MAX_STACK_BYTES,
    memoryLimit: Math.min(RUNTIME_BYTES + memoryBytes, MAX_WASM_BYTES),
    timezoneOffset: 0,
    interruptHandler() {
      if (metering && !loading.free() && (exiting || host.tick())) interrupted = true;
      if (interrupted) throw STOPPED;
      return false;
    },
    wasi(memory) {
      machine = memory;
      return {
        clock_time_get(_clock, _precision, pointer) {
          const nanoseconds = BigInt(Math.round(host.now() * 1e6));
          new DataView(memory.buffer).setBigUint64(pointer, nanoseconds, true);
          return 0;
        },
        random_get(pointer, length) {
          const bytes = new Uint8Array(memory.buffer, pointer, length);
          for (let i = 0; i < length; i++) bytes[i] = Math.floor(host.random() * 256);
          return 0;
        },
      };
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

  const heapSize = heapSizeReader(vm, () => machine?.buffer ?? new ArrayBuffer());
  keepErrors(vm, STOPPED);
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
      follow: (path, name, source) => state.followModule(path, name, source),
      builtInExports: (name) => {
        const names = vm.callFunction(exportNames, vm.undefined, vm.newString(name));
        return JSON.parse(names.consume((handle) => handle.toString()));
      },
    },
  );

  /** Runs `work` in the VM and the jobs it leads to; an interrupt ends both quietly, the meter knows why. */
  function run(work: () => void) {
    metering = true;
    try {
      work();
      vm.executePendingJobs();
      const [unhandled] = rejections.values();
      if (unhandled && !exiting) uncaught('rejection', textOf(unhandled), unhandled);
    } catch (error) {
      if (!interrupted) exceptionUncaught(error);
    } finally {
      metering = false;
    }
    const idle = whenIdle;
    if (!idle || interrupted || exiting || [...timers.values()].some(({ held }) => held)) return;
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
    vm.executePendingJobs();
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

  const text = (handle: JSValueHandle | undefined) => (handle === undefined ? '' : handle.toString());
  const define = (
    target: JSValueHandle,
    name: string,
    act: (...args: JSValueHandle[]) => JSValueHandle | undefined,
  ) =>
    vm.setProp(
      target,
      name,
      vm.newFunction(name, (...args) => {
        const result = act(...args) ?? vm.undefined;
        // The engine has taken its own hold on the last result by now.
        lastResult?.dispose();
        lastResult = result;
        return result;
      }),
    );

  /** Calls back into the machine and lets go of all that it took: what the host still holds is never collected. */
  function callOnce(callback: JSValueHandle, ...args: JSValueHandle[]) {
    vm.callFunction(callback, vm.undefined, ...args).dispose();
    for (const handle of [callback, ...args]) handle.dispose();
  }

  const state = moduleStateReader(vm, engine.wasm, () => machine?.buffer.byteLength ?? 0);
  const library = await libraryOf(engine);
  const door = vm.newObject();
  define(door, 'variables', () => vm.newString(JSON.stringify(host.variables)));
  define(door, 'now', () => vm.newNumber(host.now()));
  define(door, 'log', (line) => void host.log(text(line)));
  define(door, 'exit', (code) => void exit({ kind: 'status', code: code?.toNumber() ?? 0 }));
  define(door, 'outOfMemory', () => void exit({ kind: 'killed' }));
  define(door, 'hasFile', (path) => (host.files.readFile(text(path)) ? vm.true : vm.false));
  define(door, 'readText', (path) =>
    vm.newString(toText(host.files.readFile(text(path)) ?? new Uint8Array())),
  );
  define(door, 'look', (helpers) => {
    looking = helpers!.dup();
    return undefined;
  });
  define(door, 'lastLine', (path) => vm.newString(state.lastLine(text(path), modules.script(text(path)))));
  vm.setProp(door, 'keepModuleState', state.keep);
  define(door, 'readScript', (path) => vm.newString(modules.script(text(path))));
  define(door, 'compile', (source, name) => vm.evalCode(asFunction(text(source)), text(name)));
  const answer = (find: () => unknown) => {
    try {
      return vm.newString(JSON.stringify({ found: find() }));
    } catch (error) {
      if (!(error instanceof ModuleError)) throw error;
      const { name, code, message } = error;
      return vm.newString(JSON.stringify({ error: { name, code, message } }));
    }
  };
  define(door, 'resolveRequire', (request, importer) =>
    answer(() => modules.require(text(request), text(importer))),
  );
  define(door, 'resolveImport', (specifier, importer) =>
    answer(() => modules.normalize(text(importer), text(specifier))),
  );
  define(door, 'format', (path) => answer(() => modules.format(text(path))));
  define(door, 'lookupPaths', (folder) => vm.newString(JSON.stringify(modules.lookupPaths(text(folder)))));
  define(door, 'builtInNames', () => vm.newString(JSON.stringify(builtInNames)));
  define(door, 'importSync', (path) => importSync(vm, modules.synchronous(text(path))));
  define(door, 'runtimeApi', (head, body, respond) => {
    const callback = respond!.dup();
    let answered = false;
    let inCall = true;
    const answer = ({ body, ...head }: RuntimeApiResponse) => {
      if (answered || !alive || exiting) return;
      answered = true;
      const call = () => callOnce(callback, vm.newString(JSON.stringify(head)), vm.newString(body));
      if (inCall) call();
      else run(call);
    };
    host.runtimeApi({ ...JSON.parse(text(head)), body: text(body) }, answer);
    inCall = false;
    return undefined;
  });
  let timerIds = 0;
  define(door, 'startTimer', (delay, fire) => {
    const callback = fire!.dup();
    const id = ++timerIds;
    const timer = host.startTimer(delay!.toNumber(), () => {
      timers.delete(id);
      run(() => callOnce(callback));
    });
    timers.set(id, { timer, callback, held: true });
    return vm.newNumber(id);
  });
  define(door, 'holdTimer', (id, held) => {
    const started = timers.get(id!.toNumber());
    if (started) started.held = held!.toBoolean();
    return undefined;
  });
  define(door, 'whenIdle', (act) => {
    whenIdle?.dispose();
    whenIdle = act!.isUndefined ? undefined : act!.dup();
    return undefined;
  });
  define(door, 'whenUncaught', (report) => {
    whenUncaught = report!.dup();
    return undefined;
  });
  define(door, 'cancelTimer', (id) => {
    const started = timers.get(id!.toNumber());
    if (!started) return undefined;
    timers.delete(id!.toNumber());
    started.timer.cancel();
    started.callback.dispose();
    return undefined;
  });

  /** To be called before the work is done: it may be too much to do at all. */
  const count: CountNative = (kind, amount) => {
    if (!metering || !host.native(kind, amount)) return;
    interrupted = true;
    throw STOPPED;
  };
  defineLibraryDoor(vm, host, library, (name, act) => define(door, name, act), count);
  define(door, 'memory', () => vm.newString(JSON.stringify({ heap: heapSize() - baseline })));
  define(door, 'libraryStart', () => library.start(vm));
  define(door, 'libraryBegins', () => void loading.begin());
  define(door, 'libraryEnds', () => void loading.end());
  vm.setProp(vm.global, '__door', door);
  library.runtime(vm);
  const loader = vm.global.getProp('__loader');
  const exportNames = loader.getProp('exportNames');
  loader.dispose();
  vm.evalCode(
    'export const { builtIn, json, commonJs, meta } = globalThis.__loader; delete globalThis.__loader;',
    INTERNAL,
    EvalFlags.TYPE_MODULE,
  ).dispose();
  if (looking) state.begin(looking);
  vm.runGC();
  baseline = heapSize();

  return {
    start: () => run(() => vm.evalCode('__start()', '/var/runtime/index.mjs').dispose()),
    heapGrowth: () => (alive ? Math.max(0, heapSize() - baseline) : 0),
    moduleState: async () => (alive ? state.read() : []),
    kill() {
      alive = false;
      for (const { timer } of timers.values()) timer.cancel();
    },
  };
}

const isOutOfMemory = (text: string) => /\bout of memory\b/.test(text);

/** What the engine could not survive, such as JSON nested too deeply; its own frames mean nothing to a learner. */
function textOfHostError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = (error.stack ?? error.message).split('\n');
  return lines.filter((line) => !/^\s+at /.test(line) || line.includes('/var/task/')).join('\n');
}

function textOf(reason: JSValueHandle): string {
  const stack = reason.isObject ? reason.getProp('stack') : undefined;
  const text = stack?.isString ? stack.toString() : reason.toString();
  stack?.dispose();
  return text;
}
