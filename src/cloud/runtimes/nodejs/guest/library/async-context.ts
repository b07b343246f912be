/** What each AsyncLocalStorage holds at some point of the program. */
type Stores = ReadonlyMap<object, unknown>;

/** No storage holds anything. */
const ROOT: Stores = new Map();
/** A job has begun, and nobody knows whose it is. */
const UNKNOWN: Stores = new Map();

type Act = (...args: never[]) => unknown;

interface AsyncContext {
  current(): Stores;
  enter(stores: Stores): void;
  within<T>(stores: Stores, act: () => T): T;
  /** `act` as it would run now. */
  bind<A extends Act>(act: A): A;
}

/**
 * Carries the stores of AsyncLocalStorage over `await`, `then` and timers. The engine has no hook for what follows an `await`, so
 * promises are made to look foreign to it: it then calls their `then`, which is ours, and which sets the stores around
 * what waited. This begins when `async_hooks` is first loaded; programs that do without it are not touched.
 *
 * What follows the `await` of something that is no promise cannot be told from other work: it gets the stores of the last
 * `run` that is not over.
 */
export function trackAsyncContext(): AsyncContext {
  let current = ROOT;
  let entered = ROOT;
  let passing = false;
  const open: Stores[] = [];
  const waiting = new WeakMap<object, Stores[]>();
  const effective = () => (current === UNKNOWN ? (open.at(-1) ?? entered) : current);

  const Native = globalThis.Promise;
  const prototype = Native.prototype as unknown as { then: unknown };
  const nativeThen = Native.prototype.then;
  const settled = Native.resolve();

  /** The engine reads `constructor` for reasons of its own, which mean nothing. */
  function pass<T>(act: () => T): T {
    const before = passing;
    passing = true;
    try {
      return act();
    } finally {
      passing = before;
    }
  }
  const soon = (act: () => void) => void pass(() => nativeThen.call(settled, act));

  function within<T>(stores: Stores, act: () => T): T {
    const before = current;
    current = stores;
    let result: T;
    try {
      result = act();
    } finally {
      current = before;
    }
    if (result instanceof Native && stores.size > 0) {
      open.push(stores);
      const over = () => void open.splice(open.lastIndexOf(stores), 1);
      pass(() => nativeThen.call(result as never, over, over));
    }
    return result;
  }
  const bind = <A extends Act>(act: A): A => {
    const stores = effective();
    if (typeof act !== 'function') return act;
    return function (this: unknown, ...args: never[]) {
      const before = current;
      current = stores;
      try {
        return act.apply(this, args);
      } finally {
        current = before;
      }
    } as A;
  };
  /** What waits for a promise runs in a job of its own, right after the one that the first line here starts. */
  const resuming = (stores: Stores, act: Act) => (value: never) => {
    soon(() => {
      current = stores;
    });
    act(value);
    soon(() => {
      current = UNKNOWN;
    });
  };

  function Tracked(this: unknown, executor: Act) {
    return Reflect.construct(Native, [executor], new.target === Tracked ? Native : (new.target ?? Native));
  }
  Object.defineProperties(Tracked, {
    name: { value: 'Promise', configurable: true },
    length: { value: 1, configurable: true },
    prototype: { value: Native.prototype },
    resolve: {
      value(this: unknown, value: unknown) {
        return pass(() => Native.resolve.call(this as never, value));
      },
      writable: true,
      configurable: true,
    },
    [Symbol.species]: { get: () => Native, configurable: true },
  });
  Object.setPrototypeOf(Tracked, Native);
  Object.defineProperty(prototype, 'constructor', {
    configurable: true,
    get(this: object) {
      if (!passing && this !== prototype) {
        const stores = waiting.get(this) ?? [];
        stores.push(effective());
        waiting.set(this, stores);
      }
      return Tracked;
    },
    set(this: object, value) {
      Object.defineProperty(this, 'constructor', { value, writable: true, configurable: true });
    },
  });
  Object.defineProperty(prototype, 'then', {
    configurable: true,
    writable: true,
    value: function then(this: object, onFulfilled: Act, onRejected: Act) {
      const awaited = current === UNKNOWN ? waiting.get(this)?.shift() : undefined;
      const wrap = (act: Act) => {
        if (typeof act !== 'function') return act;
        return awaited ? resuming(awaited, act) : bind(act);
      };
      return pass(() =>
        nativeThen.call(this as never, wrap(onFulfilled) as never, wrap(onRejected) as never),
      );
    },
  });
  Object.defineProperty(globalThis, 'Promise', { value: Tracked, writable: true, configurable: true });

  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const) {
    const start = globalThis[name] as (act: Act, ...rest: unknown[]) => unknown;
    const value = { [name]: (act: Act, ...rest: unknown[]) => start(bind(act), ...rest) }[name];
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  const { nextTick } = process;
  process.nextTick = (act: Act, ...rest: unknown[]) => nextTick(bind(act) as () => void, ...rest);

  soon(() => {
    current = UNKNOWN;
  });
  return {
    current: effective,
    enter(stores) {
      entered = stores;
      current = stores;
    },
    within,
    bind,
  };
}
