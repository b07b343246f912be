import type { SdkPackage } from '../../../engines.ts';
import type { FileSystem } from '../../../environment/file-system.ts';
import { toText } from '../../../http.ts';
import { exportedNames } from './commonjs-exports.ts';
import { ModuleError } from './module-error.ts';
import { type Format, formatOf, parentOf } from './package-scope.ts';
import { createResolver } from './resolve.ts';
import { SDK, sdkModule } from './sdk.ts';

/** The module through which generated code gets at the runtime's own loader; the function's code cannot import it. */
export const INTERNAL = 'internal:loader';

/** What only the engine can tell. */
interface Engine {
  /** Whether a text can be read as a script. */
  isScript(source: string): boolean;
  /** The text of an ES module of the function with what else shall run at its end. */
  follow(path: string, name: string, source: string): string;
  /** The names that a built-in module exports. @throws when the simulator does not have it */
  builtInExports(name: string): readonly string[];
  /** Called when a module asks for a package of the SDK. */
  usesSdk(name: SdkPackage): void;
}

/** The modules of one process. Names are `file:` URLs, and `node:` for built-ins. */
export interface ModuleLoader {
  normalize(base: string, specifier: string): string;
  /** The text of an ES module, generated where the module is none. */
  load(name: string): string;
  /** What `require` gets: a path or `node:<name>`. */
  require(request: string, importer: string): string;
  lookupPaths(folder: string): string[];
  format(path: string): Exclude<Format, 'typeless'>;
  /** The text of a CommonJS module. */
  script(path: string): string;
  /** The name and text of a module that only hands on all of an ES module. */
  synchronous(path: string): { name: string; text: string };
}

export function createModuleLoader(
  files: FileSystem,
  nodePath: readonly string[],
  engine: Engine,
): ModuleLoader {
  const resolver = createResolver(files, nodePath);
  const generated = new Set<string>();

  const textOf = (path: string) => {
    const bytes = files.readFile(path);
    if (!bytes) throw new ModuleError('ERR_MODULE_NOT_FOUND', `Cannot find module '${path}'`);
    return toText(bytes)
      .replace(/^\uFEFF?#!.*/, '')
      .replace(/^\uFEFF/, '');
  };

  /** A `.js` file of no declared type, or one without an ending, is a module when only that makes sense of it. */
  function format(path: string) {
    const found = formatOf(files, path);
    if (found !== 'typeless') return found;
    const text = textOf(path);
    const mayBeModule = /(^|[;}\s])(import|export|await)\b/.test(text);
    return mayBeModule && !engine.isScript(asFunction(text)) ? 'module' : 'commonjs';
  }

  function normalize(base: string, specifier: string): string {
    if (specifier === INTERNAL && generated.has(base)) return INTERNAL;
    const importer = pathOf(base.replace(/^internal:require:/, ''));
    const found = counted(resolver.import(specifier, importer));
    if (found.startsWith('node:')) return found;
    const query = /^(\.{0,2}\/|file:)/.test(specifier) ? (/[?#].*$/.exec(specifier)?.[0] ?? '') : '';
    if (found.endsWith('.json')) demandAttribute(importer, specifier, found);
    return urlOf(found) + query;
  }

  /** The engine keeps to itself with which attributes a module was asked for, so they are read from the text. */
  function demandAttribute(importer: string, specifier: string, path: string) {
    const quoted = `['"\`]${specifier.replace(/[^\w/-]/g, '\\$&')}['"\`]`;
    const text = toText(files.readFile(importer) ?? new Uint8Array());
    if (!new RegExp(quoted).test(text)) return;
    if (
      new RegExp(`${quoted}\\s*,?\\s*\\{?\\s*with\\s*:?\\s*\\{\\s*['"]?type['"]?\\s*:\\s*['"]json['"]`).test(
        text,
      )
    )
      return;
    const message = `Module "${urlOf(path)}" needs an import attribute of "type: json"`;
    throw new ModuleError('ERR_IMPORT_ATTRIBUTE_MISSING', message, 'TypeError');
  }

  const source = (call: string, names: readonly string[]) =>
    `import * as internal from '${INTERNAL}';${exporting(`internal.${call}`, names)}`;

  /** Counts the import of the SDK. */
  function counted(found: string): string {
    const used = SDK.find((name) => found === sdkModule(name));
    if (used) engine.usesSdk(used);
    return found;
  }

  function load(name: string): string {
    if (name.startsWith('node:')) {
      const names = engine.builtInExports(name.slice(5));
      generated.add(name);
      return source(
        `builtIn(${JSON.stringify(name.slice(5))})`,
        names.filter((each) => each !== 'default'),
      );
    }
    const path = pathOf(name);
    const kind = format(path);
    if (kind === 'addon')
      throw new ModuleError(
        'ERR_DLOPEN_FAILED',
        `Native addons ('${path}') are not available in this simulator`,
      );
    if (kind === 'module') {
      const text = engine.follow(path, name, textOf(path));
      if (!/\bimport\s*\.\s*meta\b/.test(text)) return text;
      generated.add(name);
      return withMeta(name, path, text);
    }
    generated.add(name);
    if (kind === 'json') return source(`json(${JSON.stringify(path)})`, []);
    const names = exportedNames(path, textOf, (request, importer) => {
      const found = resolver.require(request, importer);
      return !found.startsWith('node:') && format(found) === 'commonjs' ? found : undefined;
    });
    return source(`commonJs(${JSON.stringify(path)})`, names);
  }

  return {
    normalize,
    load,
    require: (request, importer) => counted(resolver.require(request, importer)),
    lookupPaths: resolver.lookupPaths,
    format,
    script: textOf,
    synchronous: (path) => ({
      name: `internal:require:${path}`,
      text: `import * as namespace from ${JSON.stringify(urlOf(path))};export { namespace };`,
    }),
  };
}

/** The text of an ES module that exports what `expression` has, by these names. */
export function exporting(expression: string, names: readonly string[]): string {
  const aliases = names.map((name, i) => [`e${i}`, JSON.stringify(name)]);
  return [
    `const m = ${expression};export default m;`,
    ...aliases.map(([alias, name]) => `const ${alias} = m?.[${name}];`),
    `export {${aliases.map(([alias, name]) => `${alias} as ${name}`).join(',')}};`,
  ].join('\n');
}

/** The text of a CommonJS module as a function; it begins on the first line, so that lines stay where they are. */
export const asFunction = (text: string): string =>
  `(function (exports, require, module, __filename, __dirname) {${text}\n})`;

const urlOf = (path: string): string => `file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`;

const pathOf = (name: string): string =>
  name.startsWith('file://') ? decodeURIComponent(name.slice(7).replace(/[?#].*$/, '')) : name;

/** The engine leaves `import.meta` empty. What is put in front stays on the first line. */
function withMeta(name: string, path: string, text: string): string {
  const [url, filename, dirname] = [name, path, parentOf(path) || '/'].map((value) => JSON.stringify(value));
  return `import{meta as __meta}from'${INTERNAL}';__meta(import.meta,${url},${filename},${dirname});${text}`;
}
