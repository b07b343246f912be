import { ModuleError } from './module-error.ts';
import type { PackageJson } from './package-scope.ts';

type Target = string | Target[] | { [condition: string]: Target } | null | undefined;
type Mapping = Record<string, Target>;

/** Resolves what a target of `imports` may be besides a path: another package. */
type ResolvePackage = (specifier: string) => string;

/**
 * The file that `subpath` (`.` or `./…`) of a package is, by its `exports`.
 * @throws ModuleError ERR_PACKAGE_PATH_NOT_EXPORTED, ERR_INVALID_PACKAGE_TARGET
 */
export function resolveExports(
  pkg: PackageJson,
  subpath: string,
  conditions: ReadonlySet<string>,
  importer: string,
): string {
  const exports = pkg.exports as Target;
  const isMap = typeof exports === 'object' && exports !== null && !Array.isArray(exports);
  const keys = isMap ? Object.keys(exports) : [];
  const mapping: Mapping =
    isMap && keys.some((key) => key.startsWith('.')) ? (exports as Mapping) : { '.': exports };
  const found = match(pkg, subpath, mapping, conditions);
  if (typeof found === 'string') return found;
  const what =
    subpath === '.'
      ? 'No "exports" main defined'
      : `Package subpath '${subpath}' is not defined by "exports"`;
  throw new ModuleError(
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
    `${what} in ${pkg.folder}/package.json${importer && ` imported from ${importer}`}`,
  );
}

/** The file that `#name` means inside of a package. @throws ModuleError ERR_PACKAGE_IMPORT_NOT_DEFINED */
export function resolveImports(
  pkg: PackageJson | undefined,
  specifier: string,
  conditions: ReadonlySet<string>,
  importer: string,
  resolvePackage: ResolvePackage,
): string {
  const imports = pkg?.imports;
  if (
    pkg &&
    typeof imports === 'object' &&
    imports !== null &&
    specifier !== '#' &&
    !specifier.startsWith('#/')
  ) {
    const found = match(pkg, specifier, imports as Mapping, conditions, resolvePackage);
    if (typeof found === 'string') return found;
  }
  throw new ModuleError(
    'ERR_PACKAGE_IMPORT_NOT_DEFINED',
    `Package import specifier "${specifier}" is not defined${pkg ? ` in package ${pkg.folder}/package.json` : ''} imported from ${importer}`,
    'TypeError',
  );
}

function match(
  pkg: PackageJson,
  key: string,
  mapping: Mapping,
  conditions: ReadonlySet<string>,
  resolvePackage?: ResolvePackage,
): string | null | undefined {
  if (Object.hasOwn(mapping, key) && !key.includes('*') && !key.endsWith('/'))
    return targetOf(pkg, key, mapping[key], '', conditions, resolvePackage);
  let best: { pattern: string; star: string } | undefined;
  for (const pattern of Object.keys(mapping)) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined || !key.startsWith(before) || !key.endsWith(after)) continue;
    if (key.length < before.length + after.length + 1) continue;
    const longer = !best || before.length > best.pattern.indexOf('*');
    if (longer) best = { pattern, star: key.slice(before.length, key.length - after.length) };
  }
  return best && targetOf(pkg, key, mapping[best.pattern], best.star, conditions, resolvePackage);
}

/** Null: this is said to be nothing. Undefined: no condition applies. */
function targetOf(
  pkg: PackageJson,
  key: string,
  target: Target,
  star: string,
  conditions: ReadonlySet<string>,
  resolvePackage?: ResolvePackage,
): string | null | undefined {
  if (typeof target === 'string') {
    const filled = target.replaceAll('*', star);
    if (target.startsWith('./') && !/(^|\/)(\.\.?|node_modules)(\/|$)/.test(filled.slice(2)))
      return `${pkg.folder}/${filled.slice(2)}`;
    if (resolvePackage && !/^\.{0,2}\//.test(target)) return resolvePackage(filled);
    throw new ModuleError(
      'ERR_INVALID_PACKAGE_TARGET',
      `Invalid "${resolvePackage ? 'imports' : 'exports'}" target ${JSON.stringify(target)} defined for '${key}' in the package config ${pkg.folder}/package.json`,
    );
  }
  if (Array.isArray(target)) {
    for (const each of target) {
      const found = targetOf(pkg, key, each, star, conditions, resolvePackage);
      if (typeof found === 'string') return found;
    }
    return target.length === 0 ? null : undefined;
  }
  if (target === null || typeof target !== 'object') return null;
  for (const [condition, each] of Object.entries(target)) {
    if (condition !== 'default' && !conditions.has(condition)) continue;
    const found = targetOf(pkg, key, each, star, conditions, resolvePackage);
    if (found !== undefined) return found;
  }
  return undefined;
}
