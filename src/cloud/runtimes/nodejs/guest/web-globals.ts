import { define } from './globals.ts';
import { library } from './library.ts';

/** Globals of Node.js that its library makes, by the module that has them. */
const FROM: Record<string, string> = {
  buffer: 'Buffer Blob File atob btoa',
  'internal/url': 'URL URLSearchParams',
  'internal/encoding': 'TextEncoder TextDecoder',
  'internal/abort_controller': 'AbortController AbortSignal',
  'internal/event_target': 'Event EventTarget CustomEvent',
  'internal/fetch': 'Headers Request Response FormData fetch',
  'internal/structured-clone': 'structuredClone',
  perf_hooks:
    'performance Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver',
  'stream/web':
    'ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest ' +
    'ReadableByteStreamController ReadableStreamDefaultController WritableStream WritableStreamDefaultController ' +
    'WritableStreamDefaultWriter TransformStream TransformStreamDefaultController ByteLengthQueuingStrategy ' +
    'CountQueuingStrategy TextEncoderStream TextDecoderStream',
};

/** A global that is made when somebody looks at it. */
function later(name: string, make: () => unknown) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = make();
      define(name, value);
      return value;
    },
    set(value) {
      define(name, value);
    },
  });
}

for (const [module, names] of Object.entries(FROM))
  for (const name of names.split(' ')) later(name, () => (library(module) as Record<string, unknown>)[name]);

const crypto = () => library('crypto') as { webcrypto: unknown; Crypto: unknown; SubtleCrypto: unknown };
later('crypto', () => crypto().webcrypto);
later('Crypto', () => crypto().Crypto);
later('SubtleCrypto', () => crypto().SubtleCrypto);
later('navigator', () => ({
  hardwareConcurrency: (library('os') as { availableParallelism(): number }).availableParallelism(),
  language: 'en-US',
  languages: ['en-US'],
  platform: 'linux',
  userAgent: `Node.js/${process.version.slice(1).split('.')[0]}`,
}));

/** What Node.js has and this machine has not: it says so as soon as it is used, instead of "is not a function". */
const MISSING =
  'BroadcastChannel CloseEvent CompressionStream CryptoKey DecompressionStream Intl MessageChannel MessageEvent ' +
  'MessagePort Navigator PerformanceObserverEntryList PerformanceResourceTiming URLPattern WebSocket';

function unavailable(name: string) {
  const refuse = () => {
    throw new Error(`${name} is not available in this simulator`);
  };
  return new Proxy(class {}, { apply: refuse, construct: refuse, get: refuse, set: refuse });
}

for (const name of MISSING.split(' ')) define(name, unavailable(name));
