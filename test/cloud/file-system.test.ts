import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFileSystem, type FileSystem } from '../../src/cloud/environment/file-system.ts';
import { createDescriptors } from '../../src/cloud/environment/files/descriptors.ts';
import { OPEN } from '../../src/cloud/environment/files/open-files.ts';
import { PosixError } from '../../src/cloud/environment/files/posix-error.ts';
import { type PackedFile, unpack } from '../../src/cloud/environment/files/tree.ts';
import { toBytes, toText } from '../../src/cloud/http.ts';

const MB = 2 ** 20;
const { WRONLY, RDWR, CREAT, TRUNC, APPEND, EXCL } = OPEN;
const readOnly = () => ({ device: 3, readOnly: true, used: 0, capacity: 0, entries: 0 });

const packed = (files: Record<string, string | PackedFile>) =>
  new Map(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' ? { bytes: toBytes(file) } : file,
    ]),
  );

function environmentFiles(
  task: Record<string, string | PackedFile> = { 'index.mjs': 'code' },
  ephemeralStorage = 512 * MB,
) {
  let now = 1_000;
  const files = createFileSystem({
    task: unpack([packed(task)], readOnly(), 1_000, 500),
    opt: unpack([], readOnly(), 2_000, 500),
    ephemeralStorage,
    now: () => now++,
  });
  return { files, fds: createDescriptors(files) };
}

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
    return 'no error';
  } catch (error) {
    if (error instanceof PosixError) return error.code;
    throw error;
  }
};

type Fds = ReturnType<typeof createDescriptors>;
const save = (fds: Fds, path: string, text: string | Uint8Array, flags = WRONLY | CREAT | TRUNC) => {
  const fd = fds.open(path, flags, 0o644);
  fds.write(fd, typeof text === 'string' ? toBytes(text) : text, undefined);
  fds.close(fd);
};
const load = (files: FileSystem, path: string) => {
  const node = files.open(path, 0, 0);
  const text = toText(files.read(node, 0, 2 ** 30));
  files.release(node);
  return text;
};

test('the code is under /var/task and nobody can change it', () => {
  const { files, fds } = environmentFiles({ 'index.mjs': 'code', 'lib/a.js': 'a' });
  expect(load(files, '/var/task/lib/a.js')).toBe('a');
  expect(files.list('/var/task')).toEqual([
    ['index.mjs', 'file'],
    ['lib', 'directory'],
  ]);
  expect(codeOf(() => fds.open('/var/task/index.mjs', WRONLY, 0))).toBe('EROFS');
  expect(codeOf(() => fds.open('/var/task/new.txt', WRONLY | CREAT, 0o644))).toBe('EROFS');
  expect(codeOf(() => files.mkdir('/var/task/new', 0o755))).toBe('EROFS');
  expect(codeOf(() => files.unlink('/var/task/index.mjs'))).toBe('EROFS');
  expect(codeOf(() => files.rename('/var/task/index.mjs', '/var/task/x'))).toBe('EROFS');
  expect(codeOf(() => files.chmod(files.stat('/var/task/index.mjs'), 0o777))).toBe('EROFS');
  expect(codeOf(() => save(fds, '/opt/x', ''))).toBe('EROFS');
  expect(codeOf(() => save(fds, '/x', ''))).toBe('EROFS');
});

test('a file of the package that others may not read is not readable for the function', () => {
  const { fds } = environmentFiles({ secret: { bytes: toBytes('x'), mode: 0o600 } });
  expect(codeOf(() => fds.open('/var/task/secret', 0, 0))).toBe('EACCES');
});

test('symbolic links in a package lead on, also out of it and in a circle', () => {
  const link = (target: string): PackedFile => ({ bytes: new Uint8Array(), target });
  const { files } = environmentFiles({
    'real/a.js': 'a',
    linked: link('real'),
    up: link('../../tmp'),
    round: link('round'),
  });
  expect(load(files, '/var/task/linked/a.js')).toBe('a');
  expect(files.realpath('/var/task/linked/a.js')).toBe('/var/task/real/a.js');
  expect(files.realpath('/var/task/up')).toBe('/tmp');
  expect(codeOf(() => files.stat('/var/task/round'))).toBe('ELOOP');
});

test('later layers win over earlier ones, and their folders become one', () => {
  const opt = unpack(
    [packed({ 'nodejs/a.js': 'first', 'nodejs/b.js': 'b' }), packed({ 'nodejs/a.js': 'second' })],
    readOnly(),
    1,
    0,
  );
  const task = unpack([], readOnly(), 1, 0);
  const files = createFileSystem({ task, opt, ephemeralStorage: MB, now: () => 0 });
  expect(load(files, '/opt/nodejs/a.js')).toBe('second');
  expect(load(files, '/opt/nodejs/b.js')).toBe('b');
});

test('/tmp holds what the ephemeral storage has room for, and gives it back', () => {
  const { files, fds } = environmentFiles({}, MB);
  const half = new Uint8Array(MB / 2);
  save(fds, '/tmp/a', half);
  save(fds, '/tmp/b', half);
  expect(codeOf(() => save(fds, '/tmp/c', 'x'))).toBe('ENOSPC');
  files.unlink('/tmp/a');
  save(fds, '/tmp/c', 'x');
  expect(files.used()).toBe(MB / 2 + 4_096);
});

test('a write that finds room for a part is short, and the next one fails', () => {
  const { fds } = environmentFiles({}, MB);
  const fd = fds.open('/tmp/big', WRONLY | CREAT, 0o644);
  expect(fds.write(fd, new Uint8Array(MB + 1), undefined)).toBe(MB);
  expect(codeOf(() => fds.write(fd, new Uint8Array(1), undefined))).toBe('ENOSPC');
});

test('a deleted file takes room as long as somebody has it open', () => {
  const { files, fds } = environmentFiles({}, MB);
  const fd = fds.open('/tmp/a', RDWR | CREAT, 0o644);
  fds.write(fd, new Uint8Array(MB), undefined);
  files.unlink('/tmp/a');
  expect(files.used()).toBe(MB);
  fds.closeAll();
  expect(files.used()).toBe(0);
});

test('/tmp has as many files as blocks, and no more', () => {
  const { fds } = environmentFiles({}, 4_096 * 10);
  for (let i = 0; i < 10; i++) save(fds, `/tmp/${i}`, '');
  expect(codeOf(() => save(fds, '/tmp/one-more', ''))).toBe('ENOSPC');
});

test('a process has 1,024 descriptors, and a closed one is free again', () => {
  const { fds } = environmentFiles();
  const opened: number[] = [];
  const code = codeOf(() => {
    for (;;) opened.push(fds.open('/var/task/index.mjs', 0, 0));
  });
  expect(code).toBe('EMFILE');
  expect(opened).toHaveLength(1_021);
  fds.close(opened[7]!);
  expect(fds.open('/tmp', 0, 0)).toBe(opened[7]);
});

test('names that are special to JavaScript are names like any other', () => {
  const { files, fds } = environmentFiles({ __proto__x: 'x' });
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
    expect(codeOf(() => files.stat(`/tmp/${name}`))).toBe('ENOENT');
    expect(codeOf(() => files.stat(`/var/task/${name}`))).toBe('ENOENT');
    save(fds, `/tmp/${name}`, name);
    expect(load(files, `/tmp/${name}`)).toBe(name);
  }
});

test('a hundred megabytes of the same letter take little of the real memory', () => {
  const { files, fds } = environmentFiles();
  const megabyte = new Uint8Array(MB).fill(120);
  for (let i = 0; i < 100; i++) save(fds, '/tmp/x', megabyte, WRONLY | CREAT | APPEND);
  const node = files.stat('/tmp/x');
  if (node.kind !== 'file') throw new Error();
  expect(node.content.size).toBe(100 * MB);
  expect(new Set(node.content.pages).size).toBeLessThan(3);
});

test('writing nothing past the end leaves a file as it is', () => {
  const { files, fds } = environmentFiles();
  const fd = fds.open('/tmp/x', RDWR | CREAT | EXCL, 0o644);
  expect(fds.write(fd, new Uint8Array(), 1)).toBe(0);
  expect(fds.read(fd, 10, 0)).toHaveLength(0);
  expect(files.used()).toBe(0);
});

test('what is written is what is read, wherever the writes begin and end', () => {
  const write = fc.record({ offset: fc.nat(200_000), length: fc.nat(140_000), byte: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(write, { maxLength: 6 }), fc.nat(250_000), (writes, cut) => {
      const { files, fds } = environmentFiles();
      const fd = fds.open('/tmp/x', RDWR | CREAT | EXCL, 0o644);
      let model = new Uint8Array();
      const resize = (size: number) => {
        const next = new Uint8Array(size);
        next.set(model.subarray(0, size));
        model = next;
      };
      for (const { offset, length, byte } of writes) {
        fds.write(fd, new Uint8Array(length).fill(byte), offset);
        if (length > 0) resize(Math.max(model.length, offset + length));
        model.fill(byte, offset, offset + length);
      }
      expect(Buffer.compare(fds.read(fd, 2 ** 30, 0), model)).toBe(0);
      fds.resize(fd, cut);
      resize(cut);
      expect(Buffer.compare(fds.read(fd, 2 ** 30, 0), model)).toBe(0);
      expect(files.used()).toBe(Math.ceil(cut / 4_096) * 4_096);
    }),
    { numRuns: 25, seed: 7 },
  );
});
