import type { ProcessHost } from '../../environment/runtime-process.ts';
import { toText } from '../../http.ts';

/** Modules of Node.js that a handler may ask for by their bare name. */
const BUILT_INS = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events ' +
    'fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl sea sqlite ' +
    'stream string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/**
 * The full name of the module that `specifier` means in the module `base`.
 * @throws what Node.js says of a package that is not there, or that a built-in is not simulated
 */
export function resolveModule(host: Pick<ProcessHost, 'files'>, base: string, specifier: string): string {
  if (specifier.startsWith('file:')) return specifier;
  const importer = base.replace(/^file:\/\//, '');
  if (/^\.{0,2}\//.test(specifier)) {
    const path = new URL(specifier, `file://${importer}`).pathname;
    if (host.files.readFile(path)) return `file://${path}`;
    throw loaderError(`Cannot find module '${path}' imported from ${importer}`);
  }
  const [name = specifier] = specifier.replace(/^node:/, '').split('/');
  if (specifier.startsWith('node:') || BUILT_INS.has(name))
    throw loaderError(`The module '${specifier}' is not available in this simulator`);
  throw loaderError(`Cannot find package '${specifier}' imported from ${importer}`);
}

/** The text of a module. @throws when there is no such file */
export function sourceOf(host: Pick<ProcessHost, 'files'>, path: string): string {
  const bytes = host.files.readFile(path);
  if (!bytes) throw loaderError(`Cannot find module '${path}'`);
  return toText(bytes);
}

/** The host's own frames are no business of the learner. */
function loaderError(message: string): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}`;
  return error;
}
