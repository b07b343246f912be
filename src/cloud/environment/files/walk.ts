import { PosixError } from './posix-error.ts';
import type { DirectoryNode, FsNode } from './tree.ts';

/** The user that functions run as. Recorded as `sbx_user1051`; the numbers are undocumented and may vary. */
export const SANDBOX_USER = { uid: 993, gid: 990, name: 'sbx_user1051' };

export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

const MAX_LINKS = 40;
const MAX_NAME = 255;
const MAX_PATH = 4_096;

/** Where a path leads: the folder that holds its last name, and what has that name there, if anything. */
export interface Place {
  folder: DirectoryNode;
  name: string;
  node: FsNode | undefined;
  /** The path with every symbolic link resolved. */
  path: string;
}

/** @throws PosixError EACCES, or EROFS for a write to a read-only disk */
export function demand(node: FsNode, access: number): void {
  if (access & WRITE && node.volume.readOnly && node.kind !== 'null-device') throw new PosixError('EROFS');
  const shift = node.uid === SANDBOX_USER.uid ? 6 : node.gid === SANDBOX_USER.gid ? 3 : 0;
  if ((access & ~(node.mode >> shift)) !== 0) throw new PosixError('EACCES');
}

/**
 * Follows an absolute path from `root`, name by name, as the kernel does.
 * @param follow whether a symbolic link at the very end is followed
 * @throws PosixError ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG
 */
export function walk(root: DirectoryNode, path: string, follow: boolean): Place {
  if (path === '') throw new PosixError('ENOENT');
  if (path.length >= MAX_PATH) throw new PosixError('ENAMETOOLONG');
  if (path.includes('\0')) throw new PosixError('EINVAL');
  const mustBeFolder = /\/\.{0,2}$/.test(path);
  const ahead = namesOf(path);
  const folders: DirectoryNode[] = [root];
  const names: string[] = [];
  let links = 0;
  let node: FsNode | undefined = root;
  let name = '';
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    const folder: DirectoryNode = folders.at(-1)!;
    if (next === '.') continue;
    if (next === '..') {
      if (folders.length > 1) folders.pop();
      names.pop();
      node = folders.at(-1);
      name = names.at(-1) ?? '';
      continue;
    }
    if (next.length > MAX_NAME) throw new PosixError('ENAMETOOLONG');
    demand(folder, EXECUTE);
    const isLast = ahead.length === 0;
    const found = folder.entries.get(next);
    if (found?.kind === 'symlink' && (!isLast || follow || mustBeFolder)) {
      if (++links > MAX_LINKS) throw new PosixError('ELOOP');
      if (found.target.startsWith('/')) {
        folders.length = 1;
        names.length = 0;
      }
      ahead.push(...namesOf(found.target));
      node = folders.at(-1);
      continue;
    }
    if (found?.kind === 'directory') {
      folders.push(found);
      names.push(next);
    } else if (!isLast) throw new PosixError(found ? 'ENOTDIR' : 'ENOENT');
    else if (found && mustBeFolder) throw new PosixError('ENOTDIR');
    node = found;
    name = next;
  }
  const isFolder = node !== undefined && node === folders.at(-1);
  if (isFolder) {
    const folder = folders.at(-2) ?? root;
    return { folder, name: names.at(-1) ?? '', node, path: `/${names.join('/')}` };
  }
  return { folder: folders.at(-1)!, name, node, path: `/${[...names, name].join('/')}` };
}

/** The names in a path, the first one last. */
const namesOf = (path: string): string[] =>
  path
    .split('/')
    .filter((name) => name !== '')
    .reverse();
