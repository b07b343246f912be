import type { FileSystem } from '../../../environment/file-system.ts';
import type { DirectoryNode } from '../../../environment/files/tree.ts';
import { toText } from '../../../http.ts';
import { ModuleError } from './module-error.ts';

/** The one package of the AWS SDK that this simulator's runtime brings along; Lambda's has all. */
export const SDK = '@aws-sdk/client-s3';
/** Its name among the runtime's modules. */
export const SDK_MODULE = `node:${SDK}`;

/**
 * What is found where neither the function nor a layer has the package: the runtime's own copy.
 * @throws ModuleError for packages that only Lambda's own runtime has
 */
export function runtimesOwn(specifier: string, code: string, importer: string): string | undefined {
  if (specifier === SDK) return SDK_MODULE;
  if (!specifier.startsWith('@aws-sdk/')) return undefined;
  throw new ModuleError(
    code,
    `Cannot find package '${specifier}' imported from ${importer}: of the AWS SDK this simulator has ${SDK} only. Lambda's Node.js runtime has it.`,
  );
}

/** By a folder of code, which no function can change. */
const known = new WeakMap<DirectoryNode, boolean>();

/** Whether the function's code, or a layer's, names the package; most need not wait for it. */
export const namesSdk = (files: FileSystem): boolean =>
  ['/var/task', '/opt'].some((path) => {
    const folder = files.stat(path) as DirectoryNode;
    const named = known.get(folder) ?? namedIn(files, path, folder);
    known.set(folder, named);
    return named;
  });

function namedIn(files: FileSystem, path: string, folder: DirectoryNode): boolean {
  for (const [name, node] of folder.entries) {
    const at = `${path}/${name}`;
    if (node.kind === 'directory' && namedIn(files, at, node)) return true;
    if (node.kind === 'file' && /\.[cm]?js$/.test(name) && toText(files.readFile(at)!).includes(SDK))
      return true;
  }
  return false;
}
