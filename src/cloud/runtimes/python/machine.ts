import type { PythonEngine } from '../../engines.ts';
import type { PythonModule } from './emscripten.ts';
import { ERRNO, renumberMessages } from './errno.ts';
import type { Door } from './imports.ts';
import { startInterpreter } from './interpreter.ts';
import { RUNTIME } from './places.ts';

/** An interpreter at the service of one process. */
export interface Machine {
  module: PythonModule;
  /** Runs statements in `__main__`. Throws whatever the door threw. */
  run(statements: string): void;
  /** Gives the machine back when its process has ended; another process may get it. */
  release(): void;
}

/** An interpreter that is used by one process after the other, each with a door of its own. */
interface Instance {
  module: PythonModule;
  connect(door: Door): void;
  /** Makes it as it was before its last process; false when that cannot be done. */
  reset(): boolean;
}

/** What all interpreters of an engine have in common. */
interface Family {
  /** The memory of one that has started and loaded the runtime, but none of a function's code. */
  base: Uint8Array;
  idle: Instance[];
}

/** Interpreters that wait for a next process; each takes some 60 MB. */
const MAX_IDLE = 3;

const families = new WeakMap<PythonEngine, Promise<Family>>();

/** An interpreter that is ready to run the function's code. The first one of an engine takes a second or two. */
export async function createMachine(engine: PythonEngine, door: Door): Promise<Machine> {
  let found = families.get(engine);
  if (!found) {
    found = makeBase(engine).then((base) => ({ base, idle: [] }));
    families.set(engine, found);
  }
  const family = await found;
  const instance = family.idle.pop() ?? (await createInstance(engine, family.base));
  instance.connect(door);
  const { module } = instance;
  let released = false;
  return {
    module,
    run: (statements) => runStatements(module, statements),
    release() {
      if (released) return;
      released = true;
      instance.connect(CLOSED);
      if (family.idle.length < MAX_IDLE && instance.reset()) family.idle.push(instance);
    },
  };
}

async function createInstance(engine: PythonEngine, base: Uint8Array): Promise<Instance> {
  let door = CLOSED;
  const module = await startInterpreter(
    engine,
    forward(() => door),
    base,
  );
  const { FS } = module;
  module.HEAPU8[module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
  const stack = module._emscripten_stack_get_current();
  const streams = [...FS.streams];
  return {
    module,
    connect(next) {
      door = next;
    },
    reset() {
      // Memory never shrinks, and the limit is only asked about when it grows.
      if (module.HEAPU8.length > base.length) return false;
      FS.streams = [...streams];
      FS.currentPath = '/';
      module.HEAPU8.set(base);
      module.HEAPU8[module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
      module.__emscripten_stack_restore(stack);
      return true;
    },
  };
}

function runStatements(module: PythonModule, statements: string): boolean {
  const pointer = module.stringToNewUTF8(statements);
  const raised = module._PyRun_SimpleString(pointer);
  module._free(pointer);
  return raised === 0;
}

async function makeBase(engine: PythonEngine): Promise<Uint8Array> {
  const said: number[] = [];
  const module = await startInterpreter(engine, { ...CLOSED, output: (byte) => void said.push(byte) });
  renumberMessages(module);
  const start = `import sys; sys.path.append('${RUNTIME}')
import error_numbers; error_numbers.set_up(${JSON.stringify(ERRNO)})
import bootstrap`;
  if (!runStatements(module, start))
    throw new Error(`The Python runtime does not start: ${String.fromCharCode(...said)}`);
  return module.HEAPU8.slice();
}

/** For an interpreter without a process. */
const CLOSED: Door = {
  ask: () => null,
  output: () => undefined,
  now: () => 0,
  random: () => 0.5,
  files: () => undefined,
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
  ask: (question) => to().ask(question),
  output: (byte) => to().output(byte),
  now: () => to().now(),
  random: () => to().random(),
  files: () => to().files(),
  steps: (count) => to().steps(count),
  exit: (code) => to().exit(code),
  mayGrowTo: (bytes) => to().mayGrowTo(bytes),
  refuse: (name) => to().refuse(name),
});
