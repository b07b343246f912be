import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const IMPORTED = /(?:from\s+|import\s*\(\s*|import\s+)["']([^"']+)["']/g;
const COMMENT = /\/\*[\s\S]*?\*\//g;

interface Manifest {
  name: string;
  types?: string;
  typings?: string;
  exports?: Record<string, string | Record<string, string>>;
}

/**
 * The type declarations of an npm package and of all that it refers to, by path from `node_modules/` on, with the
 * `package.json` by which TypeScript finds them. Remarks are kept on inputs and outputs alone, where the editor shows them.
 * @throws Error when the package is not installed
 */
export function readDeclarations(name: string, root = process.cwd()): Record<string, string> {
  const modules = join(root, 'node_modules');
  if (!existsSync(join(modules, name, 'package.json')))
    throw new Error(
      `${name} is not installed, so the editor cannot have its types: npm install --save-dev --save-exact ${name}`,
    );
  const found = new Map<string, string>();
  const open = entriesOf(modules, name);
  for (let file = open.pop(); file; file = open.pop()) {
    const path = file.slice(modules.length - 'node_modules'.length).replaceAll('\\', '/');
    if (found.has(path)) continue;
    const text = readFileSync(file, 'utf8');
    found.set(
      path,
      file.startsWith(join(modules, name, 'dist-types/models')) ? text : withoutRemarks(path, text),
    );
    for (const [, target = ''] of text.replace(COMMENT, '').matchAll(IMPORTED))
      open.push(...(target.startsWith('.') ? besides(file, target) : entriesOf(modules, target)));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutRemarks(path: string, text: string): string {
  if (!path.endsWith('package.json')) return text.replace(COMMENT, '').replace(/\n\s*\n/g, '\n');
  const { name, types, typings, exports }: Manifest = JSON.parse(text);
  return JSON.stringify({ name, types, typings, exports });
}

/** A package's manifest and where its declarations begin; nothing for a module of Node.js. */
function entriesOf(modules: string, target: string): string[] {
  const parts = target.split('/');
  const name = parts.slice(0, target.startsWith('@') ? 2 : 1).join('/');
  const folder = join(modules, name);
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return [];
  const { types, typings, exports } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const subpath = `.${target.slice(name.length)}`;
  const entry = exports?.[subpath];
  const own = typeof entry === 'object' ? entry.types : undefined;
  const start = own ?? (subpath === '.' ? (types ?? typings) : undefined);
  return start ? [manifest, join(folder, start)].filter((file) => existsSync(file)) : [];
}

function besides(file: string, target: string): string[] {
  const base = resolve(dirname(file), target.replace(/\.js$/, ''));
  return [`${base}.d.ts`, join(base, 'index.d.ts')].filter((path) => existsSync(path)).slice(0, 1);
}
