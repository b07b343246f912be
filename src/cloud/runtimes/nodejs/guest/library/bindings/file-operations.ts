import type { Native } from '../door.ts';
import type { Context } from '../start.ts';
import { failedCall } from './system-error.ts';
import { base64ToBytes, hexToBytes, textToLatin1, textToUcs2 } from './texts.ts';

type Path = string | Uint8Array;

/** As `uv_dirent_type_t` numbers what stands in a folder. */
const KINDS = { file: 1, directory: 2, symlink: 3, 'null-device': 6 } as const;
const [S_IFMT, S_IFDIR] = [0o170000, 0o040000];

/** What the host says of a file: see `runtimes/nodejs/files.ts`. */
interface Stat {
  dev: number;
  mode: number;
  nlink: number;
  uid: number;
  gid: number;
  ino: number;
  size: number;
  blocks: number;
  times: [atimeMs: number, mtimeMs: number, ctimeMs: number, birthtimeMs: number];
}

/** The calls of `internalBinding('fs')`, each with its result. They throw as libuv does. */
export function fileOperations(context: Context) {
  const { door, process } = context;

  const textOf = (path: Path) =>
    typeof path === 'string' ? path : (door.decode(path, 'utf-8', false, true) ?? '');
  const absolute = (path: Path) => {
    const text = textOf(path);
    return text.startsWith('/') || text === '' ? text : `${process.cwd()}/${text}`;
  };
  const named = (text: string, encoding?: string) =>
    encoding === 'buffer' ? (context.load('buffer') as { Buffer: typeof Buffer }).Buffer.from(text) : text;

  /** One call on the host. */
  function call<T>(syscall: string, name: string, args: unknown[], path?: Path, dest?: Path): T {
    const { found, code } = JSON.parse(door.file(JSON.stringify([name, ...args]))) as {
      found: T;
      code?: string;
    };
    if (code) throw failedCall(context, code, syscall, path && textOf(path), dest && textOf(dest));
    return found;
  }
  const onPath = <T>(name: string, path: Path, ...args: unknown[]): T =>
    call(name, name, [absolute(path), ...args], path);

  function statArray({ dev, mode, nlink, uid, gid, ino, size, blocks, times }: Stat, bigint?: boolean) {
    const seconds = times.flatMap((ms) => [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)]);
    const fields = [dev, mode, nlink, uid, gid, 0, 4096, ino, size, blocks, ...seconds];
    return bigint
      ? BigInt64Array.from(fields, (field) => BigInt(Math.trunc(field)))
      : Float64Array.from(fields);
  }

  const encoders: Record<string, (text: string) => Uint8Array> = {
    latin1: textToLatin1,
    binary: textToLatin1,
    ascii: textToLatin1,
    hex: hexToBytes,
    base64: base64ToBytes,
    base64url: base64ToBytes,
    ucs2: textToUcs2,
    utf16le: textToUcs2,
  };

  function readAt(fd: number, length: number, position: unknown): Uint8Array {
    const bytes = door.fileRead(
      fd,
      length,
      typeof position === 'bigint' ? Number(position) : ((position as number) ?? -1),
    );
    if (typeof bytes === 'string') throw failedCall(context, bytes, 'read');
    return bytes;
  }
  function writeAt(fd: number, bytes: Uint8Array, position: unknown): number {
    const count = door.fileWrite(fd, bytes, typeof position === 'number' ? position : -1);
    if (typeof count === 'string') throw failedCall(context, count, 'write');
    return count;
  }
  function writeAll(fd: number, bytes: Uint8Array) {
    for (let done = 0; done < bytes.length; ) done += writeAt(fd, bytes.subarray(done), null);
  }

  const open = (path: Path, flags: number, mode: number): number => onPath('open', path, flags, mode);
  const close = (fd: number): void => call('close', 'close', [fd]);
  /** Opens what is a path, and takes what is open already as it is. */
  function using<T>(file: Path | number, flags: number, mode: number, act: (fd: number) => T): T {
    if (typeof file === 'number') return act(file);
    const fd = open(file, flags, mode);
    try {
      return act(fd);
    } finally {
      close(fd);
    }
  }
  const statOf = (name: 'stat' | 'lstat', path: Path) => onPath<Stat>(name, path);
  const isFolder = (path: string) => {
    try {
      return (statOf('stat', path).mode & S_IFMT) === S_IFDIR;
    } catch {
      return false;
    }
  };
  const unlink = (path: Path): void => onPath('unlink', path);
  const rmdir = (path: Path): void => onPath('rmdir', path);
  const times = (atime: number, mtime: number) => [atime * 1000, mtime * 1000];

  function readAll(fd: number): Uint8Array[] {
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = readAt(fd, 2 ** 20, -1);
      if (part.length === 0) return parts;
      parts.push(part);
    }
  }

  function mkdir(path: Path, mode: number, recursive: boolean): string | undefined {
    if (!recursive) return onPath('mkdir', path, mode);
    const text = textOf(path);
    let first: string | undefined;
    const names = text.split('/');
    for (let i = 1; i <= names.length; i++) {
      const at = names.slice(0, i).join('/');
      if (at === '' || at === '.' || at === '..' || isFolder(at)) continue;
      try {
        onPath('mkdir', at, mode);
      } catch (error) {
        const { code } = error as { code: string };
        const last = i === names.length;
        throw failedCall(context, code === 'EEXIST' && !last ? 'ENOTDIR' : code, 'mkdir', text);
      }
      first ??= at;
    }
    return first && absolute(first);
  }

  function remove(path: string, recursive: boolean): void {
    const isDirectory = (statOf('lstat', path).mode & S_IFMT) === S_IFDIR;
    if (isDirectory && recursive)
      for (const name of onPath<[string, string][]>('scandir', path)) remove(`${path}/${name[0]}`, true);
    if (isDirectory) rmdir(path);
    else unlink(path);
  }

  return {
    access: (path: Path, mode: number) => onPath<void>('access', path, mode),
    chmod: (path: Path, mode: number) => onPath<void>('chmod', path, mode),
    chown: (path: Path, uid: number, gid: number) => onPath<void>('chown', path, uid, gid),
    close,
    copyFile(source: Path, target: Path, mode: number) {
      try {
        using(source, 0, 0, (from) => {
          const { mode: permissions } = call<Stat>('fstat', 'fstat', [from]);
          using(target, 0o1101 | (mode & 1 ? 0o200 : 0), permissions & 0o777, (to) => {
            for (const part of readAll(from)) writeAll(to, part);
          });
        });
      } catch (error) {
        const { code } = error as { code: string };
        throw failedCall(context, code, 'copyfile', textOf(source), textOf(target));
      }
    },
    existsSync(path: Path) {
      try {
        statOf('stat', path);
        return true;
      } catch {
        return false;
      }
    },
    fchmod: (fd: number, mode: number) => call<void>('fchmod', 'fchmod', [fd, mode]),
    fchown: (fd: number, uid: number, gid: number) => call<void>('fchown', 'fchown', [fd, uid, gid]),
    fdatasync: (fd: number) => void call('fdatasync', 'fstat', [fd]),
    fstat: (fd: number, bigint: boolean) => statArray(call('fstat', 'fstat', [fd]), bigint),
    fsync: (fd: number) => void call('fsync', 'fstat', [fd]),
    ftruncate: (fd: number, size = 0) => call<void>('ftruncate', 'ftruncate', [fd, size]),
    futimes: (fd: number, atime: number, mtime: number) =>
      call<void>('futime', 'futimes', [fd, ...times(atime, mtime)]),
    getFormatOfExtensionlessFile: () => 0,
    internalModuleStat(path: string) {
      try {
        return (statOf('stat', path).mode & S_IFMT) === S_IFDIR ? 1 : 0;
      } catch {
        return -2;
      }
    },
    lchown: (path: Path, uid: number, gid: number) => onPath<void>('chown', path, uid, gid),
    link: (existing: Path, path: Path) =>
      call<void>('link', 'link', [absolute(existing), absolute(path)], existing, path),
    lstat: (path: Path, bigint: boolean) => statArray(statOf('lstat', path), bigint),
    lutimes: (path: Path, atime: number, mtime: number) =>
      call<void>('lutime', 'lutimes', [absolute(path), ...times(atime, mtime)], path),
    mkdir,
    mkdtemp(prefix: Path, encoding: string) {
      const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
      const random = Array.from(door.randomBytes(6), (byte) => letters[byte % letters.length]).join('');
      const path = `${textOf(prefix)}${random}`;
      call('mkdtemp', 'mkdir', [absolute(path), 0o700], `${textOf(prefix)}XXXXXX`);
      return named(path, encoding);
    },
    open,
    read(fd: number, buffer: Uint8Array, offset: number, length: number, position: unknown) {
      const bytes = readAt(fd, length, position);
      new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, offset);
      return bytes.length;
    },
    readBuffers(fd: number, buffers: Uint8Array[], position: unknown) {
      let at = typeof position === 'number' ? position : -1;
      let total = 0;
      for (const buffer of buffers) {
        const bytes = readAt(fd, buffer.byteLength, at);
        new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes);
        total += bytes.length;
        if (at >= 0) at += bytes.length;
        if (bytes.length < buffer.byteLength) break;
      }
      return total;
    },
    readdir(path: Path, encoding: string, withTypes: boolean) {
      const entries = onPath<[string, keyof typeof KINDS][]>('scandir', path);
      const names = entries.map(([name]) => named(name, encoding));
      return withTypes ? [names, entries.map(([, kind]) => KINDS[kind])] : names;
    },
    readFileUtf8: (file: Path | number, flags: number) =>
      using(file, flags, 0o666, (fd) => {
        const parts = readAll(fd);
        if (parts.length === 1) return door.decode(parts[0]!, 'utf-8', false, true);
        const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
        let at = 0;
        for (const part of parts) {
          bytes.set(part, at);
          at += part.length;
        }
        return door.decode(bytes, 'utf-8', false, true);
      }),
    readlink: (path: Path, encoding: string) => named(onPath('readlink', path), encoding),
    realpath: (path: Path, encoding: string) => named(onPath('realpath', path), encoding),
    rename: (from: Path, to: Path) =>
      call<void>('rename', 'rename', [absolute(from), absolute(to)], from, to),
    rmdir,
    rmSync(path: Path, _retries: number, recursive: boolean) {
      const text = textOf(path);
      let stat: Stat;
      try {
        stat = statOf('lstat', text);
      } catch {
        return;
      }
      if ((stat.mode & S_IFMT) === S_IFDIR && !recursive)
        throw Object.assign(new Error(`Path is a directory: rm returned EISDIR (is a directory) ${text}`), {
          name: 'SystemError',
          code: 'ERR_FS_EISDIR',
          errno: 21,
          syscall: 'rm',
          path: text,
        });
      remove(text, recursive);
    },
    stat: (path: Path, bigint: boolean) => statArray(statOf('stat', path), bigint),
    statfs(path: Path, bigint: boolean) {
      const { blockSize, blocks, free, files, filesFree } = onPath<Record<string, number>>('statfs', path);
      const fields = [0xef53, blockSize!, blockSize!, blocks!, free!, free!, files!, filesFree!];
      return bigint ? BigInt64Array.from(fields, BigInt) : Float64Array.from(fields);
    },
    symlink: (target: Path, path: Path) =>
      call<void>('symlink', 'symlink', [textOf(target), absolute(path)], target, path),
    unlink,
    utimes: (path: Path, atime: number, mtime: number) =>
      call<void>('utime', 'utimes', [absolute(path), ...times(atime, mtime)], path),
    writeBuffer: (fd: number, buffer: Uint8Array, offset: number, length: number, position: unknown) =>
      writeAt(fd, new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length), position),
    writeBuffers(fd: number, buffers: Uint8Array[], position: unknown) {
      let at = typeof position === 'number' ? position : null;
      let total = 0;
      for (const buffer of buffers) {
        const count = writeAt(fd, new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength), at);
        total += count;
        if (at !== null) at += count;
        if (count < buffer.byteLength) break;
      }
      return total;
    },
    writeFileUtf8: (file: Path | number, text: string, flags: number, mode: number) =>
      using(file, flags, mode, (fd) => writeAll(fd, door.utf8Encode(text))),
    writeString: (fd: number, text: string, position: unknown, encoding: string) =>
      writeAt(fd, (encoders[encoding] ?? door.utf8Encode)(text), position),
  } satisfies Record<string, Native>;
}
