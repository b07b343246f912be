import type { FileSystem } from '../../environment/file-system.ts';
import type { Descriptors } from '../../environment/files/descriptors.ts';
import { OPEN } from '../../environment/files/open-files.ts';
import { PosixError } from '../../environment/files/posix-error.ts';
import { BLOCK, statOf } from '../../environment/files/stat.ts';
import type { FsNode } from '../../environment/files/tree.ts';
import { EXECUTE, READ, WRITE } from '../../environment/files/walk.ts';
import type { EmscriptenFs, EmscriptenNode, EmscriptenStream, PythonModule } from './emscripten.ts';
import { ERRNO } from './errno.ts';
import { ZIP } from './places.ts';

/** The files of the process that the interpreter serves. */
export interface ProcessFiles {
  files: FileSystem;
  descriptors: Descriptors;
  /** Counts one call. */
  called(): void;
  /** Counts bytes read or written; throws when the process must stop. */
  moved(bytes: number): void;
}

/** The folders that are the environment's. */
const MOUNTED = ['/var/task', '/opt', '/tmp'];

const KIND = 0o170000;
const FOLDER = 0o040000;
const FILE = 0o100000;
const SYMLINK_MODE = 0o120777;
const DEVICE = 0o020000;

/** Emscripten maps files by whole pages of WebAssembly. */
const MAPPING_UNIT = 65_536;
const ENOMEM = 48;

const ACCESS: Record<string, number> = { r: READ, w: WRITE, x: EXECUTE };

/** What is asked to change: a size, a mode, times; or, with nothing but a timestamp, the owner. */
interface Change {
  mode?: number;
  size?: number;
  atime?: number | null;
  mtime?: number | null;
}

/** One open file of the environment, and how many streams have it. */
interface Opened {
  fd: number;
  streams: number;
}

/**
 * Shows the interpreter the environment's files, and takes from it the right to change its own. Emscripten asks for every name
 * of a path anew, so nothing of a process is left in its tables.
 * @param current undefined while no process is served
 * @returns what makes a stream that another interpreter opened one of this interpreter
 */
export function mountFiles(
  module: PythonModule,
  current: () => ProcessFiles | undefined,
): (stream: EmscriptenStream) => EmscriptenStream {
  const { FS } = module;
  const fail = (code: PosixError['code']) => new FS.ErrnoError(ERRNO[code][0]);

  /** Does something with the files, and tells of an error as Emscripten does. */
  function use<T>(act: (own: ProcessFiles) => T): T {
    const own = current();
    if (!own) throw fail('ENOENT');
    try {
      return act(own);
    } catch (error) {
      throw error instanceof PosixError ? fail(error.code) : error;
    }
  }
  const call = <T>(act: (own: ProcessFiles) => T): T =>
    use((own) => {
      own.called();
      return act(own);
    });

  const pathOf = (node: EmscriptenNode, name?: string) =>
    name === undefined ? FS.getPath(node) : `${FS.getPath(node)}/${name}`;
  const openedBy = (stream: EmscriptenStream) => stream.shared as { opened: Opened };
  const fdOf = (stream: EmscriptenStream) => openedBy(stream).opened.fd;

  function nodeFor(parent: EmscriptenNode | null, name: string, mode: number): EmscriptenNode {
    const node = new FS.FSNode(parent, name, mode, 0);
    return Object.assign(node, { node_ops: nodeOperations, stream_ops: streamOperations });
  }

  function change({ files }: ProcessFiles, node: FsNode, { mode, atime, mtime }: Change) {
    if (mode !== undefined) files.chmod(node, mode);
    else if (atime !== undefined) files.setTimes(node, atime ?? node.atimeMs, mtime ?? node.mtimeMs);
    // Nobody but root may give a file away.
    else throw new PosixError(node.volume.readOnly ? 'EROFS' : 'EPERM');
  }

  const nodeOperations = {
    lookup: (parent: EmscriptenNode, name: string) =>
      use(({ files }) => {
        const { mode, ino } = statOf(files.stat(pathOf(parent, name), false));
        return Object.assign(nodeFor(parent, name, mode), { id: ino });
      }),
    getattr: (node: EmscriptenNode) => call(({ files }) => attributesOf(files.stat(pathOf(node), false))),
    setattr: (node: EmscriptenNode, asked: Change) =>
      call((own) => {
        const { files } = own;
        const found = files.stat(pathOf(node), false);
        if (asked.size === undefined) return change(own, found, asked);
        files.access(pathOf(node), WRITE);
        if (found.kind === 'file') files.resize(found, asked.size);
      }),
    mknod: (parent: EmscriptenNode, name: string, mode: number) =>
      call(({ files }) => {
        const path = pathOf(parent, name);
        const kind = mode & KIND;
        if (kind === FOLDER) files.mkdir(path, mode & 0o7777);
        else if (kind === FILE) files.release(files.open(path, OPEN.CREAT, mode & 0o7777));
        else throw new PosixError('EPERM');
        return nodeFor(parent, name, mode);
      }),
    rename: (from: EmscriptenNode, folder: EmscriptenNode, name: string) =>
      call(({ files }) => files.rename(pathOf(from), pathOf(folder, name))),
    unlink: (parent: EmscriptenNode, name: string) => call(({ files }) => files.unlink(pathOf(parent, name))),
    rmdir: (parent: EmscriptenNode, name: string) => call(({ files }) => files.rmdir(pathOf(parent, name))),
    readdir: (node: EmscriptenNode) =>
      call(({ files }) => ['.', '..', ...files.list(pathOf(node)).map(([name]) => name)]),
    symlink(parent: EmscriptenNode, name: string, target: string) {
      call(({ files }) => files.symlink(target, pathOf(parent, name)));
      return nodeFor(parent, name, SYMLINK_MODE);
    },
    readlink: (node: EmscriptenNode) => call(({ files }) => files.readlink(pathOf(node))),
    statfs: ({ path }: { path: string }) =>
      call(({ files }) => {
        const { capacity, used, entries } = files.volumeOf(path);
        const blocks = capacity / BLOCK;
        const free = Math.floor((capacity - used) / BLOCK);
        return { bsize: BLOCK, blocks, bfree: free, bavail: free, files: blocks, ffree: blocks - entries };
      }),
  };

  const streamOperations = {
    open(stream: EmscriptenStream) {
      try {
        const fd = call(({ descriptors }) =>
          descriptors.open(pathOf(stream.node), stream.flags & ~OPEN.CREAT, 0),
        );
        openedBy(stream).opened = { fd, streams: 1 };
      } catch (error) {
        FS.closeStream(stream.fd);
        throw error;
      }
    },
    dup(stream: EmscriptenStream) {
      openedBy(stream).opened.streams += 1;
    },
    close(stream: EmscriptenStream) {
      const { opened } = openedBy(stream);
      opened.streams -= 1;
      if (opened.streams === 0) call(({ descriptors }) => descriptors.close(opened.fd));
    },
    getattr: (stream: EmscriptenStream) =>
      call(({ descriptors }) => attributesOf(descriptors.node(fdOf(stream)))),
    setattr: (stream: EmscriptenStream, asked: Change) =>
      call((own) => {
        if (asked.size !== undefined) own.descriptors.resize(fdOf(stream), asked.size);
        else change(own, own.descriptors.node(fdOf(stream)), asked);
      }),
    llseek: (stream: EmscriptenStream, offset: number, whence: 0 | 1 | 2) =>
      use(({ descriptors }) => {
        const from = [0, stream.position, statOf(descriptors.node(fdOf(stream))).size][whence]!;
        if (from + offset < 0) throw new PosixError('EINVAL');
        return from + offset;
      }),
    read: (stream: EmscriptenStream, into: Uint8Array, at: number, length: number, position: number) =>
      call(({ descriptors, moved }) => {
        const bytes = descriptors.read(fdOf(stream), length, position);
        moved(bytes.length);
        into.set(bytes, at);
        return bytes.length;
      }),
    write: (stream: EmscriptenStream, from: Uint8Array, at: number, length: number, position: number) =>
      call(({ descriptors, moved }) => {
        moved(length);
        return descriptors.write(fdOf(stream), from.subarray(at, at + length), position);
      }),
    mmap(stream: EmscriptenStream, length: number, position: number) {
      const size = Math.ceil(length / MAPPING_UNIT) * MAPPING_UNIT;
      const ptr = module._memalign(MAPPING_UNIT, size);
      if (!ptr) throw new FS.ErrnoError(ENOMEM);
      module.HEAPU8.fill(0, ptr, ptr + size);
      this.read(stream, module.HEAPU8, ptr, length, position);
      return { ptr, allocated: true };
    },
    msync(stream: EmscriptenStream, bytes: Uint8Array, position: number, length: number) {
      this.write(stream, bytes, 0, length, position);
      return 0;
    },
  };

  const type = { mount: () => nodeFor(null, '/', FOLDER) };
  for (const path of MOUNTED) {
    FS.mkdirTree(path);
    FS.mount(type, { root: { path } }, path);
  }
  closeTree(
    FS,
    (node) => node.mount?.type === type,
    (node, access) => use(({ files }) => files.access(pathOf(node), access)),
  );

  // A new object: the other one would keep the memory of the other interpreter alive.
  return (stream) => Object.assign(new FS.FSStream(), stream, placeOf(stream));

  function placeOf({ path, node }: EmscriptenStream): object {
    const folder = mountOf(path);
    if (folder) {
      const { node: root } = FS.lookupPath(folder, {});
      const name = path.slice(folder.length + 1);
      return { node: name ? nodeFor(root, name, node.mode) : root, stream_ops: streamOperations };
    }
    if (!isDevice(node)) return {};
    const { node: device } = FS.lookupPath(path, {});
    return { node: device, stream_ops: FS.getDevice(device.rdev).stream_ops };
  }
}

const mountOf = (path: string | undefined) =>
  MOUNTED.find((mounted) => path === mounted || path?.startsWith(`${mounted}/`));
const isDevice = ({ mode }: Pick<EmscriptenNode, 'mode'>) => (mode & KIND) === DEVICE;

/**
 * What a process has open, for another one: positions and pipes of its own, and in common what was so before. Without that which an
 * interpreter finds anew, because it would keep the memory of this one alive.
 */
export function copyStreams(streams: readonly (EmscriptenStream | null)[]): (EmscriptenStream | null)[] {
  const own = structuredClone(streams.map((stream) => stream && [stream.shared, stream.node.pipe]));
  return streams.map((stream, fd) => {
    const [shared = {}, pipe] = own[fd] ?? [];
    if (!stream) return null;
    const { path, node } = stream;
    if (mountOf(path) || isDevice(node))
      return { ...stream, shared, node: { mode: node.mode } as EmscriptenNode, stream_ops: {} };
    return { ...stream, shared, node: pipe ? Object.assign(Object.create(node), { pipe }) : node };
  });
}

/** Keeps nodes of ours out of Emscripten's tables, and its own from being changed. */
function closeTree(
  FS: EmscriptenFs,
  isOurs: (node: EmscriptenNode) => boolean,
  demand: (node: EmscriptenNode, access: number) => void,
) {
  const { lookupNode, hashAddNode } = FS;
  const readOnly = () => {
    throw new FS.ErrnoError(ERRNO.EROFS[0]);
  };
  FS.lookupNode = (parent, name) =>
    isOurs(parent) ? parent.node_ops.lookup(parent, name) : lookupNode(parent, name);
  FS.hashAddNode = (node) => isOurs(node) || hashAddNode(node);
  FS.nodePermissions = (node, access) => {
    if (FS.ignorePermissions) return 0;
    if (!isOurs(node)) return access.includes('w') && !FS.isChrdev(node.mode) ? ERRNO.EROFS[0] : 0;
    try {
      demand(
        node,
        [...access].reduce((bits, letter) => bits | ACCESS[letter]!, 0),
      );
      return 0;
    } catch (error) {
      return (error as { errno: number }).errno;
    }
  };
  // A folder, a file and a device: those of a kind have their operations in common.
  for (const path of ['/', ZIP, '/dev/null']) FS.lookupPath(path, {}).node.node_ops.setattr = readOnly;
}

/** stat(2), as Emscripten wants it. */
function attributesOf(node: FsNode) {
  const { times, ...stat } = statOf(node);
  const [atime, mtime, ctime] = times.map((time) => new Date(time));
  return { ...stat, rdev: 0, blksize: BLOCK, atime, mtime, ctime };
}
