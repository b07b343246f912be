import { type Content, contentOf } from './content.ts';

/** A disk, and how full it is. */
export interface Volume {
  device: number;
  readOnly: boolean;
  /** Bytes, in whole blocks. */
  used: number;
  capacity: number;
  /** Files, folders and links on it. */
  entries: number;
}

interface Common {
  ino: number;
  /** The permission bits, `0o755`. */
  mode: number;
  uid: number;
  gid: number;
  /** ms since 1970: content changed, entry changed, last read. */
  mtimeMs: number;
  ctimeMs: number;
  atimeMs: number;
  volume: Volume;
}

export interface FileNode extends Common {
  kind: 'file';
  links: number;
  content: Content;
}
export interface DirectoryNode extends Common {
  kind: 'directory';
  entries: Map<string, FsNode>;
}
interface SymlinkNode extends Common {
  kind: 'symlink';
  links: number;
  target: string;
}
/** Reads as empty and takes whatever is written. */
export interface NullNode extends Common {
  kind: 'null-device';
}
export type FsNode = FileNode | DirectoryNode | SymlinkNode | NullNode;

/** A file as a deployment package or a layer has it. */
export interface PackedFile {
  bytes: Uint8Array;
  /** Permission bits; a zip that was made on Windows has none. */
  mode?: number;
  /** For a symbolic link, where it points. */
  target?: string;
}

/** Paths without a leading slash; later archives win where two have the same path. */
type Archive = ReadonlyMap<string, PackedFile>;

const ROOT = { uid: 0, gid: 0 };

export const directory = (
  volume: Volume,
  ino: number,
  at: number,
  mode = 0o755,
  owner: { uid: number; gid: number } = ROOT,
): DirectoryNode => ({
  kind: 'directory',
  ino,
  mode,
  ...owner,
  mtimeMs: at,
  ctimeMs: at,
  atimeMs: at,
  volume,
  entries: new Map(),
});

/**
 * What `/var/task` or `/opt` is: the archives unpacked over each other, owned by root, read-only. It can be shared by
 * every environment of a function.
 * @param firstIno entries are numbered from here on @param at when it was unpacked, ms since 1970
 */
export function unpack(
  archives: readonly Archive[],
  volume: Volume,
  firstIno: number,
  at: number,
): DirectoryNode {
  let ino = firstIno;
  const root = directory(volume, ino++, at);
  for (const archive of archives)
    for (const [path, packed] of archive) {
      const names = path.split('/').filter((name) => name !== '' && name !== '.');
      const last = names.pop();
      if (last === undefined) continue;
      let folder = root;
      for (const name of names) {
        const there = folder.entries.get(name);
        if (there?.kind === 'directory') folder = there;
        else {
          const made = directory(volume, ino++, at);
          folder.entries.set(name, made);
          folder = made;
        }
      }
      folder.entries.set(last, nodeOf(packed, volume, ino++, at));
    }
  return root;
}

function nodeOf(
  { bytes, mode = 0o644, target }: PackedFile,
  volume: Volume,
  ino: number,
  at: number,
): FsNode {
  const common = { ino, ...ROOT, mtimeMs: at, ctimeMs: at, atimeMs: at, volume };
  return target === undefined
    ? { kind: 'file', ...common, mode, links: 1, content: contentOf(bytes) }
    : { kind: 'symlink', ...common, mode: 0o777, links: 1, target };
}
