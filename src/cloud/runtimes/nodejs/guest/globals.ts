import { lambdaConsole } from './console.ts';
import { door } from './door.ts';

const define = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

class Timeout {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  [Symbol.toPrimitive]() {
    return this.id;
  }
}

type Callback = (...args: unknown[]) => void;
const idOf = (timer: unknown) => (timer instanceof Timeout ? timer.id : Number(timer));
const repeating = new Map<number, number>();

/** Node.js turns a delay below 1 ms, or none, into 1 ms. */
const atLeastOne = (delay: unknown) => Math.max(1, Math.trunc(Number(delay)) || 1);

const setTimeout = (callback: Callback, delay?: number, ...args: unknown[]) =>
  new Timeout(door.startTimer(atLeastOne(delay), () => callback(...args)));

function setInterval(callback: Callback, delay?: number, ...args: unknown[]) {
  const start = () => door.startTimer(atLeastOne(delay), fire);
  const fire = () => {
    repeating.set(first, start());
    callback(...args);
  };
  const first: number = start();
  repeating.set(first, first);
  return new Timeout(first);
}

function clear(timer: unknown) {
  const id = idOf(timer);
  if (Number.isNaN(id)) return;
  door.cancelTimer(repeating.get(id) ?? id);
  repeating.delete(id);
}

define('console', lambdaConsole);
define('setTimeout', setTimeout);
define('setInterval', setInterval);
define(
  'setImmediate',
  (callback: Callback, ...args: unknown[]) => new Timeout(door.startTimer(0, () => callback(...args))),
);
define('clearTimeout', clear);
define('clearInterval', clear);
define('clearImmediate', clear);
define('queueMicrotask', (callback: () => void) => void Promise.resolve().then(callback));
define('global', globalThis);

define('process', {
  env: JSON.parse(door.variables()),
  argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
  arch: 'x64',
  platform: 'linux',
  pid: 2,
  versions: {},
  cwd: () => '/var/task',
  exit: (code = 0) => {
    door.exit(code);
    for (;;);
  },
  uptime: () => performance.now() / 1000,
  nextTick: (callback: Callback, ...args: unknown[]) => void Promise.resolve().then(() => callback(...args)),
});

/** Says that `name` is missing as soon as it is used, instead of "is not defined". */
function unavailable(name: string) {
  const refuse = () => {
    throw new Error(`${name} is not available in this simulator`);
  };
  return new Proxy(class {}, { apply: refuse, construct: refuse, get: refuse, set: refuse });
}

for (const name of [
  'AbortController',
  'Blob',
  'Buffer',
  'fetch',
  'Headers',
  'Intl',
  'Request',
  'Response',
  'structuredClone',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
])
  if (!(name in globalThis)) define(name, unavailable(name));
