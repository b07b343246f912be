import type { Context } from './start.ts';

/** `node:async_hooks`. */
export function asyncHooks(_context: Context) {
  let current: ReadonlyMap<object, unknown> = new Map();
  const within = <T>(store: ReadonlyMap<object, unknown>, act: () => T): T => {
    const before = current;
    current = store;
    try {
      return act();
    } finally {
      current = before;
    }
  };
  type Act = (...args: never[]) => unknown;
  const bound = (act: Act) => {
    const store = current;
    return function (this: unknown, ...args: never[]) {
      return within(store, () => act.apply(this, args));
    };
  };

  class AsyncLocalStorage {
    static bind = bound;
    static snapshot() {
      const store = current;
      return (act: Act, ...args: never[]) => within(store, () => act(...args));
    }
    name: string;
    #fallback: unknown;
    constructor({ defaultValue, name = '' }: { defaultValue?: unknown; name?: string } = {}) {
      this.#fallback = defaultValue;
      this.name = name;
    }
    getStore() {
      return current.has(this) ? current.get(this) : this.#fallback;
    }
    enterWith(value: unknown) {
      current = new Map([...current, [this, value]]);
    }
    run(value: unknown, act: Act, ...args: never[]) {
      return within(new Map([...current, [this, value]]), () => act(...args));
    }
    exit(act: Act, ...args: never[]) {
      return this.run(undefined, act, ...args);
    }
    disable() {
      current = new Map([...current].filter(([storage]) => storage !== this));
    }
  }

  let ids = 1;
  class AsyncResource {
    #store = current;
    #id = ++ids;
    type: string;
    static bind(act: Act) {
      return bound(act);
    }
    constructor(type: string) {
      this.type = type;
    }
    runInAsyncScope(act: Act, self?: unknown, ...args: never[]) {
      return within(this.#store, () => act.apply(self, args));
    }
    bind(act: Act) {
      return (...args: never[]) => this.runInAsyncScope(act, undefined, ...args);
    }
    emitDestroy() {
      return this;
    }
    asyncId() {
      return this.#id;
    }
    triggerAsyncId() {
      return 1;
    }
  }
  return {
    AsyncLocalStorage,
    AsyncResource,
    executionAsyncId: () => 1,
    triggerAsyncId: () => 0,
    executionAsyncResource: () => ({}),
    asyncWrapProviders: Object.freeze({}),
    createHook: () => ({
      enable() {
        return this;
      },
      disable() {
        return this;
      },
    }),
  };
}
