import { door } from './door.ts';
import { RuntimeError } from './failure.ts';

export type Handler = (event: unknown, context: unknown) => unknown;

const TASK_ROOT = '/var/task';
const EXTENSIONS = ['', '.js', '.mjs', '.cjs'];

/**
 * Finds `<path>/<module>.<export>[.<export>…]` under `/var/task`.
 * @throws RuntimeError what Lambda reports for a handler that cannot be loaded
 */
export async function loadHandler(handlerName: string): Promise<Handler> {
  const [, folder = '', moduleName, exportPath] = /^(.*\/)?([^.]*)\.(.+)$/.exec(handlerName) ?? [];
  if (!moduleName || !exportPath) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');

  const path = EXTENSIONS.map((extension) => `${TASK_ROOT}/${folder}${moduleName}${extension}`).find((file) =>
    door.hasFile(file),
  );
  if (!path) {
    const message = `Error: Cannot find module '${folder}${moduleName}'\nRequire stack:\n- /var/runtime/index.mjs`;
    throw new RuntimeError('Runtime.ImportModuleError', message);
  }

  const exported = await load(path);
  const handler = exportPath
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], exported);
  if (typeof handler !== 'function') {
    const reason = handler === undefined ? 'is undefined or not exported' : 'is not a function';
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} ${reason}`);
  }
  if (handler.length >= 3)
    throw new RuntimeError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  return handler as Handler;
}

async function load(path: string): Promise<unknown> {
  try {
    return isModule(path) ? await import(`file://${path}`) : require(path);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error));
    throw error;
  }
}

const isModule = (path: string) =>
  path.endsWith('.mjs') || (path.endsWith('.js') && packageType() === 'module');

function packageType(): unknown {
  const path = `${TASK_ROOT}/package.json`;
  return door.hasFile(path) ? JSON.parse(door.readText(path)).type : undefined;
}

const loaded = new Map<string, { exports: unknown }>();

/** CommonJS: runs the file once, in a function of its own, and keeps what it exports. */
function require(path: string): unknown {
  const known = loaded.get(path);
  if (known) return known.exports;
  const module = { exports: {} as unknown };
  loaded.set(path, module);
  const source = door.readText(path);
  if (path.endsWith('.json')) module.exports = JSON.parse(source);
  else {
    const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n${door.lastLine(path)}})`;
    const run = door.compile(wrapped, path) as (...args: unknown[]) => unknown;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const accessor = run.call(
      module.exports,
      module.exports,
      (name: string) => require(resolve(folder, name)),
      module,
      path,
      folder,
    );
    door.keepModuleState(path, accessor);
  }
  return module.exports;
}

function resolve(folder: string, name: string): string {
  if (/^\.{0,2}\//.test(name)) {
    const parts = name.startsWith('/') ? [] : folder.split('/');
    for (const part of name.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    const base = parts.join('/');
    const path = ['', '.js', '.json', '.cjs', '/index.js']
      .map((end) => base + end)
      .find((file) => door.hasFile(file));
    if (path) return path;
  }
  if (name.startsWith('node:')) throw new Error(`The module '${name}' is not available in this simulator`);
  throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
}
