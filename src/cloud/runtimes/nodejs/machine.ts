import { EvalFlags, JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { NodejsEngine, SdkPackage } from '../../engines.ts';
import { toBytes } from '../../http.ts';
import { DOOR_FUNCTIONS, type DoorActs } from './door-functions.ts';
import { type Places, placesOf } from './engine-memory.ts';
import { libraryOf } from './library.ts';
import { KEEPER } from './module-state.ts';
import { exporting, INTERNAL } from './modules/loader.ts';
import { sdkModule } from './modules/sdk.ts';

/** A package of the AWS SDK, as a script. */
interface SdkScript {
  name: SdkPackage;
  text: string;
}

/** What differs by process. */
export interface MachineOptions {
  memoryLimit: number;
  /** The packages of the AWS SDK that the code uses. */
  sdk: readonly SdkScript[];
  now(): number;
  random(): number;
  interruptHandler(): boolean;
  moduleLoader: { normalize(base: string, specifier: string): string; load(name: string): string };
  onUnhandledRejection(promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean): void;
}

/** What the host calls or hands on of the program in the machine: see `guest/start.ts`. */
const GUEST = ['open', 'run', 'terminate', 'exportNames', 'looking', 'loadSdk'] as const;
type Guest = Record<(typeof GUEST)[number], JSValueHandle>;

/** A virtual machine in which the runtime has been loaded, before it knows whose process it is. */
export interface Machine {
  vm: QuickJS;
  guest: Guest;
  /** Bytes that its program has allocated. */
  heapSize(): number;
  /** Bytes of the host's memory that it takes. */
  memoryBytes(): number;
  /** Runs the jobs of promises until there is none, `before` before each. */
  runJobs(before: () => void): void;
  /** The promise jobs that wait, by their addresses: a ring in the order of their turns, which begins and ends with `head`. */
  jobs: { head: number; after(job: number): number };
  /** Turns of native loops since this was last asked, in ten thousands. */
  newTurns(): number;
}

/** What the engine has beyond its types: see `build/nodejs-engine.mjs`. */
interface Exports {
  memory: WebAssembly.Memory;
  native_turns: WebAssembly.Global<'i32'>;
  native_turns_left: WebAssembly.Global<'i32'>;
  qjs_is_job_pending(): number;
  qjs_execute_pending_job(): number;
}

const exportsOf = (vm: QuickJS) => (vm as unknown as { exports: Exports }).exports;

/**
 * Must overflow before the stack of the thread does, which the engine cannot survive. A browser's worker gives way at
 * about 256 KB of the engine's own count (Chromium 156); this leaves room for some 600 calls.
 */
const MAX_STACK_BYTES = 160 * 1024;

/** The time while a machine is made, ms since 1970; any that the engine's memory holds nowhere else. */
const MAKING = 1_234_567_890_123;

type Base = ReturnType<typeof makeBase>;
/** Of each engine, the machines to copy, by the packages of the SDK that they have. */
const bases = new WeakMap<NodejsEngine, Map<string, Base>>();

/** A copy of the machine that was made once for the engine, which takes a quarter of the time. */
export async function copiedMachine(engine: NodejsEngine, options: MachineOptions): Promise<Machine> {
  const made = bases.get(engine) ?? new Map<string, Base>();
  bases.set(engine, made);
  const kind = options.sdk.map(({ name }) => name).join();
  const base = made.get(kind) ?? makeBase(engine, options.sdk);
  made.set(kind, base);
  const { snapshot, tokens, places, turnsLeft } = await base;
  const vm = await QuickJS.restore(snapshot, settings(engine, options));
  exportsOf(vm).native_turns_left.value = turnsLeft;
  const guest = Object.fromEntries(GUEST.map((name) => [name, new JSValueHandle(vm, tokens[name])])) as Guest;
  return machineOf(vm, guest, places, options.random);
}

async function makeBase(engine: NodejsEngine, sdk: readonly SdkScript[]) {
  const { vm, guest, places } = await load(engine, sdk, {
    wasm: engine.wasm,
    wasi: (memory) =>
      wasi(
        memory,
        () => MAKING,
        () => 0,
      ),
  });
  const tokens = Object.fromEntries(GUEST.map((name) => [name, vm.exportHandle(guest[name])])) as Record<
    keyof Guest,
    number
  >;
  // What the engine counts stands outside of its memory.
  return { snapshot: vm.snapshot(), tokens, places, turnsLeft: exportsOf(vm).native_turns_left.value };
}

/** A machine that loads the runtime itself. It is the same to the last bit, which tests hold. */
export async function freshMachine(engine: NodejsEngine, options: MachineOptions): Promise<Machine> {
  let time = () => MAKING;
  let chance = () => 0;
  const given = { ...options, now: () => time(), random: () => chance() };
  const { vm, guest, places } = await load(engine, options.sdk, settings(engine, given));
  // A copy has none of the handles that its original keeps for itself, and makes them anew.
  Object.assign(vm, { _global: null, _undefined: null, _null: null, _true: null, _false: null });
  time = options.now;
  chance = options.random;
  return machineOf(vm, guest, places, options.random);
}

async function load(
  engine: NodejsEngine,
  sdk: readonly SdkScript[],
  options: Parameters<typeof QuickJS.create>[0],
) {
  const library = await libraryOf(engine);
  const vm = await QuickJS.create(options);
  const door = vm.newObject();
  const acts: DoorActs = {
    now: () => vm.newNumber(MAKING),
    libraryStart: () => library.start(vm),
    libraryData: () => vm.newString(library.data),
    utf8Encode: (text) => vm.newUint8Array(toBytes(text?.toString() ?? '')),
    // The SDK asks for digests to see whether there are any.
    hashStart: () => vm.newNumber(0),
    libraryModule: (id) => library.module(vm, id?.toString() ?? '')?.handle,
  };
  for (const name of DOOR_FUNCTIONS)
    vm.newFunction(name, (...args) => acts[name]?.(...args) ?? vm.undefined).consume((act) =>
      vm.setProp(door, name, act),
    );
  vm.setProp(vm.global, '__door', door);
  door.dispose();
  library.runtime(vm);
  const started = vm.global.getProp('__guest');
  const guest = Object.fromEntries(GUEST.map((name) => [name, started.getProp(name)])) as Guest;
  started.dispose();
  vm.evalCode(
    'export const { builtIn, json, commonJs, meta } = globalThis.__guest;',
    INTERNAL,
    EvalFlags.TYPE_MODULE,
  ).dispose();
  vm.evalCode('export default globalThis.__guest.keepModuleState;', KEEPER, EvalFlags.TYPE_MODULE).dispose();
  for (const { name, text } of sdk) {
    library
      .script(vm, name, text)
      .consume((run) => vm.callFunction(guest.loadSdk, vm.undefined, vm.newString(name), run).dispose());
    const names = vm
      .callFunction(guest.exportNames, vm.undefined, vm.newString(name))
      .consume((text) => JSON.parse(text.toString()) as string[]);
    const module = exporting(`globalThis.__guest.builtIn(${JSON.stringify(name)})`, names);
    vm.evalCode(module, sdkModule(name), EvalFlags.TYPE_MODULE).dispose();
    vm.executePendingJobs();
  }
  vm.evalCode('delete globalThis.__guest;').dispose();
  vm.runGC();
  return { vm, guest, places: placesOf(vm, MAKING) };
}

const settings = (engine: NodejsEngine, options: MachineOptions) => ({
  wasm: engine.wasm,
  maxStackSize: MAX_STACK_BYTES,
  memoryLimit: options.memoryLimit,
  timezoneOffset: 0,
  interruptHandler: options.interruptHandler,
  moduleLoader: options.moduleLoader,
  onUnhandledRejection: options.onUnhandledRejection,
  wasi: (memory: WebAssembly.Memory) => wasi(memory, options.now, options.random),
});

/** Time and randomness of a machine. */
const wasi = (memory: WebAssembly.Memory, now: () => number, random: () => number) => ({
  clock_time_get(_clock: number, _precision: bigint, pointer: number) {
    new DataView(memory.buffer).setBigUint64(pointer, BigInt(Math.round(now() * 1e6)), true);
    return 0;
  },
  random_get(pointer: number, length: number) {
    const bytes = new Uint8Array(memory.buffer, pointer, length);
    for (let i = 0; i < length; i++) bytes[i] = Math.floor(random() * 256);
    return 0;
  },
});

function machineOf(vm: QuickJS, guest: Guest, places: Places, random: () => number): Machine {
  const exports = exportsOf(vm);
  const { memory, native_turns: turns } = exports;
  let told = turns.value;
  const seed = new DataView(memory.buffer, places.random, 8);
  for (let at = 0; at < 8; at += 2) seed.setUint16(at, Math.floor(random() * 2 ** 16));
  return {
    vm,
    guest,
    heapSize: () => new DataView(memory.buffer).getUint32(places.allocated, true),
    memoryBytes: () => memory.buffer.byteLength,
    runJobs(before) {
      while (exports.qjs_is_job_pending()) {
        before();
        if (exports.qjs_execute_pending_job() < 0)
          throw new Error(vm.getException().consume((error) => error.toString()));
      }
    },
    jobs: {
      head: places.jobs,
      after: (job) => new DataView(memory.buffer).getUint32(job + 4, true),
    },
    newTurns() {
      const more = (turns.value - told) | 0;
      told = turns.value;
      return more;
    },
  };
}
