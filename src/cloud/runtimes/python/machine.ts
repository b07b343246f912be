import type { PythonEngine } from '../../engines.ts';
import { closeImports, type Door } from './imports.ts';

/** The part of Emscripten's file system that is used here. */
export interface EmscriptenFs {
  mkdirTree(path: string): void;
  writeFile(path: string, bytes: Uint8Array | string): void;
  makedev(major: number, minor: number): number;
  unlink(path: string): void;
  createDevice(folder: string, name: string, input: () => number): void;
  mkdev(path: string, mode: number, device: number): void;
  registerDevice(device: number, operations: Record<string, unknown>): void;
}

/** CPython as one WebAssembly instance, as far as it is used here; its own names. */
export interface PythonModule {
  FS: EmscriptenFs;
  ENV: Record<string, string>;
  HEAPU8: Uint8Array<ArrayBuffer>;
  _Py_EMSCRIPTEN_SIGNAL_HANDLING: number;
  __Py_emscripten_signal_clock: number;
  _sbrk(bytes: number): number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  stringToNewUTF8(text: string): number;
  _PyRun_SimpleString(pointer: number): number;
}

/** One interpreter. It is made anew for each process, and thrown away when the process ends. */
export interface Machine {
  module: PythonModule;
  /** Runs statements in `__main__`; false when they raised. Throws whatever the door threw. */
  run(statements: string): boolean;
}

const HOME = '/var/lang';
const ZIP = `${HOME}/lib/python314.zip`;
const RUNTIME = '/var/runtime';

/** The device through which the runtime in Python asks the host; the only way out of the interpreter. */
const DOOR = '/dev/lambda';
/** Emscripten numbers its own devices from 64 on. */
const DOOR_MAJOR = 200;

/** So that the order of a set is the same in every run. */
const HASH_SEED = '314';

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/**
 * A CPython without Pyodide's bridge to JavaScript: the interpreter starts as Emscripten starts it, and none of
 * Pyodide's Python packages is ever imported, so nothing in it stands for an object of the page.
 */
async function instantiate(engine: PythonEngine, door: Door, memory?: Uint8Array): Promise<Machine> {
  let module: PythonModule | undefined;
  const started: PythonModule = await engine.createModule({
    noImageDecoding: true,
    noAudioDecoding: true,
    arguments: [],
    thisProgram: `${HOME}/bin/python3.14`,
    stdin: () => null,
    stdout: (byte: number | null) => byte !== null && door.output(byte),
    stderr: (byte: number | null) => byte !== null && door.output(byte),
    API: {
      config: { jsglobals: {}, env: {} },
      runtimeEnv: {},
      // The list of Pyodide's packages, for which the engine need not wait: there are none here.
      lockFilePromise: new Promise(() => {}),
    },
    ...(memory && { noInitialRun: true, INITIAL_MEMORY: memory.length }),
    preRun: [
      (made: PythonModule) => {
        module = made;
        prepare(made, engine, door);
      },
    ],
    instantiateWasm(given: WebAssembly.Imports, receive: Receive) {
      closeImports(given.env as Record<string, unknown>, door, () => module);
      WebAssembly.instantiate(engine.wasm, given).then((instance) => receive(instance, engine.wasm));
      return {};
    },
  });
  if (memory) started.HEAPU8.set(memory);
  started.HEAPU8[started._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
  return {
    module: started,
    run(statements) {
      const pointer = started.stringToNewUTF8(statements);
      const raised = started._PyRun_SimpleString(pointer);
      started._free(pointer);
      return raised === 0;
    },
  };
}

function prepare(module: PythonModule, engine: PythonEngine, door: Door) {
  const { FS, ENV } = module;
  Object.assign(ENV, {
    HOME: '/tmp',
    PYTHONHOME: HOME,
    PYTHONPATH: ZIP,
    PYTHONHASHSEED: HASH_SEED,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONINSPECT: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONUTF8: '1',
  });
  for (const folder of [`${HOME}/lib/python3.14/lib-dynload`, RUNTIME, '/var/task', '/opt', '/tmp'])
    FS.mkdirTree(folder);
  FS.writeFile(ZIP, engine.stdlib);
  for (const [name, source] of Object.entries<string>(JSON.parse(engine.runtime)))
    FS.writeFile(`${RUNTIME}/${name}`, source);
  let answer = new Uint8Array();
  const device = FS.makedev(DOOR_MAJOR, 0);
  FS.registerDevice(device, {
    open: () => undefined,
    llseek: () => 0,
    write(_stream: unknown, buffer: Uint8Array, offset: number, length: number) {
      const question = new TextDecoder().decode(buffer.slice(offset, offset + length));
      answer = new TextEncoder().encode(JSON.stringify(door.ask(question) ?? null));
      return length;
    },
    read(_stream: unknown, buffer: Uint8Array, offset: number, length: number) {
      const part = answer.subarray(0, length);
      buffer.set(part, offset);
      answer = answer.subarray(part.length);
      return part.length;
    },
  });
  FS.mkdev(DOOR, 0o666, device);
  for (const name of ['random', 'urandom']) {
    FS.unlink(`/dev/${name}`);
    FS.createDevice('/dev', name, () => Math.floor(door.random() * 256));
  }
}

/** The memory of an interpreter that has started and loaded the runtime, but none of the function's code. */
const bases = new WeakMap<PythonEngine, Promise<Uint8Array>>();

const starting = (said: number[]): Door => ({
  ask: () => null,
  output: (byte) => void said.push(byte),
  now: () => 0,
  random: () => 0.5,
  steps: () => undefined,
  exit(code) {
    throw new Error(`Python ended while it started, with status ${code}: ${String.fromCharCode(...said)}`);
  },
  mayGrowTo: () => true,
  refuse(name) {
    throw new Error(`Python called ${name} while it started`);
  },
});

async function makeBase(engine: PythonEngine): Promise<Uint8Array> {
  const said: number[] = [];
  const machine = await instantiate(engine, starting(said));
  if (!machine.run(`import sys; sys.path.append('${RUNTIME}'); import bootstrap`))
    throw new Error(`The Python runtime does not start: ${String.fromCharCode(...said)}`);
  return machine.module.HEAPU8.slice();
}

/** An interpreter that is ready to run the function's code. The first one of an engine takes a second or two. */
export async function createMachine(engine: PythonEngine, door: Door): Promise<Machine> {
  let base = bases.get(engine);
  if (!base) {
    base = makeBase(engine);
    bases.set(engine, base);
  }
  return instantiate(engine, door, await base);
}
