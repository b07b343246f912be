import { readFile } from 'node:fs/promises';
import { bundleText } from '../../build/bundle.mjs';
import { nodejsEngine } from '../../build/nodejs-engine.mjs';
import { pythonLibrary } from '../../build/python-library.mjs';
import type { SavedAccount } from '../cloud/account-state.ts';
import { type Cloud, createCloud } from '../cloud/cloud.ts';
import type { Engines, PythonEngine } from '../cloud/engines.ts';

const PYODIDE = new URL('../../node_modules/pyodide/', import.meta.url);

let sdk: Promise<string> | undefined;
let python: Promise<PythonEngine> | undefined;
let loaded: Promise<Engines> | undefined;

async function loadEngines(): Promise<Engines> {
  const [wasm, runtime, library] = await Promise.all([
    WebAssembly.compile(nodejsEngine()),
    bundleText('nodejs-runtime.txt'),
    bundleText('nodejs-library.txt'),
  ]);
  return {
    nodejs: {
      wasm,
      runtime,
      library,
      sdk() {
        sdk ??= bundleText('nodejs-sdk.txt');
        return sdk;
      },
    },
    python() {
      python ??= loadPython();
      return python;
    },
  };
}

async function loadPython(): Promise<PythonEngine> {
  const [{ default: createModule }, wasm, stdlib, runtime] = await Promise.all([
    import(new URL('pyodide.asm.mjs', PYODIDE).href),
    readFile(new URL('pyodide.asm.wasm', PYODIDE)).then((bytes) => WebAssembly.compile(bytes)),
    pythonLibrary(),
    bundleText('python-runtime.txt'),
  ]);
  return { createModule, wasm, stdlib, runtime };
}

/** What a cloud needs of this Node.js process. */
export async function hostSettings() {
  loaded ??= loadEngines();
  return {
    engines: await loaded,
    quiet: () => new Promise<void>((resolve) => setImmediate(resolve)),
    realTime: () => performance.now(),
  };
}

/** An account in this Node.js process, with a fixed seed and start of time: a fresh one, or one that was saved. */
export const freshCloud = async (seed = 1, saved?: SavedAccount): Promise<Cloud> =>
  createCloud({ ...(await hostSettings()), seed, startsAt: Date.UTC(2026, 10, 23, 10, 40), saved });
