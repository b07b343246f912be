import { lambdaConsole } from './console.ts';
import { door } from './door.ts';

export const define = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

class Timeout {
  readonly id: number;
  #held = true;
  constructor(id: number) {
    this.id = id;
  }
  hasRef() {
    return this.#held;
  }
  ref() {
    this.#held = true;
    door.holdTimer(currentOf(this.id), true);
    return this;
  }
  unref() {
    this.#held = false;
    door.holdTimer(currentOf(this.id), false);
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
/** Of an interval, the timer that is running now, by its first. */
const repeating = new Map<number, number>();
const currentOf = (id: number) => repeating.get(id) ?? id;

/** Node.js turns a delay below 1 ms, or none, into 1 ms. */
const atLeastOne = (delay: unknown) => Math.max(1, Math.trunc(Number(delay)) || 1);

const setTimeout = (callback: Callback, delay?: number, ...args: unknown[]) =>
  new Timeout(door.startTimer(atLeastOne(delay), () => callback(...args)));

function setInterval(callback: Callback, delay?: number, ...args: unknown[]) {
  const start = () => door.startTimer(atLeastOne(delay), fire);
  const fire = () => {
    repeating.set(timer.id, start());
    door.holdTimer(currentOf(timer.id), timer.hasRef());
    callback(...args);
  };
  const timer: Timeout = new Timeout(start());
  repeating.set(timer.id, timer.id);
  return timer;
}

const setImmediate = (callback: Callback, ...args: unknown[]) =>
  new Timeout(door.startTimer(0, () => callback(...args)));

const queueMicrotask = (callback: () => void) => void Promise.resolve().then(callback);

function clear(timer: unknown) {
  const id = timer instanceof Timeout ? timer.id : Number(timer);
  if (Number.isNaN(id)) return;
  door.cancelTimer(currentOf(id));
  repeating.delete(id);
}

define('console', lambdaConsole);
define('setTimeout', setTimeout);
define('setInterval', setInterval);
define('setImmediate', setImmediate);
for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate'])
  define(name, { [name]: (timer: unknown) => clear(timer) }[name]);
define('queueMicrotask', queueMicrotask);
define('global', globalThis);
