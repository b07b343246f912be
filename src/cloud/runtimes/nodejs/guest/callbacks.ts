import { logError } from './console.ts';
import { door } from './door.ts';
import { RuntimeError } from './failure.ts';
import type { Handler } from './handler.ts';

type Done = (error?: unknown, result?: unknown) => void;

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

const isAsync = (handler: Handler) => {
  try {
    return handler.constructor.name === 'AsyncFunction';
  } catch {
    return false;
  }
};

/**
 * Calls a handler as the runtimes up to Node.js 22 do: it may return a promise, call back, or use the context's `done`,
 * `succeed` and `fail`; the first of them counts. What comes from the callback alone waits until the event loop is empty.
 */
export function callWithCallback(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let waitsForEmptyEventLoop = true;
    let called = false;
    let reported = false;

    function succeed(result: unknown) {
      if (reported)
        return console.error(
          'Invocation has already been reported as done. Cannot call complete more than once per invocation.',
        );
      reported = true;
      resolve(result);
    }
    const done: Done = (error, result) => {
      door.whenIdle(undefined);
      if (error === undefined || error === null) succeed(result);
      else reject(error);
    };
    const first =
      (act: Done): Done =>
      (...args) => {
        if (called) return;
        act(...args);
        called = true;
      };
    const callback = first((error, result) => {
      if ((error === undefined || error === null) && waitsForEmptyEventLoop)
        door.whenIdle(() => succeed(result));
      else done(error, result);
    });
    const answers = {
      get callbackWaitsForEmptyEventLoop() {
        return waitsForEmptyEventLoop;
      },
      set callbackWaitsForEmptyEventLoop(value) {
        waitsForEmptyEventLoop = value;
      },
      succeed: first((result) => done(null, result)),
      fail: first((error) => done(error ?? 'handled')),
      done: first(done),
    };

    door.whenIdle(() => {
      reported = true;
      if (isAsync(handler)) reject(new RuntimeError('Runtime.NodeJsExit', NEVER_SETTLED));
      else resolve(null);
    });
    try {
      const result = handler(event, Object.assign(answers, context), callback);
      if (isThenable(result)) result.then(answers.succeed, answers.fail);
    } catch (error) {
      callback(error);
    }
  });
}

const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

/** What these runtimes do with an error that nobody handles: log it, report it with `post`, and end the process. */
export function reportUncaught(post: (error: unknown) => Promise<unknown>): void {
  door.whenUncaught((kind, thrown) => {
    const rejected = kind === 'rejection';
    const error = rejected
      ? Object.assign(new RuntimeError('Runtime.UnhandledPromiseRejection', String(thrown)), {
          reason: thrown,
          promise: {},
        })
      : thrown;
    logError(rejected ? 'Unhandled Promise Rejection' : 'Uncaught Exception', error);
    post(error).then(() => door.exit(rejected ? 128 : 129));
  });
}
