import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The class that walks the syntax, which just-bash does not export: its constructor is told by what it sets. */
const INTERPRETER = /([\w$]+)=class\{ctx;constructor\(\w+,\w+\)\{this\.ctx=\{state:/g;

/** Where just-bash opens what a redirection writes to: it would say of some failures that there was one, and hand on the others. */
const OPENS_TARGET =
  /catch\((\w+)\)\{if\(!\w+\)throw \1;return\{error:(\w+)\("",`bash: \$\{(\w+)\}: cannot open redirect target/g;

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
    plugins: [{ name: 'just-bash', transform: mended }],
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, name: 'bash' });
  await bundle.close();
  return `function createBash({${GLOBALS}}){${output[0].code};return bash}`;
}

function mended(code, id) {
  if (!id.endsWith('/just-bash/dist/bundle/browser.js')) return undefined;
  const [, interpreter] = onlyMatch(code, INTERPRETER);
  const [opens, error, failed, target] = onlyMatch(code, OPENS_TARGET);
  const saysWhy = `catch(${error}){return{error:${failed}("",\`bash: \${${target}}: \${${error}.words??${error}.message}`;
  return `${code.replace(opens, () => saysWhy)}\nexport { ${interpreter} as Interpreter };`;
}

function onlyMatch(code, pattern) {
  const found = [...code.matchAll(pattern)];
  if (found.length !== 1) throw new Error(`just-bash is no longer what is mended here: ${pattern}`);
  return found[0];
}
