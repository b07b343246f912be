import { lambdaConsole } from './console.ts';
import { door } from './door.ts';

export const define = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

class Timeout {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
  #refed = true;
  hasRef() {
    return this.#refed;
  }
  ref() {
    this.#refed = true;
    return this;
  }
  unref() {
    this.#refed = false;
    return this;
  }
  close() {
    clear(this);
    return this;
  }
  [Symbol.dispose]() {
    clear(this);
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
