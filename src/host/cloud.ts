import { readFile } from 'node:fs/promises';
import { runInThisContext } from 'node:vm';
import type { SavedAccount } from '../cloud/account-state.ts';
import { type Cloud, createCloud } from '../cloud/cloud.ts';
import type { BashEngine, Engines, NodejsEngine, PythonEngine, SdkPackage } from '../cloud/engines.ts';

const PYODIDE = new URL('../../node_modules/pyodide/', import.meta.url);

let nodejs: Promise<NodejsEngine> | undefined;
const SDK_ASSETS = {
  '@aws-sdk/client-s3': 'nodejs-sdk.txt',
  '@aws-sdk/client-lambda': 'nodejs-sdk-lambda.txt',
};
const sdk = new Map<SdkPackage, Promise<string>>();
let python: Promise<PythonEngine> | undefined;
let bash: Promise<BashEngine> | undefined;

const engines = {
  nodejs() {
    nodejs ??= loadNodejs();
    return nodejs;
  },
  python() {
    python ??= loadPython();
    return python;
  },
  bash() {
    bash ??= loadBash();
    return bash;
  },
} satisfies Engines;

// What makes the engines is itself loaded with the first of them: a server that is asked for no invocation starts at once.
const bundle = () => import('../../build/bundle.mjs');

async function loadNodejs(): Promise<NodejsEngine> {
  const [{ bundleText }, { nodejsEngine }] = await Promise.all([
    bundle(),
    import('../../build/nodejs-engine.mjs'),
  ]);
  const [wasm, runtime, library] = await Promise.all([
    WebAssembly.compile(nodejsEngine()),
    bundleText('nodejs-runtime.txt'),
    bundleText('nodejs-library.txt'),
  ]);
  return {
    wasm,
    runtime,
    library,
    sdk(name) {
      const known = sdk.get(name) ?? bundleText(SDK_ASSETS[name]);
      sdk.set(name, known);
      return known;
    },
  };
}

async function loadPython(): Promise<PythonEngine> {
  const [{ bundleText }, { pythonLibrary }] = await Promise.all([
    bundle(),
    import('../../build/python-library.mjs'),
  ]);
  const [{ default: createModule }, wasm, stdlib, runtime] = await Promise.all([
    import(new URL('pyodide.asm.mjs', PYODIDE).href),
    readFile(new URL('pyodide.asm.wasm', PYODIDE)).then((bytes) => WebAssembly.compile(bytes)),
    pythonLibrary(),
    bundleText('python-runtime.txt'),
  ]);
  return { createModule, wasm, stdlib, runtime };
}

/** just-bash in the realm of this process: a classic script, as the browser runs it. */
async function loadBash(): Promise<BashEngine> {
  const { bundleText } = await bundle();
  return runInThisContext(`(${await bundleText('bash-engine.txt')})`);
}

/** What a cloud needs of this Node.js process. */
export const hostSettings = () => ({
  engines,
  quiet: () => new Promise<void>((resolve) => setImmediate(resolve)),
  realTime: () => performance.now(),
});

/** An account in this Node.js process, with a fixed seed and start of time: a fresh one, or one that was saved. */
export const freshCloud = async (seed = 1, saved?: SavedAccount): Promise<Cloud> =>
  createCloud({ ...hostSettings(), seed, startsAt: Date.UTC(2026, 10, 23, 10, 40), saved });
