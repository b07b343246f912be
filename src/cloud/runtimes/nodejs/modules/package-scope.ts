import type { FileSystem } from '../../../environment/file-system.ts';
import { toText } from '../../../http.ts';
import { ModuleError } from './module-error.ts';

export interface PackageJson {
  /** The folder it is in. */
  folder: string;
  name?: unknown;
  main?: unknown;
  type?: unknown;
  exports?: unknown;
  imports?: unknown;
}

/** @throws ModuleError when it is no JSON */
export function readPackage(files: FileSystem, folder: string): PackageJson | undefined {
  const bytes = files.readFile(`${folder}/package.json`);
  if (!bytes) return undefined;
  try {
    const { name, main, type, exports, imports } = JSON.parse(toText(bytes)) as Record<string, unknown>;
    return { folder, name, main, type, exports, imports };
  } catch (error) {
    const reason = `Invalid package config ${folder}/package.json.`;
    throw new ModuleError('ERR_INVALID_PACKAGE_CONFIG', `${reason} ${(error as Error).message}`);
  }
}

/** The package that a file belongs to: the nearest `package.json` above it, but none beyond `node_modules`. */
export function scopeOf(files: FileSystem, path: string): PackageJson | undefined {
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    if (folder.endsWith('/node_modules')) return undefined;
    const found = readPackage(files, folder);
    if (found || folder === '') return found;
  }
}

/** The folder of a path; the root is the empty string. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export type Format = 'module' | 'commonjs' | 'json' | 'addon' | 'typeless';

/** How Node.js reads a file; `typeless` means that its own text decides. */
export function formatOf(files: FileSystem, path: string): Format {
  if (path.endsWith('.mjs')) return 'module';
  if (path.endsWith('.cjs')) return 'commonjs';
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.node')) return 'addon';
  const scope = scopeOf(files, path);
  const isOpen = path.endsWith('.js') || !/\.[^/]*$/.test(path);
  if (scope?.type === 'module') return isOpen ? 'module' : 'commonjs';
  return scope?.type === 'commonjs' || !isOpen ? 'commonjs' : 'typeless';
}
