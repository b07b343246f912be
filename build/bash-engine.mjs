import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The class that walks the syntax, which just-bash does not export: its constructor is told by what it sets. */
const INTERPRETER = /([\w$]+)=class\{ctx;constructor\(\w+,\w+\)\{this\.ctx=\{state:/g;

/** What just-bash takes out of its surroundings: each process hands in its own, so that nothing is of this machine's time or chance. */
const GLOBALS = [
  'globalThis',
  'window',
  'process',
  'crypto',
  'performance',
  'Date',
  'Math',
  'setTimeout',
  'clearTimeout',
];

/** just-bash as one classic script that declares `createBash`, of which each call is the whole interpreter, on globals of its own. */
export async function bashEngine() {
  const bundle = await rolldown({
    input: 'just-bash/browser',
    cwd: root,
    platform: 'browser',
    logLevel: 'silent',
    resolve: { alias: { 'node:zlib': `${root}/src/cloud/runtimes/bash/zlib.ts` } },
    plugins: [{ name: 'export-interpreter', transform: exportInterpreter }],
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, name: 'bash' });
  await bundle.close();
  return `function createBash({${GLOBALS}}){${output[0].code};return bash}`;
}

function exportInterpreter(code, id) {
  if (!id.endsWith('/just-bash/dist/bundle/browser.js')) return undefined;
  const found = [...code.matchAll(INTERPRETER)];
  if (found.length !== 1) throw new Error('The interpreter of just-bash is no longer where it was.');
  return `${code}\nexport { ${found[0][1]} as Interpreter };`;
}
