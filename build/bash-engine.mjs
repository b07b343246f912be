import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The class that walks the syntax, which just-bash does not export: its constructor is told by what it sets. */
const INTERPRETER = /([\w$]+)=class\{ctx;constructor\(\w+,\w+\)\{this\.ctx=\{state:/g;
/** What it calls to expand a word, to parse, and to find what a name reference is for. */
const EXPANDS = /[\w$]+=await ([\w$]+)\([\w$]+,[\w$]+\.target\)/g;
const PARSER = /let [\w$]+=new ([\w$]+),\{expr:/g;
const REFERENT = /function ([\w$]+)\(\w,\w,\w=100\)\{if\(!/g;

/** What just-bash has otherwise than bash, and does not let us mend from outside: where it is, and what stands there instead. */
const MENDED = [
  // Of what a redirection cannot open it would say that there was something, or throw.
  [
    /catch\((\w+)\)\{if\(!\w+\)throw \1;return\{error:([\w$]+)\("",`bash: \$\{(\w+)\}: cannot open redirect target/g,
    ([, error, failed, target]) =>
      `catch(${error}){return{error:${failed}("",\`bash: \${${target}}: \${${error}.words??${error}.message}`,
  ],
  // It would tear the <= of `((n<=1))` apart.
  [
    /(\w)\.length>0&&!\1\.endsWith\(" "\)&&!\(\w==="="&&[^;]*?\(\1\+=" "\),/g,
    ([, text]) => `this.tokens[this.pos-1].end<this.current().start&&(${text}+=" "),`,
  ],
  // It would run the command of `$(($(f) + 1))` in a shell that knows no f.
  [
    /(case"ArithCommandSubst":\{if\(\w\.execFn\)\{let \w=)await (\w)\.execFn\((\w)\.command,\{signal:\2\.state\.signal\}\);/g,
    ([, start, shell, node], { expands, Parser }) => {
      const part = `{type:"CommandSubstitution",body:new ${Parser}().parse(${node}.command),legacy:!1}`;
      return `${start}{stdout:await ${expands}(${shell},{type:"Word",parts:[${part}]}),stderr:""};`;
    },
  ],
  // What an array has among the arguments of `declare` it would write down as text, and read again without the quotes.
  [
    /(let (\w)=[\w$]+\(e\);e\.expect\([\w$]+\.RPAREN\);let [^;]*?=`\$\{(\w)\}=\([^;]*?;\w\.push\()(e\.parseWordFromString\(\w,!1,!1,!0\))\)/g,
    ([, start, elements, name, word]) => `${start}{...${word},array:{name:${name},elements:${elements}}})`,
  ],
  // For name references it would know single elements of arrays, and no more.
  [
    /(\w)\.state\.(arrays|associativeArrays)(\?\.(?:has|get)\()([\w.]+)\)/g,
    ([, shell, arrays, call, name], { referent }) =>
      `${shell}.state.${arrays}${call}${referent}(${shell},${name})??${name})`,
  ],
  [
    /(function [\w$]+\((\w),(\w),\w="indexed"\)\{)/g,
    ([, start, shell, name], { referent }) => `${start}${name}=${referent}(${shell},${name})??${name};`,
  ],
  [
    /let (\w)=\w\.operand\.name,\w=Number\.parseInt\(await [\w$]+\((\w),\1\)/g,
    ([text, , shell], { referent }) =>
      text.replace(/=(\w\.operand\.name),/, (_, written) => `=${referent}(${shell},${written})??${written},`),
  ],
  [
    /(cannot assign list to array member\n`,1\)\}\})(if\([\w$]+\((\w),(\w)\)\)\{if\(\w\.name\))/g,
    ([, start, then, shell, name], { referent }) =>
      `${start}${name}=${referent}(${shell},${name})??${name};${then}`,
  ],
];

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
  const nameBy = (pattern) => found(code, pattern)[0][1];
  const names = { expands: nameBy(EXPANDS), Parser: nameBy(PARSER), referent: nameBy(REFERENT) };
  let text = code;
  for (const [pattern, replacement] of MENDED) {
    found(text, pattern);
    text = text.replace(pattern, (...match) => replacement(match, names));
  }
  return `${text}\nexport { ${nameBy(INTERPRETER)} as Interpreter };`;
}

/** All places of one shape; they have one name in common. */
function found(code, pattern) {
  const places = [...code.matchAll(pattern)];
  if (places.length === 0) throw new Error(`just-bash is no longer what is mended here: ${pattern}`);
  return places;
}
