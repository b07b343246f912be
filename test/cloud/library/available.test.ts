import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHandler } from '../../support/simulate.ts';

async function returned(body: string): Promise<Record<string, string>> {
  const code = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
export const handler = async () => {\n${body}\n};`;
  const [outcome] = await runHandler(code, [{}], { memorySize: 1_024, timeout: 60 });
  if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload);
}

/** What Node.js has and the simulator has not. The lists only ever get shorter. */
const MISSING_MODULES =
  '_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex _stream_passthrough ' +
  '_stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap child_process cluster dgram dns ' +
  'dns/promises domain http2 https inspector inspector/promises net repl sea sqlite test test/reporters tls ' +
  'trace_events tty v8 vm wasi worker_threads';
const MISSING_GLOBALS =
  'BroadcastChannel CloseEvent CompressionStream CryptoKey DecompressionStream Intl MessageChannel MessageEvent ' +
  'MessagePort Navigator PerformanceObserverEntryList PerformanceResourceTiming URLPattern WebAssembly WebSocket';

test('every module of Node.js 24 is there, or says that it is not available', async () => {
  const names = builtinModules.map((name) => name.replace(/^node:/, ''));
  const found = await returned(
    `const found = {};
for (const name of ${JSON.stringify(names)}) try { found[name] = typeof require('node:' + name); } catch (error) { found[name] = error.message; }
return found;`,
  );
  const missing = names.filter((name) => !['object', 'function'].includes(found[name]!));
  for (const name of missing)
    expect(found[name]).toBe(`The module 'node:${name}' is not available in this simulator`);
  expect(missing.sort()).toEqual(MISSING_MODULES.split(' '));
});

test('every global of Node.js 24 is there, or says that it is not available', async () => {
  // From a file: the command line has every module as a global.
  const file = join(mkdtempSync(join(tmpdir(), 'globals-')), 'list.mjs');
  writeFileSync(file, 'console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis)))');
  const list = execFileSync(process.execPath, [file]);
  const names = (JSON.parse(list.toString()) as string[]).filter((name) => name !== 'undefined');
  const found = await returned(
    `const found = {};
for (const name of ${JSON.stringify(names)}) try {
  const value = (0, eval)(name);
  found[name] = value === undefined ? 'undefined' : typeof value;
  if (typeof value === 'function') value.anything;
} catch (error) { found[name] = error.message; }
return found;`,
  );
  const missing = names.filter((name) => !['object', 'function', 'number'].includes(found[name]!));
  for (const name of missing) expect(found[name]).toBe(`${name} is not available in this simulator`);
  expect(missing.sort()).toEqual(MISSING_GLOBALS.split(' '));
});

test.each([
  ["new Intl.NumberFormat('de')", 'Intl is not available in this simulator'],
  ["new WebSocket('wss://example.com')", 'WebSocket is not available in this simulator'],
  ['WebAssembly.validate(new Uint8Array())', 'WebAssembly is not available in this simulator'],
  [
    "require('crypto').createCipheriv('aes-128-cbc', '', '')",
    'crypto.createCipheriv is not available in this simulator',
  ],
  [
    "await crypto.subtle.importKey('raw', new Uint8Array(), 'HMAC', true, [])",
    'crypto.subtle.importKey is not available in this simulator',
  ],
  ["require('zlib').brotliCompressSync('x')", 'zlib.BrotliEncoder is not available in this simulator'],
  ["await fetch('https://example.com')", 'fetch failed: the network is not available in this simulator'],
  ['process.dlopen()', 'process.dlopen is not available in this simulator'],
  ["require('fs').watch('/tmp')", 'fs.watch is not available in this simulator'],
])('%s says what is missing', async (body, message) => {
  const { error } = await returned(
    `try { ${body}; return { error: 'none' }; } catch (error) { return { error: error.message }; }`,
  );
  expect(error).toBe(message);
});
