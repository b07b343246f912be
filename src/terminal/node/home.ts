import { contentOf, readContent } from '../../cloud/environment/files/content.ts';
import {
  type DirectoryNode,
  directory,
  type FileNode,
  type FsNode,
  type Volume,
} from '../../cloud/environment/files/tree.ts';
import { SANDBOX_USER } from '../../cloud/environment/files/walk.ts';

/** A file or folder of the shell, by its absolute path. */
export interface HomeEntry {
  path: string;
  mode: number;
  /** Undefined for a folder. */
  bytes?: Uint8Array;
}

const CAPACITY = 256 * 1024 * 1024;
/** Above what the file system numbers by itself. */
const FIRST_INO = 1_000_000;

/** `/home` of a script's machine, with copies of the shell's files, which belong to the script. */
export function homeFolder(entries: readonly HomeEntry[], at: number): DirectoryNode {
  const volume: Volume = { device: 9, readOnly: false, used: 0, capacity: CAPACITY, entries: 0 };
  let ino = FIRST_INO;
  const root = directory(volume, ino++, at, 0o755, SANDBOX_USER);
  const folders = new Map([['/home', root]]);
  for (const { path, mode, bytes } of [...entries].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    const slash = path.lastIndexOf('/');
    const parent = folders.get(path.slice(0, slash));
    if (!parent) continue;
    const permissions = mode & 0o7777;
    const node: FsNode = bytes
      ? fileNode(bytes, permissions, volume, ino++, at)
      : directory(volume, ino++, at, permissions, SANDBOX_USER);
    if (node.kind === 'directory') folders.set(path, node);
    parent.entries.set(path.slice(slash + 1), node);
  }
  return root;
}

function fileNode(bytes: Uint8Array, mode: number, volume: Volume, ino: number, at: number): FileNode {
  const { uid, gid } = SANDBOX_USER;
  const times = { mtimeMs: at, ctimeMs: at, atimeMs: at };
  return { kind: 'file', ino, mode, uid, gid, ...times, volume, links: 1, content: contentOf(bytes) };
}

/** What is below a folder now. */
export function entriesOf(folder: DirectoryNode, path: string): HomeEntry[] {
  return [...folder.entries].flatMap(([name, node]) => {
    const at = `${path}/${name}`;
    if (node.kind === 'directory') return [{ path: at, mode: node.mode }, ...entriesOf(node, at)];
    if (node.kind !== 'file') return [];
    return [{ path: at, mode: node.mode, bytes: readContent(node.content, 0, node.content.size) }];
  });
}
