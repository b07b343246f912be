import { PosixError } from '../../environment/files/posix-error.ts';
import { BLOCK, statOf } from '../../environment/files/stat.ts';
import type { FsNode } from '../../environment/files/tree.ts';
import type { ProcessHost } from '../../environment/runtime-process.ts';

type Call = (...args: never[]) => unknown;

/** The calls that Node.js's library makes on files, by name. Times are in ms. */
export function fileCalls({
  files,
  descriptors,
}: Pick<ProcessHost, 'files' | 'descriptors'>): Record<string, Call> {
  /** Nobody but root may give a file away. */
  const own = (node: FsNode) => {
    if (node.volume.readOnly) throw new PosixError('EROFS');
    throw new PosixError('EPERM');
  };
  return {
    access: (path: string, mode: number) => files.access(path, mode),
    chmod: (path: string, mode: number) => files.chmod(files.stat(path), mode),
    chown: (path: string, uid: number, gid: number) => {
      const node = files.stat(path);
      if (uid !== node.uid || gid !== node.gid) own(node);
    },
    close: (fd: number) => descriptors.close(fd),
    fchmod: (fd: number, mode: number) => files.chmod(descriptors.node(fd), mode),
    fchown: (fd: number, uid: number, gid: number) => {
      const node = descriptors.node(fd);
      if (uid !== node.uid || gid !== node.gid) own(node);
    },
    fstat: (fd: number) => statOf(descriptors.node(fd)),
    ftruncate: (fd: number, size: number) => descriptors.resize(fd, size),
    futimes: (fd: number, atime: number, mtime: number) => files.setTimes(descriptors.node(fd), atime, mtime),
    link: (existing: string, path: string) => files.link(existing, path),
    lstat: (path: string) => statOf(files.stat(path, false)),
    lutimes: (path: string, atime: number, mtime: number) =>
      files.setTimes(files.stat(path, false), atime, mtime),
    mkdir: (path: string, mode: number) => files.mkdir(path, mode & ~0o022),
    open: (path: string, flags: number, mode: number) => descriptors.open(path, flags, mode & ~0o022),
    readlink: (path: string) => files.readlink(path),
    realpath: (path: string) => files.realpath(path),
    rename: (from: string, to: string) => files.rename(from, to),
    rmdir: (path: string) => files.rmdir(path),
    scandir: (path: string) => files.list(path),
    stat: (path: string) => statOf(files.stat(path)),
    statfs: (path: string) => {
      const { capacity, used, entries } = files.volumeOf(path);
      const blocks = capacity / BLOCK;
      return {
        blockSize: BLOCK,
        blocks,
        free: Math.floor((capacity - used) / BLOCK),
        files: blocks,
        filesFree: blocks - entries,
      };
    },
    symlink: (target: string, path: string) => files.symlink(target, path),
    unlink: (path: string) => files.unlink(path),
    utimes: (path: string, atime: number, mtime: number) => files.setTimes(files.stat(path), atime, mtime),
  };
}

/** What `act` gives, or the code of the error. @throws what is no error of the file system */
export function orCode<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    if (error instanceof PosixError) return error.code;
    throw error;
  }
}
