import { deflateRawSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { inflate } from '../../src/lab/inflate.ts';
import { readShareFragment, shareFragment } from '../../src/lab/shared-work.ts';

const LAB = 'hello';
const WORK = {
  files: [
    { path: 'index.mjs', text: 'export const handler = async () => "Grüße 👋";\n' },
    { path: 'lib/names.mjs', text: '' },
  ],
  event: { name: 'first', text: '{ "not": json yet' },
};

const packed = (bytes: Uint8Array | string, version = '1') =>
  `#share=${version}.${deflateRawSync(bytes).toString('base64url')}`;
const linkWith = (change: object) => packed(JSON.stringify({ lab: LAB, ...WORK, ...change }));
const named = (...paths: string[]) => linkWith({ files: paths.map((path) => ({ path, text: '' })) });

test('a link gives back files and event, text that is not ASCII and JSON that is not finished included', async () => {
  const fragment = await shareFragment(LAB, WORK);
  expect(fragment).toMatch(/^#share=1\.[\w-]+$/);
  expect(await readShareFragment(LAB, fragment)).toEqual({ kind: 'shared', work: WORK });
});

test('a draft’s other fields, such as checks that passed, do not travel', async () => {
  const fragment = await shareFragment(LAB, { ...WORK, passed: ['x'] } as typeof WORK);
  expect(await readShareFragment(LAB, fragment)).toEqual({ kind: 'shared', work: WORK });
});

test.each([
  ['nothing', '#share=', 'not complete'],
  ['a version to come', packed('{}', '2'), 'another version'],
  ['characters outside base64url', '#share=1.a+b', 'damaged'],
  ['base64 of a wrong length', '#share=1.abcde', 'damaged'],
  ['bytes that are not DEFLATE', '#share=1._____w', 'damaged'],
  ['a stream cut short', packed('x'.repeat(500)).slice(0, -3), 'damaged'],
  ['a bomb', packed(Buffer.alloc(500_000, 97)), 'more than a lab may hold'],
  ['more characters than a link may have', `#share=1.${'A'.repeat(8000)}`, 'too long'],
  ['bytes that are not UTF-8', packed(new Uint8Array([0x22, 0xff, 0x22])), 'not a lab’s work'],
  ['text that is not JSON', packed('handler'), 'not a lab’s work'],
  ['a prototype', packed('{"__proto__":{"lab":"hello"}}'), 'not a lab’s work'],
  ['no files', linkWith({ files: [] }), 'not a lab’s work'],
  ['too many files', named(...Array.from({ length: 21 }, (_, at) => `f${at}.mjs`)), 'not a lab’s work'],
  ['a field nobody knows', linkWith({ run: true }), 'not a lab’s work'],
  ['code that is not text', linkWith({ files: [{ path: 'a.mjs', text: 1 }] }), 'not a lab’s work'],
  ['another lab’s work', linkWith({ lab: 'other' }), 'another lab'],
  ['a path upwards', named('lib/../../x.mjs'), 'leaves the function’s folder'],
  ['an absolute path', named('/etc/passwd'), 'leaves the function’s folder'],
  ['a Windows path', named('C:\\x.mjs'), 'leaves the function’s folder'],
  ['a path with an empty part', named('lib//x.mjs'), 'not plain'],
  ['a path that is not visible', named('a\u202eb.mjs'), 'cannot be seen'],
  ['a very long path', named('a'.repeat(129)), 'longer than 128'],
  ['a path of a prototype', named('__proto__'), 'reserved'],
  ['the same path twice', named('a.mjs', 'A.mjs'), 'same name'],
])('a link with %s is refused in words', async (_, fragment, why) => {
  const found = await readShareFragment(LAB, fragment);
  expect(found.kind).toBe('refused');
  expect(found).toHaveProperty('why', expect.stringContaining(why));
});

test('what unpacks without end is left once it passes the limit', async () => {
  let asked = 0;
  let left = false;
  class Endless {
    writable = new WritableStream();
    readable = new ReadableStream({
      pull: (controller) => {
        asked += 1;
        controller.enqueue(new Uint8Array(1000));
      },
      cancel: () => {
        left = true;
      },
    });
  }
  vi.stubGlobal('DecompressionStream', Endless);
  expect(await inflate(new Uint8Array([3, 0]), 10_000)).toEqual({ kind: 'too large' });
  vi.unstubAllGlobals();
  expect(left).toBe(true);
  expect(asked).toBeLessThan(15);
});
