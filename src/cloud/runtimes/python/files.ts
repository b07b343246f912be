import type { FileSystem } from '../../environment/file-system.ts';
import type { EmscriptenFs } from './emscripten.ts';

const CODE = ['/var/task', '/opt'];

/** The folders whose content belongs to one process. */
const CHANGING = new Set([...CODE, '/tmp']);

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
  for (const folder of CODE) copy(folder);
}

const namesIn = (fs: EmscriptenFs, folder: string) =>
  fs.readdir(folder).filter((name) => name !== '.' && name !== '..');

/** Removes what a process had in its folders. */
export function clearFolders(fs: EmscriptenFs): void {
  const remove = (path: string) => {
    if (!isFolder(fs, path)) return fs.unlink(path);
    for (const name of namesIn(fs, path)) remove(`${path}/${name}`);
    fs.rmdir(path);
  };
  fs.ignorePermissions = true;
  for (const folder of CHANGING) for (const name of namesIn(fs, folder)) remove(`${folder}/${name}`);
  fs.ignorePermissions = false;
}

/** Tells whether anything outside of those folders has been changed. */
export function fingerprint(fs: EmscriptenFs): string {
  const seen: string[] = [];
  const visit = (path: string) => {
    const { mode, mtime, ctime } = fs.lookupPath(path, {}).node;
    // The folders of the process themselves change whenever something is made in them.
    if (CHANGING.has(path)) return void seen.push(`${path} ${mode}`);
    const folder = fs.isDir(mode);
    seen.push(`${path} ${mode} ${Number(mtime)} ${Number(ctime)}`);
    if (folder && path !== '/proc')
      for (const name of namesIn(fs, path)) visit(`${path === '/' ? '' : path}/${name}`);
  };
  visit('/');
  return seen.join('\n');
}

const isFolder = (fs: EmscriptenFs, path: string) =>
  fs.isDir(fs.lookupPath(path, { follow: false }).node.mode);
