import { CompileFlags, type JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { NodejsEngine } from '../../engines.ts';
import type { ProcessHost } from '../../environment/runtime-process.ts';

const STRIPPED = CompileFlags.STRIP_SOURCE | CompileFlags.STRIP_DEBUG;

/** Node.js's own library as bytecode, made once for all machines of an engine. */
export interface Library {
  /** Runs the runtime itself. */
  runtime(vm: QuickJS): void;
  /** A script that is no part of it, without its text. */
  script(vm: QuickJS, name: string, text: string): JSValueHandle;
  /** The function that makes the library; see `guest/library/start.ts`. */
  start(vm: QuickJS): JSValueHandle;
  /** A module of it as a function; undefined when it is not part of it. */
  module(vm: QuickJS, id: string): { handle: JSValueHandle; bytes: number } | undefined;
  /** Constants, as JSON. */
  readonly data: string;
}

const libraries = new WeakMap<NodejsEngine, Promise<Library>>();

/** The compiler is a machine of its own, so that compiling leaves no trace in that of a function. */
export function libraryOf(engine: NodejsEngine): Promise<Library> {
  const known = libraries.get(engine);
  if (known) return known;
  const made = makeLibrary(engine);
  libraries.set(engine, made);
  return made;
}

async function makeLibrary(engine: NodejsEngine): Promise<Library> {
  const compiler = await QuickJS.create({ wasm: engine.wasm });
  const compiled = new Map<string, Uint8Array>();
  let runtime: Uint8Array | undefined;
  let parsed: { start: string; modules: Map<string, string>; data: string } | undefined;
  const asset = () => {
    if (parsed) return parsed;
    const { start, modules, data } = JSON.parse(engine.library) as {
      start: string;
      modules: Record<string, string>;
      data: unknown;
    };
    parsed = { start, modules: new Map(Object.entries(modules)), data: JSON.stringify(data) };
    return parsed;
  };
  const bytecode = (id: string, source: string) => {
    const known = compiled.get(id);
    if (known) return known;
    const code = compiler.compile(source, `node:${id}`, 0, STRIPPED);
    compiled.set(id, code);
    return code;
  };
  return {
    runtime(vm) {
      // It imports the handler, and for that the engine must know where it is.
      runtime ??= compiler.compile(engine.runtime, '/var/runtime/index.mjs', 0, CompileFlags.STRIP_SOURCE);
      vm.evalBytecode(runtime).dispose();
    },
    script: (vm, name, text) => vm.evalBytecode(bytecode(name, text)),
    start: (vm) => vm.evalBytecode(bytecode('', asset().start)),
    module(vm, id) {
      const source = asset().modules.get(id);
      if (source === undefined) return undefined;
      return { handle: vm.evalBytecode(bytecode(id, source)), bytes: source.length };
    },
    get data() {
      return asset().data;
    },
  };
}

/** Ticks that loading may take unmetered: the whole library takes fewer, unless the function broke what it runs on. */
const FREE_TICKS = 400;

/** What loading the library takes of time and memory is not the function's: on Lambda it is there from the start. */
export function libraryLoading(
  host: Pick<ProcessHost, 'ownWorkBegins' | 'ownWorkEnds'>,
  heapSize: () => number,
  grown: (bytes: number) => void,
) {
  let depth = 0;
  let ticks = 0;
  let before = 0;
  return {
    begin() {
      if (depth++ > 0) return;
      before = heapSize();
      host.ownWorkBegins();
    },
    end() {
      if (--depth > 0) return;
      host.ownWorkEnds();
      grown(heapSize() - before);
    },
    underWay: () => depth > 0,
    /** True when this tick is part of it. */
    free: () => depth > 0 && ++ticks <= FREE_TICKS,
  };
}
