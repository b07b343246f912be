import type { Binding, Native } from '../door.ts';
import type { Context } from '../start.ts';
import { fileOperations } from './file-operations.ts';
import { systemError } from './system-error.ts';

/** The result comes at once, as a promise, or by a callback: the last argument of a call says which. */
const kUsePromises = Symbol('fs_use_promises_symbol');

interface Request {
  oncomplete(error: unknown, ...results: unknown[]): void;
}

/** How many arguments come before the one that says how the result comes. */
const ARGUMENTS: Record<string, number> = {
  access: 2,
  chmod: 2,
  chown: 3,
  close: 1,
  copyFile: 3,
  existsSync: 1,
  fchmod: 2,
  fchown: 3,
  fdatasync: 1,
  fstat: 2,
  fsync: 1,
  ftruncate: 2,
  futimes: 3,
  getFormatOfExtensionlessFile: 1,
  internalModuleStat: 1,
  lchown: 3,
  link: 2,
  lstat: 2,
  lutimes: 3,
  mkdir: 3,
  mkdtemp: 2,
  open: 3,
  openFileHandle: 3,
  read: 5,
  readBuffers: 3,
  readdir: 3,
  readFileUtf8: 2,
  readlink: 2,
  realpath: 2,
  rename: 2,
  rmdir: 1,
  rmSync: 4,
  stat: 2,
  statfs: 2,
  symlink: 3,
  unlink: 1,
  utimes: 3,
  writeBuffer: 5,
  writeBuffers: 3,
  writeFileUtf8: 4,
  writeString: 4,
};

export function fsBinding(context: Context): Binding {
  const { door } = context;
  const operations = fileOperations(context);

  /** The event loop hands over what a file operation brings. */
  const later = (act: () => void) => void door.startTimer(0, context.bind(act));

  const calling =
    (name: string, run: Native) =>
    (...args: unknown[]) => {
      const how = args[ARGUMENTS[name] ?? args.length];
      const own = args.slice(0, ARGUMENTS[name]) as never[];
      if (how === kUsePromises)
        return new Promise((resolve, reject) => {
          let result: unknown;
          try {
            result = run(...own);
          } catch (error) {
            return later(() => reject(error));
          }
          later(() => resolve(result));
        });
      if (how instanceof FSReqCallback) {
        let outcome: [error: unknown, ...unknown[]];
        try {
          const result = run(...own);
          outcome = result === undefined ? [null] : [null, result];
        } catch (error) {
          outcome = [error];
        }
        return later(() => (how as Request).oncomplete(...outcome));
      }
      try {
        return run(...own);
      } catch (error) {
        const missing =
          (error as { code?: string }).code === 'ENOENT' || (error as { code?: string }).code === 'ENOTDIR';
        // `throwIfNoEntry`, which stands after the place of the request.
        const mayMiss = (name === 'stat' || name === 'lstat') && args[3] === false;
        if (mayMiss && missing) return undefined;
        throw error;
      }
    };

  class FSReqCallback {
    declare oncomplete: Request['oncomplete'];
    bigint: boolean;
    constructor(bigint = false) {
      this.bigint = bigint;
    }
  }

  /** What an open file is for `fs.promises`. */
  class FileHandle {
    fd: number;
    constructor(fd: number) {
      this.fd = fd;
    }
    getAsyncId() {
      return 0;
    }
    close() {
      const { fd } = this;
      this.fd = -1;
      return calling('close', operations.close as Native)(fd, kUsePromises);
    }
    releaseFD() {
      const { fd } = this;
      this.fd = -1;
      return fd;
    }
    onread() {}
  }

  const all: Record<string, Native> = {
    ...operations,
    openFileHandle: (...args: Parameters<typeof operations.open>) => new FileHandle(operations.open(...args)),
  };
  return {
    ...Object.fromEntries(Object.entries(all).map(([name, run]) => [name, calling(name, run)])),
    kUsePromises,
    kFsStatsFieldsNumber: 18,
    statValues: new Float64Array(36),
    bigintStatValues: new BigInt64Array(36),
    FSReqCallback,
    FileHandle,
    StatWatcher: class StatWatcher {},
    setupSourceMap() {},
  };
}

/** `fs.opendir`. */
export function fsDirBinding(context: Context): Binding {
  const { door } = context;
  const { readdir } = fileOperations(context);
  const handle = (path: string, encoding: string) => {
    const [names, types] = readdir(path, encoding, true) as [string[], number[]];
    const entries = names.flatMap((name, i) => [name, types[i]]);
    const answer = (result: unknown, request?: Request) => {
      if (!request) return result;
      door.startTimer(0, () => request.oncomplete(null, result));
      return undefined;
    };
    return {
      read: (_encoding: string, size: number, request?: Request) =>
        answer(entries.length > 0 ? entries.splice(0, size * 2) : null, request),
      close: (request?: Request) => answer(undefined, request),
    };
  };
  return {
    opendir(path: string, encoding: string, request?: Request) {
      if (!request) return handle(path, encoding);
      let outcome: [unknown, unknown?];
      try {
        outcome = [null, handle(path, encoding)];
      } catch (error) {
        outcome = [systemError(context, error, 'opendir')];
      }
      door.startTimer(0, () => request.oncomplete(...outcome));
      return undefined;
    },
    opendirSync: (path: string) => handle(path, 'utf8'),
  };
}
