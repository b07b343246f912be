import type { SdkPackage } from '../../../engines.ts';
import type { FileSystem } from '../../../environment/file-system.ts';
import type { DirectoryNode } from '../../../environment/files/tree.ts';
import { toText } from '../../../http.ts';
import { ModuleError } from './module-error.ts';

/** What code finds of the AWS SDK in this simulator; Lambda's own runtime has all of it. */
export const SDK: readonly SdkPackage[] = ['@aws-sdk/client-lambda', '@aws-sdk/client-s3'];

/** The name of a package among the runtime's modules. */
export const sdkModule = (name: SdkPackage) => `node:${name}`;

/**
 * What is found where neither the code nor a layer has the package: the runtime's own copy.
 * @throws ModuleError for packages that only Lambda's own runtime has
 */
export function runtimesOwn(specifier: string, code: string, importer: string): string | undefined {
  const own = SDK.find((name) => name === specifier);
  if (own) return sdkModule(own);
  if (!specifier.startsWith('@aws-sdk/')) return undefined;
  throw new ModuleError(
    code,
    `Cannot find package '${specifier}' imported from ${importer}: of the AWS SDK this simulator has ${SDK.join(' and ')} only. Lambda's Node.js runtime has it.`,
  );
}

/** By a folder of code, which no function can change. */
const known = new WeakMap<DirectoryNode, readonly SdkPackage[]>();

/** The packages that the code in `folders` names; most need not wait for any. */
export function namedSdk(files: FileSystem, folders: readonly string[]): SdkPackage[] {
  const named = folders.flatMap((path) => {
    const folder = files.stat(path) as DirectoryNode;
    const found = known.get(folder) ?? namedIn(files, path, folder);
    known.set(folder, found);
    return found;
  });
  return SDK.filter((name) => named.includes(name));
}

function namedIn(files: FileSystem, path: string, folder: DirectoryNode): SdkPackage[] {
  return [...folder.entries].flatMap(([name, node]) => {
    const at = `${path}/${name}`;
    if (node.kind === 'directory') return namedIn(files, at, node);
    if (node.kind !== 'file' || !/\.[cm]?js$/.test(name)) return [];
    const text = toText(files.readFile(at)!);
    return SDK.filter((sdk) => text.includes(sdk));
  });
}
