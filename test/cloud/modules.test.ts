import { expect, test } from 'vitest';
import { HELLO, runFiles } from '../support/simulate.ts';

type Files = Record<string, string>;

async function run(files: Files, handler = 'index.handler') {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const [outcome] = await runFiles({ ...HELLO, handler }, sources, ['{}']);
  return outcome!;
}
const returned = async (files: Files, handler?: string) => {
  const outcome = await run(files, handler);
  if (outcome.kind !== 'returned') throw new Error(`expected a returned run, got ${JSON.stringify(outcome)}`);
  return JSON.parse(outcome.payload);
};
const failureOf = async (files: Files, handler?: string) => {
  const outcome = await run(files, handler);
  if (outcome.kind !== 'failed') throw new Error(`expected a failed run, got ${JSON.stringify(outcome)}`);
  return outcome.failure;
};

const esm = (body: string, top = '') => `${top}\nexport const handler = async () => { ${body} };`;
const cjs = (body: string, top = '') => `${top}\nexports.handler = async () => { ${body} };`;

const works: [string, Files, unknown][] = [
  [
    'a .js file without a package.json is CommonJS',
    { 'index.js': cjs('return typeof require;') },
    'function',
  ],
  [
    'a .js file is a module when package.json says so',
    { 'index.js': esm('return typeof require;'), 'package.json': '{"type":"module"}' },
    'undefined',
  ],
  [
    'a .cjs file is CommonJS also inside of a package of modules',
    { 'index.cjs': cjs('return typeof module;'), 'package.json': '{"type":"module"}' },
    'object',
  ],
  [
    'a .js file of no declared type is a module when only that makes sense of it',
    { 'index.js': esm('return typeof require;') },
    'undefined',
  ],
  [
    'the nearest package.json decides',
    {
      'index.mjs': esm('return [a, b];', "import a from './a/a.js'; import b from './b/b.js';"),
      'a/a.js': 'module.exports = "commonjs";',
      'a/package.json': '{"type":"commonjs"}',
      'b/b.js': 'export default "module";',
      'package.json': '{"type":"module"}',
    },
    ['commonjs', 'module'],
  ],
  [
    'import.meta says where the module is',
    {
      'src/a.mjs': esm(
        'const { url, filename, dirname } = import.meta; return [url, filename, dirname, import.meta.resolve("./b.mjs")];',
      ),
      'src/b.mjs': '',
    },
    ['file:///var/task/src/a.mjs', '/var/task/src/a.mjs', '/var/task/src', 'file:///var/task/src/b.mjs'],
  ],
  [
    'a module can import what CommonJS exports, by name and as the default',
    {
      'index.mjs': esm(
        'return [one, def.two, Object.keys(all).sort()];',
        "import def, { one } from './lib.cjs'; import * as all from './lib.cjs';",
      ),
      'lib.cjs': 'exports.one = 1; exports.two = 2;',
    },
    [1, 2, ['default', 'module.exports', 'one', 'two']],
  ],
  [
    'CommonJS that re-exports hands on the names',
    {
      'index.mjs': esm('return deep;', "import { deep } from './outer.cjs';"),
      'outer.cjs': "module.exports = require('./inner.cjs');",
      'inner.cjs': 'exports.deep = "deep";',
    },
    'deep',
  ],
  [
    'CommonJS can import() a module',
    { 'index.js': cjs("const { a } = await import('./a.mjs'); return a;"), 'a.mjs': 'export const a = 1;' },
    1,
  ],
  [
    'CommonJS can require() a module that awaits nothing',
    { 'index.js': cjs("return require('./a.mjs').a;"), 'a.mjs': 'export const a = 1;' },
    1,
  ],
  [
    'a module can await at its top',
    {
      'index.mjs': esm(
        'return value;',
        'const value = await new Promise((done) => setTimeout(() => done(7), 20));',
      ),
    },
    7,
  ],
  [
    'JSON comes by import attribute and by require',
    {
      'index.mjs': esm(
        'return [data, require("./data.json")];',
        "import data from './data.json' with { type: 'json' };\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
      ),
      'data.json': '{"a":[1]}',
    },
    [{ a: [1] }, { a: [1] }],
  ],
  [
    'JSON comes by import() with an attribute',
    {
      'index.mjs': esm("return (await import('./data.json', { with: { type: 'json' } })).default;"),
      'data.json': '{"a":[1]}',
    },
    { a: [1] },
  ],
  [
    'circular requires see what there is so far',
    {
      'index.js': cjs('return [a.done, b.seen];', "const a = require('./a'); const b = require('./b');"),
      'a.js': "exports.done = false; require('./b'); exports.done = true;",
      'b.js': "exports.seen = require('./a').done;",
    },
    [true, false],
  ],
  [
    'circular imports see the bindings of each other',
    {
      'index.mjs': esm('return a();', "import { a } from './a.mjs';"),
      'a.mjs': "import { b } from './b.mjs'; export const a = () => b() + 1; export const base = 40;",
      'b.mjs': "import { base } from './a.mjs'; export const b = () => base + 1;",
    },
    42,
  ],
  [
    'a package is found in the nearest node_modules',
    {
      'src/index.mjs': esm('return [dep, other];', "import dep from 'dep'; import other from 'other';"),
      'src/node_modules/dep/index.js': 'module.exports = "near";',
      'node_modules/dep/index.js': 'module.exports = "far";',
      'node_modules/other/package.json': '{"main":"lib/main"}',
      'node_modules/other/lib/main.js': 'module.exports = "main";',
    },
    ['near', 'main'],
  ],
  [
    'a package says by exports what it is, with conditions, subpaths and patterns',
    {
      'index.mjs': esm(
        'return [a, sub, x, require("dep")];',
        "import a from 'dep'; import sub from 'dep/sub'; import x from '@scope/pkg/features/x.js';\nimport { createRequire } from 'module'; const require = createRequire(import.meta.url);",
      ),
      'node_modules/dep/package.json':
        '{"exports":{".":{"import":"./e.mjs","require":"./e.cjs"},"./sub":["./sub.js"],"./private/*":null}}',
      'node_modules/dep/e.mjs': 'export default "import";',
      'node_modules/dep/e.cjs': 'module.exports = "require";',
      'node_modules/dep/sub.js': 'module.exports = "sub";',
      'node_modules/@scope/pkg/package.json': '{"exports":{"./features/*.js":"./src/*.cjs"}}',
      'node_modules/@scope/pkg/src/x.cjs': 'module.exports = "x";',
    },
    ['import', 'sub', 'x', 'require'],
  ],
  [
    'a package can import itself, and its private names',
    {
      'index.mjs': esm('return [self, hidden];', "import self from 'me/part'; import hidden from '#hidden';"),
      'package.json':
        '{"name":"me","exports":{"./part":"./part.mjs"},"imports":{"#hidden":{"node":"./hidden.mjs"}}}',
      'part.mjs': 'export default "part";',
      'hidden.mjs': 'export default "hidden";',
    },
    ['part', 'hidden'],
  ],
  [
    'NODE_PATH is searched by import, too',
    {
      'src/index.mjs': esm('return shared;', "import shared from 'shared';"),
      'shared/index.js': 'module.exports = "task";',
    },
    'task',
  ],
  [
    'require.cache can be cleared, and module.exports replaced',
    {
      'index.js': cjs(
        "const first = require('./n')(); delete require.cache[require.resolve('./n')]; return [first, require('./n')(), require.resolve('./n'), module.filename, module.paths[0]];",
      ),
      'n.js': 'let n = 0; module.exports = () => ++n;',
    },
    [1, 1, '/var/task/n.js', '/var/task/index.js', '/var/task/node_modules'],
  ],
  [
    'what stands in require.cache is what require gives',
    {
      'index.js': cjs("require.cache[require.resolve('./n')] = { exports: 'mine' }; return require('./n');"),
      'n.js': 'module.exports = 1;',
    },
    'mine',
  ],
  [
    'a query makes another instance of a module',
    {
      'index.mjs': esm(
        "const a = await import('./n.mjs'); const b = await import('./n.mjs?2'); return [a.n === b.n, a.url, b.url];",
      ),
      'n.mjs': 'export const n = {}; export const url = import.meta.url;',
    },
    [false, 'file:///var/task/n.mjs', 'file:///var/task/n.mjs?2'],
  ],
  [
    'node:module can tell what is built in',
    {
      'index.mjs': esm(
        "return [m.isBuiltin('fs'), m.isBuiltin('node:fs'), m.isBuiltin('left-pad'), m.builtinModules.includes('path')];",
        "import m from 'node:module';",
      ),
    },
    [true, true, false, true],
  ],
];

test.each(works)('%s', async (_name, files, value) => {
  const handler = Object.keys(files)[0]!.replace(/\.\w+$/, '.handler');
  expect(await returned(files, handler)).toEqual(value);
});

const fails: [string, Files, string, string][] = [
  [
    'a missing package of an import',
    { 'index.mjs': "import 'uuid';" },
    'Error',
    "Cannot find package 'uuid' imported from /var/task/index.mjs",
  ],
  [
    'a missing file of an import',
    { 'index.mjs': "import './a.mjs';" },
    'Error',
    "Cannot find module '/var/task/a.mjs' imported from /var/task/index.mjs",
  ],
  [
    'a missing extension in an import',
    { 'index.mjs': "import './a';", 'a.mjs': '' },
    'Error',
    "Cannot find module '/var/task/a' imported from /var/task/index.mjs",
  ],
  [
    'a folder in an import',
    { 'index.mjs': "import './a';", 'a/index.mjs': '' },
    'Error',
    "Directory import '/var/task/a' is not supported resolving ES modules imported from /var/task/index.mjs",
  ],
  [
    'a missing package of a require',
    { 'index.js': "require('uuid');" },
    'Runtime.ImportModuleError',
    "Error: Cannot find module 'uuid'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
  ],
  [
    'a missing handler file',
    { 'other.js': '' },
    'Runtime.ImportModuleError',
    "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs",
  ],
  [
    'a require of a module that awaits',
    { 'index.js': "require('./a.mjs');", 'a.mjs': 'await 0;' },
    'Error',
    'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.',
  ],
  [
    'a path that exports does not name',
    {
      'index.mjs': "import 'dep/x.js';",
      'node_modules/dep/package.json': '{"exports":"./a.js"}',
      'node_modules/dep/x.js': '',
    },
    'Error',
    `Package subpath './x.js' is not defined by "exports" in /var/task/node_modules/dep/package.json imported from /var/task/index.mjs`,
  ],
  [
    'JSON without its attribute',
    { 'index.mjs': "import data from './data.json';", 'data.json': '{}' },
    'TypeError',
    'Module "file:///var/task/data.json" needs an import attribute of "type: json"',
  ],
  [
    'a file of JSON that is none',
    { 'index.js': "require('./data.json');", 'data.json': '{' },
    'Runtime.UserCodeSyntaxError',
    'SyntaxError: /var/task/data.json: ',
  ],
  [
    'a syntax error in CommonJS',
    { 'index.js': 'const a = ;' },
    'Runtime.UserCodeSyntaxError',
    "SyntaxError: Unexpected token ';'",
  ],
  [
    'a native addon',
    { 'index.js': "require('./a.node');", 'a.node': '' },
    'Error',
    "Native addons ('/var/task/a.node') are not available in this simulator",
  ],
  [
    'a module that throws as it is loaded',
    { 'index.js': "require('./a');", 'a.js': "throw new TypeError('at load');" },
    'TypeError',
    'at load',
  ],
];

test.each(fails)('%s fails as on Lambda', async (_name, files, errorType, errorMessage) => {
  const failure = await failureOf(files);
  expect(failure.errorType).toBe(errorType);
  expect(failure.errorMessage.slice(0, errorMessage.length)).toBe(errorMessage);
});

test('errors of import and of require carry their code', async () => {
  const code = (load: string) =>
    `await (async () => { try { ${load} } catch (error) { return error.code; } })()`;
  expect(
    await returned({
      'index.js': cjs(
        `return [${code("await import('nope')")}, ${code("require('nope')")}, ${code("await import('./nope.mjs')")}, ${code("await import('https://example.com/a.mjs')")}, ${code("require('node:nope')")}];`,
      ),
    }),
  ).toEqual([
    'ERR_MODULE_NOT_FOUND',
    'MODULE_NOT_FOUND',
    'ERR_MODULE_NOT_FOUND',
    'ERR_UNSUPPORTED_ESM_URL_SCHEME',
    'ERR_UNKNOWN_BUILTIN_MODULE',
  ]);
});

test('an error in a CommonJS module shows its file and line', async () => {
  const failure = await failureOf({
    'index.js': cjs('require("./lib").go();'),
    'lib.js': "\nexports.go = () => {\n  throw new Error('x');\n};",
  });
  expect(failure.location).toMatchObject({ path: 'lib.js', line: 3 });
});

test('a path cannot lead out of the environment', async () => {
  const failure = await failureOf({ 'index.js': "require('../../../../etc/passwd');" });
  expect(failure.errorMessage).toMatch(/^Error: Cannot find module '..\/..\/..\/..\/etc\/passwd'/);
});
