/** Every module that Node.js 24 has by a name of its own; some only with `node:` before it. */
const PLAIN =
  '_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex _stream_passthrough ' +
  '_stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap assert assert/strict ' +
  'async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns dns/promises domain ' +
  'events fs fs/promises http http2 https inspector inspector/promises module net os path path/posix path/win32 ' +
  'perf_hooks process punycode querystring readline readline/promises repl stream stream/consumers stream/promises ' +
  'stream/web string_decoder sys timers timers/promises tls trace_events tty url util util/types v8 vm wasi ' +
  'worker_threads zlib';
const PREFIXED = 'sea sqlite test test/reporters';

const plain = new Set(PLAIN.split(' '));
const prefixed = new Set(PREFIXED.split(' '));

/** As `builtinModules` of `node:module` lists them. */
export const builtInNames: readonly string[] = [...plain, ...[...prefixed].map((name) => `node:${name}`)];

/** The name of a built-in without `node:`; undefined when `specifier` names none. */
export function builtInName(specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return plain.has(specifier) ? specifier : undefined;
  const name = specifier.slice(5);
  return plain.has(name) || prefixed.has(name) ? name : undefined;
}
