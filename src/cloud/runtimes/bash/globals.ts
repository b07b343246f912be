import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { ProcessHost } from '../../environment/runtime-process.ts';

/** What just-bash takes out of its surroundings. */
export type BashGlobals = Readonly<Record<string, unknown>>;

const HASHES: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'SHA-1': sha1,
  'SHA-256': sha256,
};

/** The surroundings of one interpreter: its time and its chance are those of `host`, its time zone is UTC. */
export function globalsOf(host: Pick<ProcessHost, 'startTimer' | 'now' | 'random'>): BashGlobals {
  const setTimeout = (fire: () => void, delayMs: number) => host.startTimer(delayMs, fire);
  const clearTimeout = (timer?: { cancel(): void }) => timer?.cancel();
  const absent = () => undefined;
  const math = Object.create(Math, { random: { value: host.random } });
  const crypto = {
    subtle: {
      digest: async (name: string, bytes: ArrayBuffer) => HASHES[name]!(new Uint8Array(bytes)).buffer,
    },
  };
  return {
    globalThis: {
      ...{ TextEncoder, TextDecoder, Proxy, crypto },
      ...{ setTimeout, clearTimeout, setInterval: absent, clearInterval: absent },
    },
    window: undefined,
    process: undefined,
    crypto,
    performance: { timeOrigin: 0, now: host.now },
    Date: dateOf(host.now),
    Math: math,
    setTimeout,
    clearTimeout,
  };
}

const SAYS_ITS_ZONE = /(Z|GMT|UTC|[+-]\d\d:?\d\d)\s*$|^\d{4}-\d\d-\d\d$/i;

/** A moment that is told without a zone is one of the machine we run on; its hands are read as those of a clock in UTC. */
function inUtc(value: unknown): unknown {
  if (typeof value !== 'string' || SAYS_ITS_ZONE.test(value)) return value;
  const local = new Date(value);
  return local.getTime() - local.getTimezoneOffset() * 60_000;
}

const PARTS = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];

/** A `Date` whose now is `now`, and whose time zone is UTC. */
function dateOf(now: () => number): DateConstructor {
  class UniversalDate extends Date {
    constructor(...parts: [number, number, ...number[]] | [unknown?]) {
      super(
        parts.length === 0
          ? now()
          : parts.length === 1
            ? (inUtc(parts[0]) as number)
            : Date.UTC(...(parts as [number, number])),
      );
    }
    static override now = () => Math.floor(now());
    override getTimezoneOffset = () => 0;
  }
  for (const part of PARTS)
    for (const verb of ['get', 'set'])
      Object.defineProperty(UniversalDate.prototype, `${verb}${part}`, {
        value: Reflect.get(Date.prototype, `${verb}UTC${part}`),
      });
  return UniversalDate as unknown as DateConstructor;
}
