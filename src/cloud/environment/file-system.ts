import { readContent } from './files/content.ts';
import { type Entries, entries } from './files/entries.ts';
import { createMounts, type Disk, type MountOptions } from './files/mounts.ts';
import { type OpenFiles, openFiles } from './files/open-files.ts';
import { PosixError } from './files/posix-error.ts';
import type { FsNode, Volume } from './files/tree.ts';
import { demand, READ, SANDBOX_USER } from './files/walk.ts';

/**
 * The files of one execution environment. Paths are absolute. Everything may throw a PosixError.
 *
 * `/var/task` is the function's code and `/opt` its layers, both read-only; only `/tmp` can be written, up to the
 * ephemeral storage of the function. It lives as long as the environment: a reset after a timeout does not wipe it.
 */
export interface FileSystem extends OpenFiles, Entries {
  stat(path: string, follow?: boolean): FsNode;
  list(path: string): [name: string, kind: FsNode['kind']][];
  realpath(path: string): string;
  readlink(path: string): string;
  access(path: string, mode: number): void;
  /** All of a file; undefined when there is none that the function may read. */
  readFile(path: string): Uint8Array | undefined;
  chmod(node: FsNode, mode: number): void;
  setTimes(node: FsNode, atimeMs: number, mtimeMs: number): void;
  volumeOf(path: string): Volume;
  /** Bytes that `/tmp` takes, in whole blocks. */
  used(): number;
  /** All that a process can have changed. */
  disk(): Disk;
  /** Makes them what they were, with a disk that nobody else has. */
  insert(disk: Disk): void;
}

export function createFileSystem(options: MountOptions): FileSystem {
  const mounts = createMounts(options);
  const { existing, disk } = mounts;
  const there = (path: string, follow?: boolean) => existing(path, follow).node;
  function demandOwner({ volume, uid }: FsNode) {
    if (volume.readOnly) throw new PosixError('EROFS');
    if (uid !== SANDBOX_USER.uid) throw new PosixError('EPERM');
  }

  return {
    ...openFiles(mounts),
    ...entries(mounts),
    stat: there,
    list(path) {
      const node = there(path);
      if (node.kind !== 'directory') throw new PosixError('ENOTDIR');
      demand(node, READ);
      return [...node.entries].map(([name, { kind }]) => [name, kind]);
    },
    realpath: (path) => existing(path).path,
    readlink(path) {
      const node = there(path, false);
      if (node.kind !== 'symlink') throw new PosixError('EINVAL');
      return node.target;
    },
    access: (path, mode) => demand(there(path), mode),
    readFile(path) {
      try {
        const node = there(path);
        demand(node, READ);
        return node.kind === 'file' ? readContent(node.content, 0, node.content.size) : undefined;
      } catch (error) {
        if (error instanceof PosixError) return undefined;
        throw error;
      }
    },
    chmod(node, mode) {
      demandOwner(node);
      node.mode = mode & 0o7777;
      node.ctimeMs = options.now();
    },
    setTimes(node, atimeMs, mtimeMs) {
      demandOwner(node);
      node.atimeMs = atimeMs;
      node.mtimeMs = mtimeMs;
      node.ctimeMs = options.now();
    },
    volumeOf: (path) => there(path).volume,
    used: () => disk.scratch.used,
    disk: () => ({ ...disk }),
    insert(other) {
      Object.assign(disk, other);
      mounts.root.entries.set('tmp', other.tmp);
    },
  };
}
