import type { LibraryDoor } from './door.ts';

/** What each AsyncLocalStorage holds at some point of the program. */
type Stores = ReadonlyMap<object, unknown>;

const NONE: Stores = new Map();

type Act = (...args: never[]) => unknown;

interface AsyncContext {
  current(): Stores;
  enter(stores: Stores): void;
  within<T>(stores: Stores, act: () => T): T;
  /** `act` as it would run now. */
  bind<A extends Act>(act: A): A;
}

/**
 * Carries the stores of AsyncLocalStorage over `await`, `then` and timers. The host carries them from where a job of a promise is queued to
 * where it runs. But what waits for a promise is queued by who settles it, so `then` binds it, and promises are made to look foreign to
 * the engine: then it calls `then` after an `await`, too. This begins when `async_hooks` is first loaded; programs that do
 * without it are not touched.
 */
export function trackAsyncContext({ asyncContext, enterAsyncContext }: LibraryDoor): AsyncContext {
  const current = () => (asyncContext() as Stores | undefined) ?? NONE;
  const enter = enterAsyncContext as (stores: Stores | undefined) => Stores | undefined;

  function within<T>(stores: Stores | undefined, act: () => T): T {
    const before = enter(stores);
    try {
      return act();
    } finally {
      enter(before);
    }
  }
  const bind = <A extends Act>(act: A): A => {
    if (typeof act !== 'function') return act;
    const stores = asyncContext() as Stores | undefined;
    return function (this: unknown, ...args: never[]) {
      return within(stores, () => act.apply(this, args));
    } as A;
  };

  const Native = globalThis.Promise;
  const nativeThen = Native.prototype.then;
  function Tracked(this: unknown, executor: Act) {
    return Reflect.construct(Native, [executor], new.target === Tracked ? Native : (new.target ?? Native));
  }
  Object.defineProperties(Tracked, {
    name: { value: 'Promise', configurable: true },
    length: { value: 1, configurable: true },
    prototype: { value: Native.prototype },
    [Symbol.species]: {
      get(this: unknown) {
        return this === Tracked ? Native : this;
      },
      configurable: true,
    },
  });
  Object.setPrototypeOf(Tracked, Native);
  const replace = (owner: object, name: string, value: unknown) =>
    Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  replace(Native.prototype, 'constructor', Tracked);
  replace(Native.prototype, 'then', function then(this: never, onFulfilled: Act, onRejected: Act) {
    return nativeThen.call(this, bind(onFulfilled) as never, bind(onRejected) as never);
  });
  replace(globalThis, 'Promise', Tracked);

  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) {
    const start = globalThis[name] as (act: Act, ...rest: unknown[]) => unknown;
    replace(globalThis, name, { [name]: (act: Act, ...rest: unknown[]) => start(bind(act), ...rest) }[name]);
  }
  return { current, enter, within, bind };
}
