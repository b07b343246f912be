import { trackAsyncContext } from './async-context.ts';
import type { Context } from './start.ts';

/** `node:async_hooks`. */
export function asyncHooks(context: Context) {
  const async = trackAsyncContext(context.door);
  context.bind = async.bind;
  const { current, within, bind } = async;
  type Act = (...args: never[]) => unknown;

  class AsyncLocalStorage {
    static bind = bind;
    static snapshot() {
      const stores = current();
      return (act: Act, ...args: never[]) => within(stores, () => act(...args));
    }
    name: string;
    #fallback: unknown;
    constructor({ defaultValue, name = '' }: { defaultValue?: unknown; name?: string } = {}) {
      this.#fallback = defaultValue;
      this.name = name;
    }
    getStore() {
      const stores = current();
      return stores.has(this) ? stores.get(this) : this.#fallback;
    }
    enterWith(value: unknown) {
      async.enter(new Map([...current(), [this, value]]));
    }
    run(value: unknown, act: Act, ...args: never[]) {
      return within(new Map([...current(), [this, value]]), () => act(...args));
    }
    exit(act: Act, ...args: never[]) {
      return this.run(undefined, act, ...args);
    }
    disable() {
      async.enter(new Map([...current()].filter(([storage]) => storage !== this)));
    }
  }

  let ids = 1;
  class AsyncResource {
    #stores = current();
    #id = ++ids;
    type: string;
    static bind(act: Act) {
      return bind(act);
    }
    constructor(type: string) {
      this.type = type;
    }
    runInAsyncScope(act: Act, self?: unknown, ...args: never[]) {
      return within(this.#stores, () => act.apply(self, args));
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
