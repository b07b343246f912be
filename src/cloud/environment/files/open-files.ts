import { emptyContent, readContent, resizeContent, writeContent } from './content.ts';
import { type Mounts, onDisk } from './mounts.ts';
import { PosixError } from './posix-error.ts';
import type { DirectoryNode, FileNode, NullNode } from './tree.ts';
import { demand, EXECUTE, READ, WRITE } from './walk.ts';

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

/** What is done with a file between its opening and its closing. */
export interface OpenFiles {
  open(path: string, flags: number, mode: number): OpenNode;
  read(node: OpenNode, offset: number, length: number): Uint8Array;
  /** Returns how many bytes found room; none at all is ENOSPC. */
  write(node: OpenNode, offset: number, bytes: Uint8Array): number;
  resize(node: OpenNode, size: number): void;
  /** To be called when nothing holds the node open any more. */
  release(node: OpenNode): void;
}

const MAX_FILE_BYTES = 2 ** 40;

export function openFiles(mounts: Mounts): OpenFiles {
  const { find, charge, touch, owned, enter, freeIfGone } = mounts;
  return {
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
      if (node.kind === 'file') mounts.disk.openCounts.set(node, (mounts.disk.openCounts.get(node) ?? 0) + 1);
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
      const left = (mounts.disk.openCounts.get(node) ?? 1) - 1;
      if (left > 0) mounts.disk.openCounts.set(node, left);
      else mounts.disk.openCounts.delete(node);
      freeIfGone(node);
    },
  };
}
