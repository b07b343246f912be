import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { unzip, ZIP_LIMITS } from '../../src/lab/unzip.ts';

const bytesOf = (files: Zippable) => new Uint8Array(zipSync(files));
const why = async (zip: Uint8Array<ArrayBuffer>) => {
  const found = await unzip(zip);
  return found.kind === 'refused' ? found.why : JSON.stringify(found.entries.map(({ path }) => path));
};
const one = strToU8('x');

test('files come out as they went in, packed or not; folders and what macOS adds do not', async () => {
  const zip = bytesOf({
    'a.mjs': strToU8('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'),
    'größe/ü.txt': [strToU8('é'), { level: 0 }],
    lib: {},
    '__MACOSX/._a.mjs': one,
    '.DS_Store': one,
  });
  const found = await unzip(zip);
  if (found.kind === 'refused') throw new Error(found.why);
  expect(found.entries.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
    ['a.mjs', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['größe/ü.txt', 'é'],
  ]);
});

describe('a hostile zip is refused with what to do', () => {
  test.each([
    ['nothing', new Uint8Array(), /not a zip/],
    ['no zip', strToU8('hello, I am a text file of some length'), /not a zip/],
    ['half a zip', bytesOf({ a: strToU8('hello'.repeat(99)) }).slice(0, 60), /not a zip/],
    ['a way upwards', bytesOf({ '../../etc/x.mjs': one }), /leaves the function/],
    ['a way upwards inside', bytesOf({ 'a/../../x.mjs': one }), /leaves the function/],
    ['an absolute path', bytesOf({ '/etc/x.mjs': one }), /leaves the function/],
    ['a drive', bytesOf({ 'C:/x.mjs': one }), /leaves the function/],
    ['a path of old Windows tools', bytesOf({ 'a\\x.mjs': one }), /takes for a part of the name/],
    ['a name that is a prototype', bytesOf({ 'a/__proto__': one }), /reserved/],
    ['a symbolic link', bytesOf({ a: [one, { os: 3, attrs: 0o120777 << 16 }] }), /symbolic link/],
    [
      'too many files',
      bytesOf(
        Object.fromEntries(Array.from({ length: ZIP_LIMITS.files + 1 }, (_, at) => [`${at}.mjs`, one])),
      ),
      /holds 101 files; a lab takes 100.*node_modules/,
    ],
    ['a bomb', bytesOf({ 'a.txt': new Uint8Array(20_000_000) }), /larger than the 1 MB/],
    [
      'many small bombs',
      bytesOf(Object.fromEntries(['a', 'b', 'c'].map((name) => [name, new Uint8Array(400_000)]))),
      /larger than the 1 MB/,
    ],
    ['much that is not packed', bytesOf({ a: [new Uint8Array(1_100_000), { level: 0 }] }), /larger than/],
  ])('%s', async (_, zip, reason) => {
    expect(await why(zip as Uint8Array<ArrayBuffer>)).toMatch(reason);
  });

  test('a bomb that lies about its size', async () => {
    const zip = bytesOf({ 'a.txt': new Uint8Array(20_000_000) });
    const view = new DataView(zip.buffer);
    const listed = view.getUint32(zip.length - 22 + 16, true);
    view.setUint32(22, 5, true);
    view.setUint32(listed + 24, 5, true);
    expect(await why(zip)).toMatch(/larger than the 1 MB/);
  });

  test('a file whose bytes were changed', async () => {
    const zip = bytesOf({ a: [strToU8('hello'), { level: 0 }] });
    zip[31] = (zip[31] ?? 0) ^ 1;
    expect(await why(zip)).toMatch(/damaged/);
  });

  test('encryption', async () => {
    const zip = bytesOf({ a: one });
    const view = new DataView(zip.buffer);
    view.setUint16(view.getUint32(zip.length - 22 + 16, true) + 8, 1, true);
    expect(await why(zip)).toMatch(/encrypted/);
  });

  test('any bytes changed to any others: never a throw', async () => {
    const zip = bytesOf({ 'a.mjs': strToU8('hello '.repeat(20)), 'b/c.json': strToU8('{}') });
    for (let at = 0; at < zip.length; at += 1) {
      const hurt = zip.slice();
      hurt[at] = 0xff;
      expect((await unzip(hurt)).kind).toMatch(/files|refused/);
    }
  });
});
