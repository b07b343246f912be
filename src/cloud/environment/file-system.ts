import { emptyContent, readContent, resizeContent, writeContent } from './files/content.ts';
import { PosixError } from './files/posix-error.ts';
import { BLOCK } from './files/stat.ts';
import {
  type DirectoryNode,
  directory,
  type FileNode,
  type FsNode,
  type NullNode,
  type SymlinkNode,
  type Volume,
} from './files/tree.ts';
import { demand, EXECUTE, type Place, READ, SANDBOX_USER, WRITE, walk } from './files/walk.ts';

/** Flags of open(2), with the numbers of Linux. */
export const OPEN = {
  WRONLY: 0o1,
  RDWR: 0o2,
  CREAT: 0o100,
  EXCL: 0o200,
  TRUNC: 0o1000,
  APPEND: 0o2000,
  DIRECTORY: 0o200000,
  NOFOLLOW: 0o400000,
} as const;

/** What can be open. */
export type OpenNode = FileNode | DirectoryNode | NullNode;

/**
 * The files of one execution environment. Paths are absolute. Everything may throw a PosixError.
 *
 * `/var/task` is the function's code and `/opt` its layers, both read-only; only `/tmp` can be written, up to the
 * ephemeral storage of the function. It lives as long as the environment: a reset after a timeout does not wipe it.
 */
export interface FileSystem {
  stat(path: string, follow?: boolean): FsNode;
  list(path: string): [name: string, kind: FsNode['kind']][];
  realpath(path: string): string;
  readlink(path: string): string;
  access(path: string, mode: number): void;
  /** All of a file; undefined when there is none that the function may read. */
  readFile(path: string): Uint8Array | undefined;
  open(path: string, flags: number, mode: number): OpenNode;
  read(node: OpenNode, offset: number, length: number): Uint8Array;
  /** Returns how many bytes found room; none at all is ENOSPC. */
  write(node: OpenNode, offset: number, bytes: Uint8Array): number;
  resize(node: OpenNode, size: number): void;
  /** To be called when nothing holds the node open any more. */
  release(node: OpenNode): void;
  mkdir(path: string, mode: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(existing: string, path: string): void;
  symlink(target: string, path: string): void;
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

/** `/tmp`, and which of its files are open. */
export interface Disk {
  scratch: Volume;
  tmp: DirectoryNode;
  inodes: number;
  openCounts: Map<FileNode, number>;
}

export interface FileSystemOptions {
  /** `/var/task` and `/opt`: see `unpack`. */
  task: DirectoryNode;
  opt: DirectoryNode;
  /** Room in `/tmp`, bytes. */
  ephemeralStorage: number;
  /** Virtual time, ms since 1970. */
  now(): number;
}

const MAX_FILE_BYTES = 2 ** 40;

const endsInDots = /(^|\/)\.{1,2}\/*$/;
const onDisk = (bytes: number) => Math.ceil(bytes / BLOCK) * BLOCK;

export function createFileSystem({ task, opt, ephemeralStorage, now }: FileSystemOptions): FileSystem {
  const startedAt = now();
  const system: Volume = { device: 1, readOnly: true, used: 0, capacity: 0, entries: 0 };
  let scratch: Volume = { device: 2, readOnly: false, used: 0, capacity: ephemeralStorage, entries: 0 };
  let inodes = 100;
  const folder = (entries: Record<string, FsNode>) => {
    const made = directory(system, ++inodes, startedAt);
    made.entries = new Map(Object.entries(entries));
    return made;
  };
  const nullDevice: NullNode = {
    ...folder({}),
    kind: 'null-device',
    mode: 0o666,
  };
  let tmp = directory(scratch, ++inodes, startedAt, 0o1777);
  const root = folder({
    dev: folder({ null: nullDevice }),
    opt,
    tmp,
    var: folder({ lang: folder({ bin: folder({}) }), runtime: folder({}), task }),
  });

  const find = (path: string, follow = true): Place => walk(root, path, follow);
  function there(path: string, follow = true): FsNode {
    const { node } = find(path, follow);
    if (!node) throw new PosixError('ENOENT');
    return node;
  }
  function charge(volume: Volume, bytes: number) {
    if (bytes > 0 && volume.used + bytes > volume.capacity) throw new PosixError('ENOSPC');
    volume.used += bytes;
  }
  /** A disk has as many entries as blocks. */
  function take(volume: Volume): Volume {
    if (volume.entries >= volume.capacity / BLOCK) throw new PosixError('ENOSPC');
    volume.entries += 1;
    return volume;
  }
  function touch(node: FsNode) {
    node.mtimeMs = now();
    node.ctimeMs = node.mtimeMs;
  }
  const owned = (volume: Volume, mode: number) => ({
    volume: take(volume),
    ino: ++inodes,
    mode,
    uid: SANDBOX_USER.uid,
    gid: SANDBOX_USER.gid,
    mtimeMs: now(),
    ctimeMs: now(),
    atimeMs: now(),
  });

  /** The place for a new entry. */
  function vacant(path: string, kind: 'folder' | 'other' = 'other'): Place {
    const place = find(path.replace(/(?<=.)\/+$/, ''), false);
    if (place.node) throw new PosixError('EEXIST');
    if (path.endsWith('/') && kind === 'other') throw new PosixError('ENOENT');
    demand(place.folder, WRITE | EXECUTE);
    return place;
  }
  function enter({ folder, name }: Place, node: FsNode) {
    folder.entries.set(name, node);
    touch(folder);
  }
  function leave({ folder, name }: Place) {
    folder.entries.delete(name);
    touch(folder);
  }

  let openCounts = new Map<FileNode, number>();
  function freeIfGone(node: FsNode) {
    if ((node.kind !== 'file' && node.kind !== 'symlink') || node.links > 0) return;
    if (node.kind === 'file') {
      if (openCounts.has(node)) return;
      charge(node.volume, -onDisk(node.content.size));
    }
    node.volume.entries -= 1;
  }

  return {
    stat: there,
    list(path) {
      const node = there(path);
      if (node.kind !== 'directory') throw new PosixError('ENOTDIR');
      demand(node, READ);
      return [...node.entries].map(([name, { kind }]) => [name, kind]);
    },
    realpath(path) {
      const place = find(path);
      if (!place.node) throw new PosixError('ENOENT');
      return place.path;
    },
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
    open(path, flags, mode) {
      const exclusive = flags & OPEN.CREAT && flags & OPEN.EXCL;
      const place = find(path, !exclusive && !(flags & OPEN.NOFOLLOW));
      let { node } = place;
      if (exclusive && node) throw new PosixError('EEXIST');
      if (!node) {
        if (!(flags & OPEN.CREAT)) throw new PosixError('ENOENT');
        if (path.endsWith('/')) throw new PosixError('EISDIR');
        demand(place.folder, WRITE | EXECUTE);
        const { volume } = place.folder;
        node = { kind: 'file', ...owned(volume, mode & 0o7777), links: 1, content: emptyContent() };
        enter(place, node);
      } else {
        if (node.kind === 'symlink') throw new PosixError('ELOOP');
        const writes = flags & (OPEN.WRONLY | OPEN.RDWR);
        if (node.kind === 'directory' && (writes || flags & OPEN.CREAT)) throw new PosixError('EISDIR');
        if (node.kind !== 'directory' && flags & OPEN.DIRECTORY) throw new PosixError('ENOTDIR');
        demand(node, (flags & OPEN.WRONLY ? 0 : READ) | (writes || flags & OPEN.TRUNC ? WRITE : 0));
        if (flags & OPEN.TRUNC) this.resize(node, 0);
      }
      if (node.kind === 'file') openCounts.set(node, (openCounts.get(node) ?? 0) + 1);
      return node;
    },
    read(node, offset, length) {
      if (node.kind === 'directory') throw new PosixError('EISDIR');
      return node.kind === 'file' ? readContent(node.content, offset, length) : new Uint8Array();
    },
    write(node, offset, bytes) {
      if (node.kind !== 'file' || bytes.length === 0) return bytes.length;
      const { content, volume } = node;
      if (offset + bytes.length > MAX_FILE_BYTES) throw new PosixError('EFBIG');
      const has = onDisk(content.size);
      const end = Math.min(offset + bytes.length, has + volume.capacity - volume.used);
      const count = end - offset;
      if (count <= 0) throw new PosixError('ENOSPC');
      charge(volume, onDisk(Math.max(content.size, end)) - has);
      writeContent(content, offset, bytes.subarray(0, count));
      touch(node);
      return count;
    },
    resize(node, size) {
      if (node.kind === 'directory') throw new PosixError('EISDIR');
      if (node.kind !== 'file') return;
      if (size > MAX_FILE_BYTES) throw new PosixError('EFBIG');
      charge(node.volume, onDisk(size) - onDisk(node.content.size));
      resizeContent(node.content, size);
      touch(node);
    },
    release(node) {
      if (node.kind !== 'file') return;
      const left = (openCounts.get(node) ?? 1) - 1;
      if (left > 0) openCounts.set(node, left);
      else openCounts.delete(node);
      freeIfGone(node);
    },
    mkdir(path, mode) {
      const place = vacant(path, 'folder');
      const { volume } = place.folder;
      charge(volume, BLOCK);
      enter(place, directory(take(volume), ++inodes, now(), mode & 0o7777, SANDBOX_USER));
    },
    rmdir(path) {
      const place = find(path, false);
      const { node } = place;
      if (!node) throw new PosixError('ENOENT');
      if (node.kind !== 'directory') throw new PosixError('ENOTDIR');
      if (endsInDots.test(path)) throw new PosixError(/\.\.\/*$/.test(path) ? 'ENOTEMPTY' : 'EINVAL');
      demand(place.folder, WRITE | EXECUTE);
      if (node.entries.size > 0) throw new PosixError('ENOTEMPTY');
      leave(place);
      charge(node.volume, -BLOCK);
      node.volume.entries -= 1;
    },
    unlink(path) {
      const place = find(path, false);
      const { node } = place;
      if (!node) throw new PosixError('ENOENT');
      demand(place.folder, WRITE | EXECUTE);
      if (node.kind === 'directory') throw new PosixError('EISDIR');
      leave(place);
      if (node.kind === 'null-device') return;
      node.links -= 1;
      freeIfGone(node);
    },
    rename(from, to) {
      const source = find(from, false);
      const target = find(to, false);
      const { node } = source;
      if (endsInDots.test(from) || endsInDots.test(to)) throw new PosixError('EBUSY');
      if (!node) throw new PosixError('ENOENT');
      if (node.kind !== 'directory' && to.endsWith('/')) throw new PosixError('ENOTDIR');
      if (source.folder.volume !== target.folder.volume) throw new PosixError('EXDEV');
      demand(source.folder, WRITE | EXECUTE);
      demand(target.folder, WRITE | EXECUTE);
      if (node === target.node) return;
      if (node.kind === 'directory' && `${target.path}/`.startsWith(`${source.path}/`))
        throw new PosixError('EINVAL');
      const replaced = target.node;
      if (replaced) {
        if (replaced.kind === 'directory' && node.kind !== 'directory') throw new PosixError('EISDIR');
        if (replaced.kind !== 'directory' && node.kind === 'directory') throw new PosixError('ENOTDIR');
        if (replaced.kind === 'directory') this.rmdir(to);
        else this.unlink(to);
      }
      leave(source);
      enter(target, node);
      node.ctimeMs = now();
    },
    link(existing, path) {
      const node = there(existing, false);
      const place = vacant(path);
      if (node.kind !== 'file' && node.kind !== 'symlink') throw new PosixError('EPERM');
      if (place.folder.volume !== node.volume) throw new PosixError('EXDEV');
      node.links += 1;
      enter(place, node);
    },
    symlink(target, path) {
      const place = vacant(path);
      const node: SymlinkNode = { kind: 'symlink', ...owned(place.folder.volume, 0o777), links: 1, target };
      enter(place, node);
    },
    chmod(node, mode) {
      if (node.volume.readOnly) throw new PosixError('EROFS');
      if (node.uid !== SANDBOX_USER.uid) throw new PosixError('EPERM');
      node.mode = mode & 0o7777;
      node.ctimeMs = now();
    },
    setTimes(node, atimeMs, mtimeMs) {
      if (node.volume.readOnly) throw new PosixError('EROFS');
      if (node.uid !== SANDBOX_USER.uid) throw new PosixError('EPERM');
      node.atimeMs = atimeMs;
      node.mtimeMs = mtimeMs;
      node.ctimeMs = now();
    },
    volumeOf: (path) => there(path).volume,
    used: () => scratch.used,
    disk: () => ({ scratch, tmp, inodes, openCounts }),
    insert(disk) {
      ({ scratch, tmp, inodes, openCounts } = disk);
      root.entries.set('tmp', tmp);
    },
  };
}
