import { type Owned, takeAway } from './beyond.ts';
import { made } from './built-ins.ts';

/** What is of Node.js 22 where this runtime is of 24: what it calls itself, and what it has not. Compared with the real 22.23.3. */

const VERSIONS = {
  node: '22.23.3',
  acorn: '8.16.0',
  ada: '2.9.2',
  amaro: '1.1.8',
  ares: '1.34.8',
  brotli: '1.1.0',
  cjs_module_lexer: '2.2.0',
  cldr: '48.0',
  icu: '78.3',
  llhttp: '9.4.3',
  modules: '127',
  napi: '10',
  nbytes: '0.1.3',
  ncrypto: '0.0.1',
  nghttp2: '1.69.0',
  openssl: '3.5.8',
  simdjson: '4.5.0',
  simdutf: '6.4.2',
  sqlite: '3.51.3',
  tz: '2026c',
  undici: '6.28.1',
  unicode: '17.0',
  uv: '1.51.0',
  uvwasi: '0.0.23',
  v8: '12.4.254.21-node.57',
  zlib: '1.3.1-e00f703',
  zstd: '1.5.7',
};

/** What came with Node.js 24, by who has it. */
const NEW: Owned = [
  [
    globalThis,
    'AsyncDisposableStack',
    'CloseEvent',
    'DisposableStack',
    'Float16Array',
    'SuppressedError',
    'URLPattern',
  ],
  [Promise, 'try'],
  [RegExp, 'escape'],
  [Error, 'isError'],
  [Math, 'f16round'],
  [DataView.prototype, 'getFloat16', 'setFloat16'],
  [Iterator.prototype, Symbol.dispose],
  [Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype)), Symbol.asyncDispose],
];

/** The same of its modules. */
const NEW_EXPORTS: Readonly<Record<string, string>> = {
  buffer: 'Blob.prototype.textStream',
  fs: 'Utf8Stream mkdtempDisposableSync promises.mkdtempDisposable',
  perf_hooks: 'eventLoopUtilization timerify',
  'stream/consumers': 'bytes',
  'stream/web': 'ReadableStreamTee',
  url: 'URLPattern',
  util: 'convertProcessSignalToExitCode',
};

let isNode22 = false;

export function becomeNode22(): void {
  isNode22 = true;
  Object.defineProperties(process, {
    version: { value: `v${VERSIONS.node}` },
    versions: { value: Object.freeze({ ...VERSIONS }) },
  });
  process.release.lts = 'Jod';
  takeAway(NEW);
  for (const [id, module] of made) asInNode22(id, module);
}

const trimmed = new Set<string>();

/** Takes from a module, when it is first used, what Node.js 22 has not, if this process is of that. */
export function asInNode22(id: string, module: unknown): void {
  if (!isNode22 || trimmed.has(id)) return;
  trimmed.add(id);
  for (const path of NEW_EXPORTS[id]?.split(' ') ?? []) {
    const names = path.split('.');
    const last = names.pop()!;
    const owner = names.reduce((value, name) => value[name] as Exports, module as Exports);
    Reflect.deleteProperty(owner, last);
  }
}

type Exports = { [name: string]: unknown };
