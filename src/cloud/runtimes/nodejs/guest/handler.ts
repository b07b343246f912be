import { door } from './door.ts';
import { RuntimeError } from './failure.ts';
import { createRequire } from './modules.ts';
import { streams } from './response-stream.ts';

export type Handler = (...args: unknown[]) => unknown;

const TASK_ROOT = '/var/task';

/**
 * Finds `<path>/<module>.<export>[.<export>…]` under `/var/task`.
 * @throws RuntimeError what Lambda reports for a handler that cannot be loaded
 */
export async function loadHandler(handlerName: string): Promise<Handler> {
  const [, folder = '', moduleName, exportPath] = /^(.*\/)?([^.]*)\.(.+)$/.exec(handlerName) ?? [];
  if (!moduleName || !exportPath) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');

  const exported = await load(`${folder}${moduleName}`);
  const handler = exportPath
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], exported);
  if (typeof handler !== 'function') {
    const reason = handler === undefined ? 'is undefined or not exported' : 'is not a function';
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} ${reason}`);
  }
  if (!streams(handler) && handler.length >= 3 && !takesCallbacks())
    throw new RuntimeError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  return handler as Handler;
}

/** Up to Node.js 22 a handler may answer through a callback. */
export const takesCallbacks = () => process.env.AWS_EXECUTION_ENV === 'AWS_Lambda_nodejs22.x';

/** In the order of Lambda's own runtime (aws-lambda-nodejs-runtime-interface-client, UserFunction.js). */
async function load(name: string): Promise<unknown> {
  const path = `${TASK_ROOT}/${name}`;
  const from = createRequire('/var/runtime/index.mjs');
  const isModule = (file: string) => JSON.parse(door.format(file)).found === 'module';
  try {
    if (door.hasFile(path)) return from(path);
    if (door.hasFile(`${path}.js`) && !isModule(`${path}.js`)) return from(`${path}.js`);
    for (const end of ['.js', '.mjs'])
      if (door.hasFile(path + end)) return await import(`file://${path}${end}`);
    if (door.hasFile(`${path}.cjs`)) return from(`${path}.cjs`);
    return from(from.resolve(name, { paths: [TASK_ROOT, `${path.slice(0, path.lastIndexOf('/'))}`] }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error));
    if ((error as { code?: unknown } | null)?.code === 'MODULE_NOT_FOUND')
      throw new RuntimeError('Runtime.ImportModuleError', String(error));
    throw error;
  }
}
