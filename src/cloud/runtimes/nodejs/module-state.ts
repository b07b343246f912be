import { JSException, type JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { ModuleState } from '../../environment/runtime-process.ts';
import { describer } from './describe.ts';
import type { Act } from './door-functions.ts';
import type { Machine } from './machine.ts';
import { topLevelNames } from './top-level-names.ts';

/** Names of a module that are read, and values and functions of it that are answered. */
const NAMES = 100;
const SHOWN = 20;
/** Modules that are followed, in the order in which they were loaded. */
const MODULES = 20;
/** A copy takes twice as much of the host's memory as the program has. */
const LARGEST_BYTES = 256 * 2 ** 20;
/** What looking may take in the copy, so that nothing the function left there can take more. */
const ROOM_BYTES = 64 * 2 ** 20;
const PATIENCE_TICKS = 50;

/** The module that hands accessors over; a name that only the line appended here may use. */
export const KEEPER = 'lambda-workbook:module-state';

type Program = BufferSource | WebAssembly.Module;

export interface ModuleStateReader {
  /** For the guest: takes the path of a module and its accessor. */
  keep: Act;
  /** The ES module that the engine knows as `name`, with a line at its end that hands its accessor over; its own lines stay as they are. */
  followModule(path: string, name: string, source: string): string;
  /** The last line for the function of a CommonJS module: it returns the accessor. */
  lastLine(path: string, source: string): string;
  /** True when it is the appended line of `base` that asks for the keeper. */
  isKeeper(base: string, specifier: string): boolean;
  /** What the modules hold now; undefined when that is too much to copy. */
  read(): Promise<ModuleState[] | undefined>;
}

/**
 * Follows what a function's modules keep. The engine shows nobody what a module declares, so each module hands over an
 * accessor, a function in the module's own scope. It is called in a copy of the whole machine: whatever happens there,
 * the function's own machine is not touched, and its next invocation takes as long as it would have taken. To be made before
 * any code of the function runs.
 */
export function moduleStateReader(
  { vm, guest: { looking }, memoryBytes }: Machine,
  wasm: Program,
): ModuleStateReader {
  const modules = new Map<string, { names: readonly string[]; accessor?: JSValueHandle }>();
  const asking = new Set<string>();
  const builtIn: ReadonlySet<string> = new Set(vm.global.getOwnPropertyNames());

  function accessorTo(path: string, source: string): string | undefined {
    if (modules.size >= MODULES || modules.has(path) || !path.startsWith('/var/task/')) return undefined;
    const names = topLevelNames(source);
    if (names.length === 0) return undefined;
    modules.set(path, { names });
    const own = freeName(source);
    const cases = names.slice(0, NAMES).map((name, at) => `case ${at}:return ${name};`);
    return `(${own})=>{switch(${own}){${cases.join('')}}}`;
  }

  return {
    keep(path, accessor) {
      const module = path?.isString ? modules.get(path.toString()) : undefined;
      if (module && !module.accessor && accessor?.isFunction) module.accessor = accessor.dup();
      return undefined;
    },
    followModule(path, name, source) {
      if (source.includes(KEEPER)) return source;
      const accessor = accessorTo(path, source);
      if (!accessor) return source;
      asking.add(name);
      const keeper = freeName(source);
      return `${source}\nimport ${keeper} from '${KEEPER}';${keeper}(${JSON.stringify(path)},${accessor});`;
    },
    lastLine(path, source) {
      const accessor = accessorTo(path, source);
      return accessor ? `return ${accessor}` : '';
    },
    isKeeper: (base, specifier) => specifier === KEEPER && asking.delete(base),
    async read() {
      if (memoryBytes() > LARGEST_BYTES) return undefined;
      const kept = [...modules].flatMap(([path, { names, accessor }]) =>
        accessor ? { path, names, token: vm.exportHandle(accessor) } : [],
      );
      const lookingToken = vm.exportHandle(looking);
      const copy = await copyOf(vm, wasm);
      const look = copy.importHandle(lookingToken);
      const tell = describer(look);
      const states: ModuleState[] = [];
      try {
        for (const { path, names, token } of kept) {
          const accessor = copy.importHandle(token);
          const valueAt = (at: number) => copy.callFunction(accessor, copy.undefined, copy.newNumber(at));
          states.push({ path, ...stateOf(names, names.length, valueAt, tell) });
        }
        states.push({ path: 'globalThis', ...globalState(copy, look, builtIn, tell) });
      } catch {
        // The copy gave out over something that the function keeps: what was found until there is still true.
      }
      return states.filter(({ values, functions }) => values.length + functions.length > 0);
    },
  };
}

/** The same machine a second time. */
async function copyOf(vm: QuickJS, wasm: Program): Promise<QuickJS> {
  const snapshot = vm.snapshot();
  let ticks = 0;
  return QuickJS.restore(snapshot, {
    wasm,
    memoryLimit: Math.min(snapshot.memory.byteLength + ROOM_BYTES, 2 ** 32 - 1),
    timezoneOffset: 0,
    interruptHandler() {
      if (++ticks > PATIENCE_TICKS) throw new Error('Looking at the module state took too long.');
      return false;
    },
    wasi: () => ({ clock_time_get: () => 0, random_get: () => 0 }),
  });
}

/** @param total how many names there are, of which `names` are the first */
function stateOf(
  names: readonly string[],
  total: number,
  valueAt: (at: number) => JSValueHandle | undefined,
  tell: (value: JSValueHandle) => string,
): Omit<ModuleState, 'path'> {
  const values: ModuleState['values'][number][] = [];
  const functions: string[] = [];
  for (const [at, name] of names.slice(0, NAMES).entries()) {
    const value = orNothing(() => valueAt(at));
    if (!value) continue;
    if (value.isFunction && !value.isProxy) {
      if (functions.length < SHOWN) functions.push(name);
    } else if (values.length < SHOWN) values.push({ name, text: tell(value) });
  }
  return { values, functions, more: total - values.length - functions.length };
}

/** What the function's code added to the global object. */
function globalState(
  copy: QuickJS,
  look: JSValueHandle,
  builtIn: ReadonlySet<string>,
  tell: (value: JSValueHandle) => string,
) {
  const keys = copy.callFunction(look.getProp('ownNames'), copy.undefined, copy.global);
  const count = keys.getProp('length').toNumber();
  const names = Array.from({ length: Math.min(count, builtIn.size + NAMES) }, (_, at) =>
    keys.getProp(String(at)),
  )
    .map((key) => key.toString())
    .filter((name) => !builtIn.has(name));
  const valueAt = (at: number) => copy.global.getOwnPropertyDescriptor(names[at] as string)?.value;
  return stateOf(names, Math.max(names.length, count - builtIn.size), valueAt, tell);
}

/** A name that has no value yet, or a getter, is passed over. */
function orNothing(read: () => JSValueHandle | undefined): JSValueHandle | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof JSException) return undefined;
    throw error;
  }
}

/** A name that the module does not use. */
function freeName(source: string): string {
  let name = '__moduleState';
  while (source.includes(name)) name += '_';
  return name;
}
