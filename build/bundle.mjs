import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { bashEngine } from './bash-engine.mjs';
import { nodeLibrary } from './node-library.mjs';
import { nodejsEngine } from './nodejs-engine.mjs';
import { nodejsSdk } from './nodejs-sdk.mjs';
import { pythonEngine } from './python-engine.mjs';
import { pythonRuntime } from './python-runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const BASH = 'bash-engine.txt';
const PYTHON = 'python-runtime.txt';
const LIBRARY = 'nodejs-library.txt';
/** Packages of the AWS SDK, by their assets. */
const SDK = {
  'nodejs-sdk.txt': '@aws-sdk/client-s3',
  'nodejs-sdk-lambda.txt': '@aws-sdk/client-lambda',
};

/** Code that runs outside the page's own modules, each as one classic script; as text, so that Vite leaves it alone. */
const BUNDLES = {
  [LIBRARY]: 'src/cloud/runtimes/nodejs/guest/library/start.ts',
  'nodejs-runtime.txt': 'src/cloud/runtimes/nodejs/guest/start.ts',
  'sandbox-worker.txt': 'src/sandbox/worker.ts',
  'terminal-worker.txt': 'src/terminal/worker.ts',
};

/** The script of one bundle, as text. */
export async function bundleText(name) {
  if (name === BASH) return bashEngine();
  if (name === PYTHON) return pythonRuntime();
  if (SDK[name]) return nodejsSdk(SDK[name]);
  const bundle = await rolldown({
    input: join(root, BUNDLES[name]),
    platform: 'browser',
    logLevel: 'silent',
    resolve: {
      alias: {
        // Sucrase's parser as ES modules, of which only what is used gets into the bundle.
        'sucrase/dist/parser': 'sucrase/dist/esm/parser',
      },
    },
    treeshake: { propertyReadSideEffects: false },
  });
  const { output } = await bundle.generate({
    format: 'iife',
    // Learners see names of classes and functions, in the log above all.
    minify: { compress: true, mangle: { keepNames: true } },
    name: 'library',
  });
  await bundle.close();
  const { code } = output[0];
  return name === LIBRARY ? nodeLibrary(`(function(){${code};return library.createLibrary})()`) : code;
}

/** Writes what `?url` imports take out of `.bundles/`. */
function write(name, content) {
  const file = join(root, '.bundles', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

async function writeBundles() {
  for (const name of [...Object.keys(BUNDLES), ...Object.keys(SDK), PYTHON, BASH])
    write(name, await bundleText(name));
}

async function writeEngines() {
  write('quickjs.wasm', nodejsEngine());
  for (const [name, content] of Object.entries(await pythonEngine())) write(name, content);
}

/** Vite plugin: bundles at the start, and in development again when the cloud, the sandbox or the terminal changes. */
export default function bundle() {
  let written;
  return {
    name: 'workbook-bundles',
    config: () => {
      written ??= Promise.all([writeBundles(), writeEngines()]);
      return written.then(() => undefined);
    },
    async handleHotUpdate({ file }) {
      if (/\/src\/(cloud|sandbox|terminal)\//.test(file)) await writeBundles();
    },
  };
}
