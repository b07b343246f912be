import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { rolldown } from 'rolldown';
import { pythonLibrary } from './python-library.mjs';

const packed = promisify(gzip);
const PYODIDE = new URL('../node_modules/pyodide/', import.meta.url);

/**
 * CPython as the page fetches it, by the names of the files, and how many bytes that is. They are gzipped here, for not
 * every host compresses WebAssembly; a name that ends in .bin keeps hosts from unpacking them.
 */
export async function pythonEngine() {
  const [script, wasm, stdlib] = await Promise.all([
    classicScript().then((code) => packed(code, { level: 9 })),
    packed(readFileSync(new URL('pyodide.asm.wasm', PYODIDE)), { level: 9 }),
    pythonLibrary().then((zip) => packed(zip, { level: 9 })),
  ]);
  const bytes = script.length + wasm.length + stdlib.length;
  return {
    'python-script.bin': script,
    'python-wasm.bin': wasm,
    'python-stdlib.bin': stdlib,
    'python-bytes.txt': String(bytes),
  };
}

/** `pyodide.asm.mjs` as a classic script that declares `createPython`: a worker that starts from a blob has no modules. */
async function classicScript() {
  const bundle = await rolldown({
    input: new URL('pyodide.asm.mjs', PYODIDE).pathname,
    platform: 'browser',
    logLevel: 'silent',
    external: [/^node:/, 'ws'],
    transform: { define: { 'import.meta.url': '""' } },
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, name: 'createPython' });
  await bundle.close();
  return output[0].code;
}
