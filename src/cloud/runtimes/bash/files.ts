import type { CpOptions, FileContent, FsStat, IFileSystem, MkdirOptions, RmOptions } from 'just-bash/browser';
import { OPEN } from '../../environment/files/open-files.ts';
import { PosixError } from '../../environment/files/posix-error.ts';
import type { FsNode } from '../../environment/files/tree.ts';
import type { ProcessHost } from '../../environment/runtime-process.ts';
import { bytesOf, charactersOf } from './bytes.ts';

type Encoding = string | { encoding?: string | null } | undefined;

/** What the commands say of it themselves, where they find these words in an error. */
const TOLD_BY_COMMANDS: Readonly<Partial<Record<PosixError['code'], string>>> = {
  ENOENT: 'ENOENT: no such file or directory',
  ENOTEMPTY: 'ENOTEMPTY: directory not empty',
  EEXIST: 'EEXIST: file already exists',
};

/** The words of the C library. */
const WORDS: Readonly<Record<PosixError['code'], string>> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EBADF: 'Bad file descriptor',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Invalid cross-device link',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  EMFILE: 'Too many open files',
  EFBIG: 'File too large',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  ENAMETOOLONG: 'File name too long',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
};

/** What a call on the files failed of. */
export class FileError extends Error {
  readonly code: PosixError['code'];
  /** The file that was to be opened for writing. */
  readonly path: string | undefined;
  constructor(code: PosixError['code'], path?: string) {
    super(TOLD_BY_COMMANDS[code] ?? WORDS[code]);
    this.code = code;
    this.path = path;
  }
  /** In the words of the C library. */
  get words(): string {
    return WORDS[this.code];
  }
}

/** For `cp` and `mv`, which have found their source, and would look for the cause there. */
function blameTarget(error: unknown): never {
  throw error instanceof FileError ? new Error(error.words) : error;
}

const PROGRAMS = /^\/(?:usr\/)?bin(?:\/([^/]+))?$/;

/** The files of an environment as just-bash reads and writes them; in `/bin` and `/usr/bin` are the programs that there are. */
export class ShellFiles implements IFileSystem {
  readonly #host: ProcessHost;
  readonly #programs: () => Iterable<string>;

  constructor(host: ProcessHost, programs: () => Iterable<string>) {
    this.#host = host;
    this.#programs = programs;
  }

  #try<T>(work: (files: ProcessHost['files']) => T, path?: string): T {
    this.#host.fileCall();
    try {
      return work(this.#host.files);
    } catch (error) {
      if (!(error instanceof PosixError)) throw error;
      throw new FileError(error.code, path);
    }
  }

  #put(path: string, flags: number, content: FileContent, options: Encoding) {
    const bytes = bytesOf(content, encodingOf(options));
    this.#host.native('file', bytes.length);
    const node = this.#try((files) => files.open(path, OPEN.WRONLY | OPEN.CREAT | flags, 0o644), path);
    this.#try((files) => {
      const offset = flags & OPEN.APPEND && node.kind === 'file' ? node.content.size : 0;
      try {
        for (let at = 0; at < bytes.length; ) at += files.write(node, offset + at, bytes.subarray(at));
      } finally {
        files.release(node);
      }
    });
  }

  async writeFile(path: string, content: FileContent, options?: Encoding) {
    this.#put(path, OPEN.TRUNC, content, options);
  }

  async appendFile(path: string, content: FileContent, options?: Encoding) {
    this.#put(path, OPEN.APPEND, content, options);
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    const program = this.program(path);
    if (program) return new TextEncoder().encode(`#!/bin/bash\n# ${program} is a part of this simulator.\n`);
    return this.#try((files) => {
      const node = files.open(path, 0, 0);
      try {
        const bytes = files.read(node, 0, Number.MAX_SAFE_INTEGER);
        this.#host.native('file', bytes.length);
        return bytes;
      } finally {
        files.release(node);
      }
    });
  }

  async readFile(path: string, options?: Encoding): Promise<string> {
    const bytes = await this.readFileBuffer(path);
    const encoding = encodingOf(options);
    return encoding === 'binary' || encoding === 'latin1'
      ? charactersOf(bytes)
      : new TextDecoder().decode(bytes);
  }

  /** One character a byte. */
  async readFileBytes(path: string) {
    const bytes: unknown = charactersOf(await this.readFileBuffer(path));
    return bytes as Awaited<ReturnType<NonNullable<IFileSystem['readFileBytes']>>>;
  }

  /** The name of the program that is at `path`. */
  program(path: string): string | undefined {
    const name = PROGRAMS.exec(path)?.[1];
    return name !== undefined && [...this.#programs()].includes(name) ? name : undefined;
  }

  #isOfPrograms = (path: string) =>
    path === '/usr' || (PROGRAMS.test(path) && PROGRAMS.exec(path)?.[1] === undefined);

  async exists(path: string): Promise<boolean> {
    try {
      await this.stat(path);
      return true;
    } catch {
      return false;
    }
  }

  async stat(path: string): Promise<FsStat> {
    return this.#stat(path, true);
  }

  async lstat(path: string): Promise<FsStat> {
    return this.#stat(path, false);
  }

  #stat(path: string, follow: boolean): FsStat {
    const isProgram = this.program(path) !== undefined;
    if (isProgram || this.#isOfPrograms(path))
      return {
        isFile: isProgram,
        isDirectory: !isProgram,
        isSymbolicLink: false,
        mode: 0o755,
        size: 0,
        mtime: new Date(0),
      };
    return this.#try((files) => statOf(files.stat(path, follow)));
  }

  async readdir(path: string): Promise<string[]> {
    if (path === '/usr') return ['bin'];
    if (this.#isOfPrograms(path)) return [...this.#programs()].sort();
    const names = this.#try((files) => files.list(path).map(([name]) => name));
    return path === '/' ? [...names, 'bin', 'usr'].sort() : names.sort();
  }

  async mkdir(path: string, options?: MkdirOptions) {
    if (options?.recursive)
      for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1))
        this.#mkdirIfAbsent(path.slice(0, at));
    if (options?.recursive) this.#mkdirIfAbsent(path);
    else this.#try((files) => files.mkdir(path, 0o755));
  }

  #mkdirIfAbsent(path: string) {
    this.#try((files) => {
      try {
        files.mkdir(path, 0o755);
      } catch (error) {
        // Where there is something already, only a folder will do.
        if (!(error instanceof PosixError) || files.stat(path).kind !== 'directory') throw error;
      }
    });
  }

  async rm(path: string, options?: RmOptions) {
    if (options?.force && !(await this.#isThere(path))) return;
    if (!(await this.lstat(path)).isDirectory) return this.#try((files) => files.unlink(path));
    if (options?.recursive)
      for (const name of await this.readdir(path)) await this.rm(`${path}/${name}`, options);
    this.#try((files) => files.rmdir(path));
  }

  async #isThere(path: string) {
    try {
      await this.lstat(path);
      return true;
    } catch {
      return false;
    }
  }

  async cp(from: string, to: string, options?: CpOptions) {
    const { isDirectory, mode } = await this.stat(from);
    if (!isDirectory) {
      const isNew = !(await this.exists(to));
      await this.writeFile(to, await this.readFileBuffer(from)).catch(blameTarget);
      return isNew ? this.chmod(to, mode) : undefined;
    }
    if (!options?.recursive) throw new Error('EISDIR: is a directory');
    if (!(await this.exists(to))) await this.mkdir(to).catch(blameTarget);
    for (const name of await this.readdir(from)) await this.cp(`${from}/${name}`, `${to}/${name}`, options);
  }

  async mv(from: string, to: string) {
    try {
      this.#try((files) => files.rename(from, to));
    } catch (error) {
      if (!(error instanceof FileError) || error.code !== 'EXDEV') return blameTarget(error);
      await this.cp(from, to, { recursive: true });
      await this.rm(from, { recursive: true });
    }
  }

  resolvePath(base: string, path: string): string {
    const names: string[] = [];
    for (const name of (path.startsWith('/') ? path : `${base}/${path}`).split('/'))
      if (name === '..') names.pop();
      else if (name !== '' && name !== '.') names.push(name);
    return `/${names.join('/')}`;
  }

  getAllPaths(): string[] {
    return [];
  }

  async chmod(path: string, mode: number) {
    this.#try((files) => files.chmod(files.stat(path), mode));
  }

  async symlink(target: string, path: string) {
    this.#try((files) => files.symlink(target, path));
  }

  async link(existing: string, path: string) {
    this.#try((files) => files.link(existing, path));
  }

  async readlink(path: string): Promise<string> {
    return this.#try((files) => files.readlink(path));
  }

  async realpath(path: string): Promise<string> {
    return this.program(path) || this.#isOfPrograms(path) ? path : this.#try((files) => files.realpath(path));
  }

  async utimes(path: string, atime: Date, mtime: Date) {
    this.#try((files) => files.setTimes(files.stat(path), atime.getTime(), mtime.getTime()));
  }
}

const encodingOf = (options: Encoding) => (typeof options === 'string' ? options : options?.encoding);

const statOf = (node: FsNode): FsStat => ({
  isFile: node.kind === 'file',
  isDirectory: node.kind === 'directory',
  isSymbolicLink: node.kind === 'symlink',
  mode: node.mode,
  size: node.kind === 'file' ? node.content.size : 0,
  mtime: new Date(node.mtimeMs),
  dev: node.volume.device,
  ino: node.ino,
});
