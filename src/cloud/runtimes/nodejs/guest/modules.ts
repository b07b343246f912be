import { builtIn, provide } from './built-ins.ts';
import { door, parse } from './door.ts';

/** An answer of the host: what was found, or the error that Node.js throws. */
function taken<T>(answer: string): T {
  const { found, error } = parse(answer) as { found?: T; error?: Failure };
  if (error) throw failure(error);
  return found as T;
}

interface Failure {
  name: string;
  code: string;
  message: string;
}

function failure({ name, code, message }: Failure): Error {
  const ErrorClass = name === 'TypeError' ? TypeError : Error;
  const error = Object.assign(new ErrorClass(message), { code });
  error.stack = code.startsWith('ERR_') ? `${name} [${code}]: ${message}` : `${name}: ${message}`;
  return error;
}

export interface Require {
  (request: string): unknown;
  resolve: ((request: string, options?: { paths?: string[] }) => string) & {
    paths(request: string): string[] | null;
  };
  main: unknown;
  extensions: typeof extensions;
  cache: typeof cache;
}

const folderOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')));

class Module {
  id: string;
  path: string;
  exports: unknown = {};
  filename: string | null = null;
  loaded = false;
  children: Module[] = [];
  paths: string[] = [];
  constructor(id = '', parent?: Module) {
    this.id = id;
    this.path = folderOf(id);
    Object.defineProperty(this, 'parent', { value: parent, configurable: true, writable: true });
    parent?.children.push(this);
  }
  declare parent?: Module;

  require(request: string): unknown {
    if (typeof request !== 'string')
      throw failure({
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: `The "id" argument must be of type string. Received ${request === null ? 'null' : typeof request}`,
      });
    if (request === '')
      throw failure({
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_VALUE',
        message: "The argument 'id' must be a non-empty string. Received ''",
      });
    return load(request, this);
  }

  load(filename: string): void {
    this.filename = filename;
    this.paths = parse(door.lookupPaths(folderOf(filename)));
    const extension = /\.[^./]+$/.exec(filename)?.[0] ?? '.js';
    (extensions[extension] ?? extensions['.js'])?.(this, filename);
    this.loaded = true;
  }

  _compile(source: string, filename: string): void {
    const run = door.compile(`${source}\n${door.lastLine(filename)}`, filename) as (
      ...args: unknown[]
    ) => unknown;
    const { exports } = this;
    const accessor = run.call(exports, exports, requireOf(this), this, filename, folderOf(filename));
    door.keepModuleState(filename, accessor);
  }
}

const cache: Record<string, Module | undefined> = Object.create(null);

/** The file that the process was started with, and its module, if it is a CommonJS one. */
let mainPath: string | undefined;
let main: Module | undefined;

const extensions: Record<string, ((module: Module, filename: string) => void) | undefined> = Object.assign(
  Object.create(null),
  {
    '.js'(module: Module, filename: string) {
      if (taken<string>(door.format(filename)) === 'module') module.exports = namespaceOf(filename);
      else module._compile(door.readScript(filename), filename);
    },
    '.json'(module: Module, filename: string) {
      module.exports = readJson(filename);
    },
    '.node'(_module: Module, filename: string) {
      throw new Error(`Native addons ('${filename}') are not available in this simulator`);
    },
  },
);

function readJson(filename: string): unknown {
  try {
    return parse(door.readText(filename).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof Error) error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

/** An ES module that `require` asks for: it is run at once, which top-level await does not allow. */
function namespaceOf(filename: string): unknown {
  const answer = door.importSync(filename) as { namespace?: object; error?: unknown };
  if ('error' in answer) throw answer.error;
  const { namespace } = answer;
  if (!namespace)
    throw failure({
      name: 'Error',
      code: 'ERR_REQUIRE_ASYNC_MODULE',
      message:
        'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.',
    });
  return 'module.exports' in namespace ? namespace['module.exports'] : namespace;
}

function resolve(request: string, parent: Module | undefined, from = parent?.filename): string {
  try {
    return taken(door.resolveRequire(request, from ?? '/var/task/[eval]'));
  } catch (error) {
    const failed = error as Error & { code?: string; requireStack?: string[] };
    if (failed.code === 'MODULE_NOT_FOUND') {
      const stack: string[] = [];
      for (let at = parent; at; at = at.parent) stack.push(at.filename ?? at.id);
      if (stack.length > 0) failed.message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
      failed.stack = `Error: ${failed.message}`;
      failed.requireStack = stack;
    }
    throw failed;
  }
}

function load(request: string, parent: Module | undefined): unknown {
  const filename = resolveFilename(request, parent);
  if (filename.startsWith('node:')) return builtIn(filename.slice(5));
  const known = cache[filename];
  if (known) {
    if (parent && !parent.children.includes(known)) parent.children.push(known);
    return known.exports;
  }
  const module = new Module(filename, parent);
  cache[filename] = module;
  if (filename === mainPath) main = module;
  let loaded = false;
  try {
    module.load(filename);
    loaded = true;
  } finally {
    if (!loaded) delete cache[filename];
  }
  return module.exports;
}

function resolveFilename(request: string, parent: Module | undefined, options?: { paths?: string[] }) {
  if (!options?.paths) return resolve(request, parent);
  let last: unknown;
  for (const path of options.paths) {
    try {
      return resolve(request, parent, `${path}/noop.js`);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

function requireOf(module: Module): Require {
  const require = ((request: string) => module.require(request)) as Require;
  require.resolve = Object.assign(
    (request: string, options?: { paths?: string[] }) => {
      const found = resolveFilename(request, module, options);
      return found.startsWith('node:') && !request.startsWith('node:') ? request : found;
    },
    {
      paths: (request: string) =>
        /^\.{0,2}\//.test(request) ? [module.path] : (parse(door.lookupPaths(module.path)) as string[]),
    },
  );
  require.main = main;
  require.extensions = extensions;
  require.cache = cache;
  return require;
}

const pathOf = (file: unknown): string => {
  const text = String(file);
  return text.startsWith('file://') ? decodeURIComponent(text.slice(7).replace(/[?#].*$/, '')) : text;
};

export function createRequire(file: unknown): Require {
  const module = new Module(pathOf(file));
  module.filename = module.id;
  return requireOf(module);
}

/** Loads the file that the process is started with. */
export async function importMain(path: string): Promise<void> {
  mainPath = path;
  if (taken<string>(door.format(path)) === 'module') await import(`file://${encodeURI(path)}`);
  else load(path, undefined);
}

/** What generated ES modules import: see `modules/loader.ts`. */
export const internalLoader = {
  builtIn,
  json: readJson,
  commonJs: (path: string) => load(path, undefined),
  meta(meta: Record<string, unknown>, url: string, filename: string, dirname: string) {
    const resolveFrom = (specifier: string) => {
      const found = taken<string>(door.resolveImport(String(specifier), url));
      return found;
    };
    Object.assign(meta, { dirname, filename, main: filename === mainPath, resolve: resolveFrom, url });
  },
};

provide('module', () => {
  const names = parse(door.builtInNames()) as string[];
  return Object.assign(Module, {
    Module,
    _cache: cache,
    _extensions: extensions,
    _load: load,
    _resolveFilename: resolveFilename,
    _nodeModulePaths: (folder: string) => parse(door.lookupPaths(folder)),
    builtinModules: names,
    createRequire,
    isBuiltin: (name: string) => names.includes(String(name).replace(/^node:/, '')),
    syncBuiltinESMExports() {},
    wrap: (source: string) => `(function (exports, require, module, __filename, __dirname) { ${source}\n});`,
  });
});
