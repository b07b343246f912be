import type { FileSystem } from '../file-system.ts';
import { OPEN, type OpenNode } from './open-files.ts';
import { PosixError } from './posix-error.ts';

/** What a process may have open at once (Lambda quotas page, 2026-07: 1,024 file descriptors). */
const LIMIT = 1_024;

/** Standard input, output and error. */
const STANDARD = 3;

export interface Descriptor {
  node: OpenNode;
  flags: number;
  position: number;
}

/** The open files of one process, by number. They are closed when it ends. */
export interface Descriptors {
  open(path: string, flags: number, mode: number): number;
  close(fd: number): void;
  closeAll(): void;
  node(fd: number): OpenNode;
  /** At `position`, or where the last one ended. */
  read(fd: number, length: number, position: number | undefined): Uint8Array;
  write(fd: number, bytes: Uint8Array, position: number | undefined): number;
  resize(fd: number, size: number): void;
  /** What is open, by number. */
  readonly opened: ReadonlyMap<number, Descriptor>;
}

/** @param opened what is open from the beginning, in those files */
export function createDescriptors(
  files: FileSystem,
  opened: ReadonlyMap<number, Descriptor> = new Map(),
): Descriptors {
  const open = new Map(opened);
  const at = (fd: number): Descriptor => {
    const descriptor = open.get(fd);
    if (!descriptor) throw new PosixError('EBADF');
    return descriptor;
  };
  const writable = (fd: number): Descriptor => {
    const descriptor = at(fd);
    if (!(descriptor.flags & (OPEN.WRONLY | OPEN.RDWR))) throw new PosixError('EBADF');
    return descriptor;
  };
  return {
    open(path, flags, mode) {
      let fd = STANDARD;
      while (open.has(fd)) fd += 1;
      if (fd >= LIMIT) throw new PosixError('EMFILE');
      open.set(fd, { node: files.open(path, flags, mode), flags, position: 0 });
      return fd;
    },
    close(fd) {
      const { node } = at(fd);
      open.delete(fd);
      files.release(node);
    },
    closeAll() {
      for (const { node } of open.values()) files.release(node);
      open.clear();
    },
    node: (fd) => at(fd).node,
    read(fd, length, position) {
      const descriptor = at(fd);
      if (descriptor.flags & OPEN.WRONLY) throw new PosixError('EBADF');
      const bytes = files.read(descriptor.node, position ?? descriptor.position, length);
      if (position === undefined) descriptor.position += bytes.length;
      return bytes;
    },
    write(fd, bytes, position) {
      const descriptor = writable(fd);
      const { node } = descriptor;
      const end = node.kind === 'file' ? node.content.size : 0;
      const offset = descriptor.flags & OPEN.APPEND ? end : (position ?? descriptor.position);
      const count = files.write(node, offset, bytes);
      if (position === undefined) descriptor.position = offset + count;
      return count;
    },
    resize: (fd, size) => files.resize(writable(fd).node, size),
    opened: open,
  };
}
