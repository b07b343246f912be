import { blobBinding } from './bindings/blob.ts';
import { bufferBinding } from './bindings/buffer.ts';
import { encodingBinding, icuBinding } from './bindings/encoding.ts';
import { fsBinding, fsDirBinding } from './bindings/fs.ts';
import { osBinding } from './bindings/os.ts';
import { plainBindings } from './bindings/plain.ts';
import { stringDecoderBinding } from './bindings/string-decoder.ts';
import { typesBinding } from './bindings/types.ts';
import { urlBinding } from './bindings/url.ts';
import { utilBinding } from './bindings/util.ts';
import { zlibBinding } from './bindings/zlib.ts';
import type { Binding, LibraryDoor } from './door.ts';
import { overrides } from './overrides.ts';
import { unavailable } from './unavailable.ts';

/** What the whole of the library is made from. */
export interface Context {
  door: LibraryDoor;
  process: NodeJS.Process;
  primordials: Record<string, unknown>;
  data: { constants: Record<string, Record<string, unknown>>; systemErrors: [number, [string, string]][] };
  load(id: string): never;
  /** A callback as it would run now: with the stores of AsyncLocalStorage. */
  bind<A extends (...args: never[]) => unknown>(act: A): A;
}

/** Node.js's own library over the simulated environment. Its `require` knows internal modules, too. */
export function createLibrary(door: LibraryDoor, process: NodeJS.Process): (id: string) => unknown {
  const context: Context = {
    door,
    process,
    primordials: {},
    data: JSON.parse(door.libraryData()),
    load: require as (id: string) => never,
    bind: (act) => act,
  };
  const makers: Record<string, () => Binding> = {
    ...plainBindings(context),
    blob: () => blobBinding(context),
    buffer: () => bufferBinding(context),
    encoding_binding: () => encodingBinding(context),
    fs: () => fsBinding(context),
    fs_dir: () => fsDirBinding(context),
    icu: () => icuBinding(context),
    os: () => osBinding(context),
    string_decoder: () => stringDecoderBinding(context),
    types: () => typesBinding(context),
    url: () => urlBinding(context),
    util: () => utilBinding(context),
    zlib: () => zlibBinding(context),
  };
  const bindings = new Map<string, Binding>();
  function internalBinding(name: string): Binding {
    const known = bindings.get(name);
    if (known) return known;
    const made = withGaps(name, Object.hasOwn(makers, name) ? makers[name]!() : {});
    bindings.set(name, made);
    return made;
  }

  const modules = new Map<string, { exports: unknown }>();
  const own = overrides(context);
  function require(id: string): unknown {
    const name = id.replace(/^node:/, '');
    const known = modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    modules.set(name, module);
    if (Object.hasOwn(own, name)) module.exports = own[name]!();
    else {
      const run = door.libraryModule(name);
      if (!run) {
        modules.delete(name);
        throw unavailable(`The module 'node:${name}'`);
      }
      run(module.exports, require, module, process, internalBinding, context.primordials);
    }
    return module.exports;
  }

  door.libraryModule('internal/per_context/primordials')?.({}, context.primordials, {}, {});
  return require;
}

/** A native function that is not there says so when it is called. */
const withGaps = (binding: string, made: Binding): Binding =>
  new Proxy(made, {
    get(target, name) {
      if (typeof name !== 'string' || name in target) return target[name as string];
      return function missing() {
        throw unavailable(`${binding}.${name}`);
      };
    },
  });
