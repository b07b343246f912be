import type { PythonEngine } from '../../engines.ts';
import type { EmscriptenStream, PythonModule } from './emscripten.ts';
import { ERRNO, renumberMessages } from './errno.ts';
import { copyStreams, mountFiles } from './files.ts';
import type { Door } from './imports.ts';
import { startInterpreter } from './interpreter.ts';
import { type Differences, differencesFrom, restore, wholePages } from './memory.ts';
import { RUNTIME } from './places.ts';

/** An interpreter at the service of one process. Between two runs another process may have it. */
export interface Machine {
  /** To be awaited before a run: the process may have been put aside. */
  load(): Promise<void>;
  /** Runs statements in `__main__`. Throws whatever the door threw. */
  run(statements: string): void;
  /** Where the heap ended after the last run, in bytes. */
  heapEnd(): number;
  /** The process as it is now, for others to begin with. */
  snapshot(): Parked;
  /** To be called when the process has ended; `broken` when what threw was not the door. */
  release(broken: boolean): void;
}

/** What a process is while it has no interpreter. */
export interface Parked {
  /** Bytes of its whole memory. */
  size: number;
  memory: Differences;
  streams: (EmscriptenStream | null)[];
  currentPath: string;
}

/** An interpreter that is used by one process after the other, each with a door of its own. */
interface Instance {
  module: PythonModule;
  /** Puts the process that has it aside; undefined while none has it. */
  vacate: (() => void) | undefined;
  enter(door: Door, process: Parked): void;
  /** What the process in it is now. */
  park(): Parked;
}

/** What all interpreters of an engine have in common. */
interface Family {
  /** The memory of one that has started and loaded the runtime, but none of a function's code. */
  base: Uint8Array<ArrayBuffer>;
  /** The one that was used last is the last. */
  instances: Instance[];
}

/**
 * Interpreters at a time, each of some 30 MB and more. Of other processes only those pages of memory are kept in which they
 * differ from a fresh one.
 */
const MAX_LIVE = 3;

/** Bytes of memory of a new interpreter: less than any function may use, and so much that few need more. */
const START_SIZE = 64 * 2 ** 20;

const NEW: Parked = {
  size: START_SIZE,
  memory: { starts: [], pages: new Uint8Array() },
  streams: [],
  currentPath: '/',
};

/** One that another process can begin with. */
const copyOf = (parked: Parked): Parked => ({ ...parked, streams: copyStreams(parked.streams) });

const families = new WeakMap<PythonEngine, Promise<Family>>();

/**
 * An interpreter that is ready to run the function's code. The first one of an engine takes a second or two.
 * @param from the process that this one is to go on with
 */
export async function createMachine(engine: PythonEngine, door: Door, from?: Parked): Promise<Machine> {
  let found = families.get(engine);
  if (!found) {
    found = makeBase(engine).then((base) => ({ base, instances: [] }));
    families.set(engine, found);
  }
  const family = await found;
  let parked = from ? copyOf(from) : NEW;
  let instance: Instance | undefined;
  let heapEnd = 0;

  async function load(): Promise<void> {
    const loaded = instance ?? (await vacantInstance(engine, family, parked.size));
    // Another process may have been faster.
    if (!instance && loaded.vacate) return load();
    family.instances = [...family.instances.filter((other) => other !== loaded), loaded];
    if (instance) return;
    instance = loaded;
    loaded.enter(door, parked);
    loaded.vacate = () => {
      parked = loaded.park();
      loaded.vacate = undefined;
      instance = undefined;
    };
    heapEnd = loaded.module._sbrk(0) >>> 0;
  }

  await load();
  return {
    load,
    run(statements) {
      if (!instance) throw new Error('run: the process is not in an interpreter');
      const { module } = instance;
      try {
        runStatements(module, statements);
      } finally {
        heapEnd = module._sbrk(0) >>> 0;
      }
    },
    heapEnd: () => heapEnd,
    snapshot: () => copyOf(instance?.park() ?? parked),
    release(broken) {
      if (broken) family.instances = family.instances.filter((other) => other !== instance);
      if (instance) instance.vacate = undefined;
      instance = undefined;
    },
  };
}

/**
 * An interpreter that no process has, for one with a memory of `size` bytes. Memory never shrinks, and a process must find as
 * much as it had, because its limit is only asked about when memory grows.
 */
async function vacantInstance(engine: PythonEngine, family: Family, size: number): Promise<Instance> {
  const fits = ({ module: { HEAPU8 } }: Instance) => HEAPU8.length === size || HEAPU8.length === START_SIZE;
  const vacant = family.instances.find((instance) => !instance.vacate && fits(instance));
  if (vacant) return vacant;
  if (family.instances.length < MAX_LIVE) return createInstance(engine, family.base, size);
  const oldest = family.instances.find(fits);
  const given = oldest ?? family.instances[0]!;
  given.vacate?.();
  if (oldest) return oldest;
  family.instances = family.instances.filter((instance) => instance !== given);
  return createInstance(engine, family.base, size);
}

async function createInstance(
  engine: PythonEngine,
  base: Uint8Array<ArrayBuffer>,
  size: number,
): Promise<Instance> {
  let door = CLOSED;
  const module: PythonModule = await startInterpreter(
    engine,
    forward(() => door),
    size,
  );
  const { FS } = module;
  const adopt = mountFiles(module, () => door.files);
  const stack = module._emscripten_stack_get_current();
  const standard = [...FS.streams];
  let touched = 0;
  const end = () => {
    touched = Math.max(touched, module._sbrk(0) >>> 0);
    return touched;
  };
  return {
    module,
    vacate: undefined,
    enter(next, { size: needed, memory, streams, currentPath }) {
      // Growing is not a question to the process that was here before.
      door = CLOSED;
      const until = end();
      if (needed > module.HEAPU8.length) module._sbrk(needed - module._sbrk(0));
      restore(base, memory, module.HEAPU8, until);
      module.HEAPU8[module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
      module.__emscripten_stack_restore(stack);
      FS.streams = streams.length > 0 ? streams.map((stream) => stream && adopt(stream)) : [...standard];
      FS.currentPath = currentPath;
      door = next;
    },
    park() {
      const { streams, currentPath } = FS;
      return {
        size: module.HEAPU8.length,
        memory: differencesFrom(base, module.HEAPU8, end()),
        streams,
        currentPath,
      };
    },
  };
}

export function runStatements(module: PythonModule, statements: string): boolean {
  const pointer = module.stringToNewUTF8(statements);
  const raised = module._PyRun_SimpleString(pointer);
  module._free(pointer);
  return raised === 0;
}

/** An interpreter that has loaded the runtime. It belongs to no process; its questions go to `ask`. */
export async function startRuntime(engine: PythonEngine, ask = CLOSED.ask): Promise<PythonModule> {
  const said: number[] = [];
  const module = await startInterpreter(engine, { ...CLOSED, ask, output: (byte) => void said.push(byte) });
  renumberMessages(module);
  const start = `import sys; sys.path.append('${RUNTIME}')
from awslambdaric import error_numbers; error_numbers.set_up(${JSON.stringify(ERRNO)})
from awslambdaric import bootstrap, bytecode; bytecode.named_as_source()`;
  if (!runStatements(module, start))
    throw new Error(`The Python runtime does not start: ${String.fromCharCode(...said)}`);
  return module;
}

async function makeBase(engine: PythonEngine): Promise<Uint8Array<ArrayBuffer>> {
  const module = await startRuntime(engine);
  return module.HEAPU8.slice(0, wholePages(module._sbrk(0)));
}

/** For an interpreter without a process. */
const CLOSED: Door = {
  ask: () => ({ json: null }),
  output: () => undefined,
  now: () => 0,
  random: () => 0.5,
  steps: () => undefined,
  exit(code) {
    throw new Error(`Python ended by itself, with status ${code}.`);
  },
  mayGrowTo: () => true,
  refuse(name) {
    throw new Error(`Python called ${name}.`);
  },
};

const forward = (to: () => Door): Door => ({
  ask: (question, body) => to().ask(question, body),
  output: (byte) => to().output(byte),
  now: () => to().now(),
  random: () => to().random(),
  steps: (count) => to().steps(count),
  exit: (code) => to().exit(code),
  mayGrowTo: (bytes) => to().mayGrowTo(bytes),
  refuse: (name) => to().refuse(name),
});
