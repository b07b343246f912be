import type { FileSystem } from '../../environment/file-system.ts';
import type { EmscriptenFs } from './machine.ts';

/** Gives the interpreter a copy of the function's code and layers. */
export function copyFiles(files: FileSystem, fs: EmscriptenFs): void {
  const copy = (folder: string) => {
    fs.mkdirTree(folder);
    for (const [name, kind] of files.list(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'directory') copy(path);
      else fs.writeFile(path, files.readFile(path) ?? new Uint8Array());
    }
  };
  for (const folder of ['/var/task', '/opt']) copy(folder);
}
