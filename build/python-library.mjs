import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { runStatements, startRuntime } from '../src/cloud/runtimes/python/machine.ts';
import { pythonRuntime } from './python-runtime.mjs';

const PYODIDE = new URL('../node_modules/pyodide/', import.meta.url);
const KEPT = new URL('../.bundles/', import.meta.url);

/** Hands over the bytecode of the library's modules that are loaded, as it stands in the library's zip. It is never held against the text. */
const BYTECODE = `
import importlib.util, sys, zipimport
from awslambdaric import door
from importlib._bootstrap_external import _code_to_hash_pyc as to_pyc
library = next(path for path in sys.path if path.endswith('.zip'))
files = {getattr(module, '__file__', None) or '' for module in sys.modules.values()}
texts = zipimport.zipimporter(library)
for file in sorted(file for file in files if file.startswith(library)):
    text = texts.get_data(file)
    code = compile(text, file, 'exec', dont_inherit=True)
    door.ask_with(to_pyc(code, importlib.util.source_hash(text), False), file[len(library) + 1:])
`;

/**
 * CPython's library as a zip: `python_stdlib.zip` with the bytecode of what every start imports, for compiling that took most of
 * the start. Nothing in it is compressed: gzip does that better to the whole, and an import need not undo it.
 */
export async function pythonLibrary() {
  const stdlib = readFileSync(new URL('python_stdlib.zip', PYODIDE));
  const runtime = pythonRuntime();
  const key = createHash('sha256').update(stdlib).update(runtime).update(BYTECODE).digest('hex').slice(0, 16);
  const kept = new URL(`python-library-${key}.zip`, KEPT);
  if (existsSync(kept)) return readFileSync(kept);
  const { default: createModule } = await import(new URL('pyodide.asm.mjs', PYODIDE).href);
  const wasm = await WebAssembly.compile(readFileSync(new URL('pyodide.asm.wasm', PYODIDE)));
  const files = unzipSync(stdlib);
  const module = await startRuntime({ createModule, wasm, stdlib, runtime }, (question, bytes) => {
    files[JSON.parse(question).kind.replace(/py$/, 'pyc')] = bytes;
    return { json: null };
  });
  if (!runStatements(module, BYTECODE)) throw new Error('The library of Python could not be compiled.');
  const zip = zipSync(files, { level: 0, mtime: new Date(2000, 0, 1) });
  // Another process may be at it, too.
  const draft = new URL(`${kept.href}.${process.pid}`);
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(draft, zip);
  renameSync(fileURLToPath(draft), fileURLToPath(kept));
  const older = readdirSync(KEPT).filter(
    (name) => /^python-library-\w+\.zip$/.test(name) && !kept.href.endsWith(name),
  );
  for (const name of older) rmSync(new URL(name, KEPT), { force: true });
  return zip;
}
