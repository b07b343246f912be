import * as real from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFileSystem } from '../../src/cloud/environment/file-system.ts';
import { createDescriptors } from '../../src/cloud/environment/files/descriptors.ts';
import { OPEN } from '../../src/cloud/environment/files/open-files.ts';
import { PosixError } from '../../src/cloud/environment/files/posix-error.ts';
import { unpack } from '../../src/cloud/environment/files/tree.ts';
import { toBytes, toText } from '../../src/cloud/http.ts';

const volume = { device: 3, readOnly: true, used: 0, capacity: 0, entries: 0 };

/** The same calls on the simulated file system, and on the one of this machine, in a folder of its own. */
interface Calls {
  mkdir(path: string): unknown;
  rmdir(path: string): unknown;
  unlink(path: string): unknown;
  rename(from: string, to: string): unknown;
  link(from: string, to: string): unknown;
  symlink(target: string, path: string): unknown;
  readlink(path: string): unknown;
  list(path: string): unknown;
  stat(path: string): unknown;
  write(path: string, flags: number, text: string): unknown;
  read(path: string): unknown;
  truncate(path: string, size: number): unknown;
  realpath(path: string): unknown;
}

function simulated(): Calls {
  const empty = unpack([], volume, 1, 0);
  const files = createFileSystem({ task: empty, opt: empty, ephemeralStorage: 2 ** 24, now: () => 0 });
  const fds = createDescriptors(files);
  const at = (path: string) => `/tmp/${path}`;
  const open = <T>(path: string, flags: number, use: (fd: number) => T): T => {
    const fd = fds.open(at(path), flags, 0o644);
    try {
      return use(fd);
    } finally {
      fds.close(fd);
    }
  };
  return {
    mkdir: (path) => files.mkdir(at(path), 0o755),
    rmdir: (path) => files.rmdir(at(path)),
    unlink: (path) => files.unlink(at(path)),
    rename: (from, to) => files.rename(at(from), at(to)),
    link: (from, to) => files.link(at(from), at(to)),
    symlink: (target, path) => files.symlink(target, at(path)),
    readlink: (path) => files.readlink(at(path)),
    list: (path) =>
      files
        .list(at(path))
        .map(([name]) => name)
        .sort(),
    stat: (path) => {
      const node = files.stat(at(path));
      return node.kind === 'file' ? [node.kind, node.content.size, node.links] : [node.kind];
    },
    write: (path, flags, text) => open(path, flags, (fd) => fds.write(fd, toBytes(text), undefined)),
    read: (path) => open(path, 0, (fd) => toText(fds.read(fd, 1_000, undefined))),
    truncate: (path, size) => open(path, OPEN.WRONLY, (fd) => fds.resize(fd, size)),
    realpath: (path) => files.realpath(at(path)).replace('/tmp', ''),
  };
}

function onThisMachine(root: string): Calls {
  const at = (path: string) => `${root}/${path}`;
  const open = <T>(path: string, flags: number, use: (fd: number) => T): T => {
    const fd = real.openSync(at(path), flags, 0o644);
    try {
      return use(fd);
    } finally {
      real.closeSync(fd);
    }
  };
  return {
    mkdir: (path) => real.mkdirSync(at(path)),
    rmdir: (path) => real.rmdirSync(at(path)),
    unlink: (path) => real.unlinkSync(at(path)),
    rename: (from, to) => real.renameSync(at(from), at(to)),
    link: (from, to) => real.linkSync(at(from), at(to)),
    symlink: (target, path) => real.symlinkSync(target, at(path)),
    readlink: (path) => real.readlinkSync(at(path)),
    list: (path) => real.readdirSync(at(path)).sort(),
    stat: (path) => {
      const stats = real.statSync(at(path));
      return stats.isFile() ? ['file', stats.size, stats.nlink] : ['directory'];
    },
    write: (path, flags, text) => open(path, flags, (fd) => real.writeSync(fd, text)),
    read: (path) => open(path, 0, (fd) => real.readFileSync(fd, 'utf8')),
    truncate: (path, size) => open(path, OPEN.WRONLY, (fd) => real.ftruncateSync(fd, size)),
    realpath: (path) => real.realpathSync.native(at(path)).replace(root, ''),
  };
}

const outcome = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    if (error instanceof PosixError || error instanceof Error) return (error as { code?: string }).code;
    throw error;
  }
};

const path = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'a/a', 'a/b', 'b/a', 'a/b/c') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a/', './b', 'a/../b', 'b/.', 'a/b/..', 'a//b', 'b/a/'),
  },
);
const anyPath = fc.oneof(
  { weight: 9, arbitrary: path },
  { weight: 1, arbitrary: fc.constant('x'.repeat(256)) },
);
const { CREAT, WRONLY, RDWR, EXCL, TRUNC, APPEND, NOFOLLOW } = OPEN;
const flags = fc.constantFrom(
  WRONLY,
  WRONLY | CREAT | TRUNC,
  WRONLY | CREAT | APPEND,
  RDWR | CREAT | EXCL,
  RDWR | CREAT,
  WRONLY | NOFOLLOW,
  0,
);
const call: fc.Arbitrary<[keyof Calls, ...unknown[]]> = fc.oneof(
  fc.tuple(
    fc.constantFrom<keyof Calls>('mkdir', 'rmdir', 'unlink', 'list', 'stat', 'read', 'readlink', 'realpath'),
    path,
  ),
  fc.tuple(fc.constant<keyof Calls>('mkdir'), anyPath),
  fc.tuple(fc.constantFrom<keyof Calls>('rename', 'link'), path, path),
  fc.tuple(
    fc.constant<keyof Calls>('symlink'),
    fc.constantFrom('a', 'b/../a', 'b/a', 'c', '.', 'nowhere'),
    path,
  ),
  fc.tuple(fc.constant<keyof Calls>('write'), path, flags, fc.constantFrom('one', 'twelve')),
  fc.tuple(fc.constant<keyof Calls>('truncate'), path, fc.constantFrom(0, 2, 9)),
);

test('/tmp does what a disk of Linux does, errors included', () => {
  const parent = real.mkdtempSync(join(real.realpathSync(tmpdir()), 'file-system-'));
  let runs = 0;
  try {
    fc.assert(
      fc.property(fc.array(call, { minLength: 5, maxLength: 40 }), (calls) => {
        const root = join(parent, String(++runs));
        real.mkdirSync(root);
        const [ours, theirs] = [simulated(), onThisMachine(root)];
        for (const [name, ...args] of calls) {
          const run = (on: Calls) => outcome(() => (on[name] as (...args: unknown[]) => unknown)(...args));
          expect([name, ...args, run(ours)]).toEqual([name, ...args, run(theirs)]);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  } finally {
    real.rmSync(parent, { recursive: true });
  }
});
