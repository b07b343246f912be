import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';

const ONLY_ENUMERABLE = 2;
const SKIP_SYMBOLS = 16;

/** Symbols that C++ keeps private, by their names. */
export const symbols = (): Binding => {
  const made = new Map<string, symbol>();
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name !== 'string') return undefined;
        const known = made.get(name) ?? Symbol(name);
        made.set(name, known);
        return known;
      },
    },
  );
};

const isIndex = (key: string) => /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;

export function utilBinding({ door, load, data }: Context): Binding {
  return {
    constants: {
      kPending: 0,
      kFulfilled: 1,
      kRejected: 2,
      kExiting: 0,
      kExitCode: 1,
      kHasExitCode: 2,
      ALL_PROPERTIES: 0,
      ONLY_WRITABLE: 1,
      ONLY_ENUMERABLE,
      ONLY_CONFIGURABLE: 4,
      SKIP_STRINGS: 8,
      SKIP_SYMBOLS,
      kDisallowCloneAndTransfer: 0,
      kTransferable: 1,
      kCloneable: 2,
    },
    privateSymbols: symbols(),
    shouldAbortOnUncaughtToggle: [0],
    getOwnNonIndexProperties: (target: object, filter: number) =>
      Reflect.ownKeys(target).filter((key) => {
        if (typeof key === 'symbol' ? filter & SKIP_SYMBOLS : isIndex(key)) return false;
        return filter & ONLY_ENUMERABLE ? Object.prototype.propertyIsEnumerable.call(target, key) : true;
      }),
    getPromiseDetails(value: unknown) {
      const state = door.promiseState(value);
      if (state < 0) return undefined;
      return state === 0 ? [state] : [state, door.promiseResult(value)];
    },
    getProxyDetails(value: unknown, both = true) {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
      const parts = door.proxyParts(value);
      return parts && (both ? parts : parts[0]);
    },
    getCallerLocation: () => undefined,
    isConstructor(value: unknown) {
      try {
        Reflect.construct(Object, [], value as new () => unknown);
        return true;
      } catch {
        return false;
      }
    },
    /** What an iterator would still give is not to be seen here. */
    previewEntries: (_value: unknown, isIterator?: boolean) => (isIterator ? [[], false] : []),
    getConstructorName(value: object) {
      for (let at: object | null = value; at; at = Object.getPrototypeOf(at)) {
        const made = Object.getOwnPropertyDescriptor(at, 'constructor')?.value as
          | { name?: string }
          | undefined;
        if (typeof made === 'function' && made.name) return made.name;
      }
      return door.className(value);
    },
    getExternalValue: () => 0n,
    getCallSites: () => [],
    isInsideNodeModules: () => false,
    guessHandleType: () => 'PIPE',
    isArrayBufferDetached: (buffer: ArrayBuffer & { detached?: boolean }) => buffer.detached === true,
    arrayBufferViewHasBuffer: () => true,
    constructSharedArrayBuffer: (length: number) => new SharedArrayBuffer(length),
    toUSVString: (text: string) => String(text).toWellFormed(),
    getSystemErrorName: (number: number) => data.systemErrors.find(([errno]) => errno === number)?.[1][0],
    getSystemErrorMessage: (number: number) => data.systemErrors.find(([errno]) => errno === number)?.[1][1],
    WeakReference: class WeakReference<T extends object> {
      #target: T;
      constructor(target: T) {
        this.#target = target;
      }
      get() {
        return this.#target;
      }
      incRef() {}
      decRef() {}
    },
    defineLazyProperties(target: object, id: string, keys: string[], enumerable = true) {
      for (const key of keys)
        Object.defineProperty(target, key, {
          configurable: true,
          enumerable,
          get() {
            const value = (load(id) as Record<string, unknown>)[key];
            Object.defineProperty(target, key, { value, configurable: true, enumerable, writable: true });
            return value;
          },
          set(value) {
            Object.defineProperty(target, key, { value, configurable: true, enumerable, writable: true });
          },
        });
    },
    parseEnv(text: string) {
      const parsed: Record<string, string> = {};
      const line = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|[^#\n]*)/gm;
      for (const [, key = '', raw = ''] of text.matchAll(line)) {
        const value = raw.trim();
        const quote = /^(["'`])(.*)\1$/s.exec(value);
        parsed[key] = quote ? (quote[1] === '"' ? quote[2]!.replaceAll('\\n', '\n') : quote[2]!) : value;
      }
      return parsed;
    },
  };
}
