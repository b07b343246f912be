import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { minifySync } from 'rolldown/utils';
import { MODULES, PATCHES } from './node-library-modules.mjs';

/**
 * The JavaScript part of Node.js's own library (MIT), as the pinned npm package `node` carries it, and the constants that
 * its native part would give: the simulated runtime has the very code that the real one has.
 */
const SCRIPT = `
const natives = process.binding('natives');
const ids = JSON.parse(process.argv[1]);
process.stdout.write(JSON.stringify({
  sources: ids.map((id) => [id, natives[id]]),
  constants: process.binding('constants'),
  systemErrors: [...require('util').getSystemErrorMap()],
  version: process.version,
  versions: process.versions,
}));`;

const node = () => {
  const { resolve } = createRequire(import.meta.url);
  return join(
    dirname(resolve('node/package.json')),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
};

/** Its licence (MIT) goes where the code goes. */
const LICENCE = `Copyright Node.js contributors. All rights reserved.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Text of the asset: each module as a function, and what is data. */
export function nodeLibrary(start) {
  const output = execFileSync(node(), ['--no-warnings', '-e', SCRIPT, JSON.stringify(MODULES)], {
    maxBuffer: 1 << 26,
    encoding: 'utf8',
  });
  const { sources, ...data } = JSON.parse(output);
  const modules = Object.fromEntries(sources.map(([id, source]) => [id, asFunction(id, source)]));
  return JSON.stringify({ licence: LICENCE, start, modules, data });
}

function asFunction(id, source) {
  if (!source) throw new Error(`Node.js ${id} is no module of the pinned version.`);
  const patched = (PATCHES[id] ?? []).reduce((text, [from, to]) => {
    if (!text.includes(from))
      throw new Error(`build/node-library-modules.mjs: the patch of ${id} finds nothing: ${from}`);
    return text.replace(from, to);
  }, source);
  const parameters = id.startsWith('internal/per_context/')
    ? 'exports,primordials,privateSymbols,perIsolateSymbols'
    : 'exports,require,module,process,internalBinding,primordials';
  const { code, errors } = minifySync(`${id}.js`, `(function(${parameters}){${patched}\n})`, {
    compress: false,
    mangle: { keepNames: true },
  });
  if (errors?.length) throw new Error(`${id}: ${errors[0].message}`);
  return code.replace(/;\s*$/, '');
}
