import type { Context } from './start.ts';

interface Options {
  signal?: AbortSignal;
  ref?: boolean;
}

/** `node:timers/promises`. */
export function timersPromises({ load }: Context) {
  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;
  const { AbortError } = load('internal/errors') as {
    AbortError: new (message?: string, options?: { cause: unknown }) => Error;
  };
  const validators = load('internal/validators') as {
    validateNumber(value: unknown, name: string): void;
    validateObject(value: unknown, name: string): void;
    validateAbortSignal(value: unknown, name: string): void;
    validateBoolean(value: unknown, name: string): void;
  };
  const check = (options: Options | undefined) => {
    if (options === undefined) return;
    validators.validateObject(options, 'options');
    if (options.signal !== undefined) validators.validateAbortSignal(options.signal, 'options.signal');
    if (options.ref !== undefined) validators.validateBoolean(options.ref, 'options.ref');
  };

  /** A promise for what `start` brings, unless the signal comes first. */
  function waiting<T>(
    options: Options | undefined,
    start: (done: (value: T) => void) => unknown,
    stop: (timer: never) => void,
    value: T,
  ): Promise<T> {
    const { signal } = options ?? {};
    return new Promise((resolve, reject) => {
      const abort = () => reject(new AbortError(undefined, { cause: signal?.reason }));
      if (signal?.aborted) return abort();
      const timer = start(() => {
        signal?.removeEventListener('abort', cancel);
        resolve(value);
      });
      const cancel = () => {
        stop(timer as never);
        abort();
      };
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  async function wait<T>(delay?: number, value?: T, options?: Options): Promise<T> {
    if (delay !== undefined) validators.validateNumber(delay, 'delay');
    check(options);
    return waiting(options, (done) => setTimeout(done as () => void, delay), clearTimeout, value as T);
  }
  return {
    setTimeout: wait,
    async setImmediate<T>(value?: T, options?: Options): Promise<T> {
      check(options);
      return waiting(options, (done) => setImmediate(done as () => void), clearImmediate, value as T);
    },
    async *setInterval<T>(delay?: number, value?: T, options?: Options): AsyncGenerator<T> {
      check(options);
      let due = 0;
      let wake: () => void = () => {};
      const timer = setInterval(() => {
        due += 1;
        wake();
      }, delay);
      const { signal } = options ?? {};
      const abort = () => wake();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        for (;;) {
          if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
          if (due === 0) await new Promise<void>((resolve) => (wake = resolve));
          for (; due > 0; due--) yield value as T;
        }
      } finally {
        clearInterval(timer);
        signal?.removeEventListener('abort', abort);
      }
    },
    scheduler: {
      wait: (delay?: number, options?: Options) => wait(delay, undefined, options),
      yield: () => wait(0),
    },
  };
}
