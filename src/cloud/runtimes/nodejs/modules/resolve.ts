import type { FileSystem } from '../../../environment/file-system.ts';
import { builtInName } from './built-ins.ts';
import { ModuleError } from './module-error.ts';
import { resolveExports, resolveImports } from './package-exports.ts';
import { parentOf, readPackage, scopeOf } from './package-scope.ts';
import { runtimesOwn } from './sdk.ts';

const IMPORT = new Set(['node', 'import', 'module-sync', 'node-addons']);
const REQUIRE = new Set(['node', 'require', 'module-sync', 'node-addons']);

/** Finds the files that modules mean, by the rules of Node.js 24 and Lambda's `NODE_PATH`. */
export interface Resolver {
  /** A path, or `node:<name>`. @throws ModuleError as `import` does */
  import(specifier: string, importer: string): string;
  /** A path, or `node:<name>`. @throws ModuleError as `require` does */
  require(request: string, importer: string): string;
  /** The folders in which `require` looks for a package. */
  lookupPaths(folder: string): string[];
}

/** @param nodePath folders that are searched last. Lambda's runtime does so for `import`, too. */
export function createResolver(files: FileSystem, nodePath: readonly string[]): Resolver {
  const kindOf = (path: string) => {
    try {
      return files.stat(path).kind;
    } catch {
      return undefined;
    }
  };
  const isFile = (path: string) => kindOf(path) === 'file';
  const isFolder = (path: string) => kindOf(path) === 'directory';
  const first = (paths: string[]) => paths.find(isFile);

  function lookupPaths(folder: string): string[] {
    const paths: string[] = [];
    for (let at = folder; ; at = parentOf(at)) {
      if (!at.endsWith('/node_modules')) paths.push(`${at}/node_modules`);
      if (at === '') return [...paths, ...nodePath];
    }
  }

  /** `require` tries endings, and what a folder says is its main file. */
  const asFile = (path: string) => first([path, `${path}.js`, `${path}.json`, `${path}.node`]);
  function asFolder(path: string): string | undefined {
    if (!isFolder(path)) return undefined;
    const main = readPackage(files, path)?.main;
    const byMain = typeof main === 'string' && main !== '' ? normalize(`${path}/${main}`) : undefined;
    const index = ['.js', '.json', '.node'].map((end) => `/index${end}`);
    return (
      (byMain && (asFile(byMain) ?? first(index.map((end) => byMain + end)))) ??
      first(index.map((end) => path + end))
    );
  }

  /** A package by its name, from `exports` if it has that, for both ways of loading. */
  function packageFile(
    specifier: string,
    importer: string,
    conditions: ReadonlySet<string>,
    legacy: (folder: string, subpath: string) => string | undefined,
  ): string | undefined {
    const [, name = specifier, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
    const subpath = `.${rest}`;
    const own = scopeOf(files, importer);
    if (own?.name === name && own.exports !== undefined && own.exports !== null)
      return resolveExports(own, subpath, conditions, importer);
    for (const folder of lookupPaths(parentOf(importer))) {
      const home = `${folder}/${name}`;
      const pkg = isFolder(home) ? readPackage(files, home) : undefined;
      if (pkg && pkg.exports !== undefined && pkg.exports !== null)
        return resolveExports(pkg, subpath, conditions, importer);
      const found = legacy(home, subpath);
      if (found) return found;
    }
    return undefined;
  }

  function real(path: string): string {
    return isFile(path) ? files.realpath(path) : path;
  }

  function importPackage(specifier: string, importer: string): string {
    if (/^@[^/]*$|^[./\\%]|\\|%2f|%5c/i.test(specifier) || specifier === '')
      throw new ModuleError(
        'ERR_INVALID_MODULE_SPECIFIER',
        `Invalid module "${specifier}" is not a valid package name imported from ${importer}`,
        'TypeError',
      );
    const found = packageFile(specifier, importer, IMPORT, (home, subpath) => {
      if (!isFolder(home)) return undefined;
      return subpath === '.' ? asFolder(home) : normalize(`${home}/${subpath}`);
    });
    if (found) return existing(found, importer);
    const own = runtimesOwn(specifier, 'ERR_MODULE_NOT_FOUND', importer);
    if (own) return own;
    const [name] = /^(@[^/]+\/)?[^/]+/.exec(specifier) ?? [specifier];
    throw new ModuleError('ERR_MODULE_NOT_FOUND', `Cannot find package '${name}' imported from ${importer}`);
  }

  function existing(path: string, importer: string): string {
    if (isFolder(path))
      throw new ModuleError(
        'ERR_UNSUPPORTED_DIR_IMPORT',
        `Directory import '${path}' is not supported resolving ES modules imported from ${importer}`,
      );
    if (isFile(path)) return real(path);
    throw new ModuleError('ERR_MODULE_NOT_FOUND', `Cannot find module '${path}' imported from ${importer}`);
  }

  function importOf(specifier: string, importer: string): string {
    const builtIn = builtInName(specifier);
    if (builtIn) return `node:${builtIn}`;
    if (specifier.startsWith('node:'))
      throw new ModuleError('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
    if (/^\.{0,2}\/|^\.{1,2}$/.test(specifier) || specifier.startsWith('file:')) {
      const url = new URL(specifier, `file://${importer.split('/').map(encodeURIComponent).join('/')}`);
      return existing(decodeURIComponent(url.pathname), importer);
    }
    if (/^[a-z][a-z0-9+.-]+:/i.test(specifier)) {
      const protocol = specifier.slice(0, specifier.indexOf(':') + 1).toLowerCase();
      throw new ModuleError(
        'ERR_UNSUPPORTED_ESM_URL_SCHEME',
        `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${protocol}' (imported '${specifier}' from ${importer})`,
      );
    }
    if (specifier.startsWith('#')) {
      const scope = scopeOf(files, importer);
      const inner = (target: string) => importOf(target, `${scope?.folder ?? ''}/package.json`);
      const found = resolveImports(scope, specifier, IMPORT, importer, inner);
      return found.startsWith('node:') ? found : existing(found, importer);
    }
    return importPackage(specifier, importer);
  }

  function requireOf(request: string, importer: string): string {
    const builtIn = builtInName(request);
    if (builtIn) return `node:${builtIn}`;
    if (request.startsWith('node:'))
      throw new ModuleError('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${request}`);
    let found: string | undefined;
    if (/^\.{0,2}\/|^\.{1,2}$/.test(request)) {
      const path = normalize(request.startsWith('/') ? request : `${parentOf(importer)}/${request}`);
      const mustBeFolder = /(^|\/)\.{0,2}$/.test(request);
      found = (mustBeFolder ? undefined : asFile(path)) ?? asFolder(path);
    } else if (request.startsWith('#')) {
      const scope = scopeOf(files, importer);
      const inner = (target: string) => requireOf(target, `${scope?.folder ?? ''}/package.json`);
      found = resolveImports(scope, request, REQUIRE, importer, inner);
      if (found.startsWith('node:')) return found;
    } else {
      found = packageFile(request, importer, REQUIRE, (home, subpath) => {
        const path = normalize(`${home}/${subpath}`);
        return (
          (subpath === '.' || subpath.endsWith('/') ? undefined : asFile(path)) ??
          asFolder(path) ??
          asFile(path)
        );
      });
    }
    if (found && isFile(found)) return real(found);
    const own = runtimesOwn(request, 'MODULE_NOT_FOUND', importer);
    if (own) return own;
    throw new ModuleError('MODULE_NOT_FOUND', `Cannot find module '${found ?? request}'`);
  }

  return { import: importOf, require: requireOf, lookupPaths };
}

/** A path without `.` and `..`; a slash at the end goes, too. */
function normalize(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}
