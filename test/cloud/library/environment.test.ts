import { expect, test } from 'vitest';
import type { RunOutcome } from '../../../src/lab/run.ts';
import { freshCloud, HELLO, runFiles, runHandler } from '../../support/simulate.ts';

const FS = "import fs from 'node:fs';\n";
const handler = (body: string, top = FS) => `${top}export const handler = async (event) => {\n${body}\n};`;
const payloads = (outcomes: RunOutcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'returned' ? JSON.parse(outcome.payload) : outcome.kind));

test('/tmp is kept from one invocation to the next, and after a timeout; variables are not', async () => {
  const code = handler(
    `n += 1;
if (event.write) fs.writeFileSync('/tmp/kept', 'kept');
if (event.hang) for (;;);
return [n, fs.existsSync('/tmp/kept')];`,
    `${FS}let n = 0;\n`,
  );
  const outcomes = await runHandler(code, [{ write: true }, {}, { hang: true }, {}], { timeout: 1 });
  expect(payloads(outcomes)).toEqual([[1, true], [2, true], 'failed', [1, true]]);
});

test('/tmp is gone with the environment', async () => {
  const code = handler(
    "const there = fs.existsSync('/tmp/x'); fs.writeFileSync('/tmp/x', ''); return there;",
  );
  const cloud = await freshCloud();
  const [first] = payloads(await runFiles(HELLO, [{ path: 'index.mjs', text: code }], ['{}'], cloud));
  await cloud.reclaim('function-under-test');
  const [second] = payloads(await runFiles(HELLO, [{ path: 'index.mjs', text: code }], ['{}'], cloud));
  expect([first, second]).toEqual([false, false]);
});

test('files that a crash left open are closed', async () => {
  const code = handler(
    "if (event.leak) { for (let i = 0; i < 900; i++) fs.openSync('/var/task/index.mjs'); process.exit(1); }\nreturn fs.openSync('/var/task/index.mjs');",
  );
  const [, after] = payloads(await runHandler(code, [{ leak: true }, {}]));
  expect(after).toBe(3);
});

test.each([
  ["fs.writeFileSync('/var/task/x', '')", "EROFS: read-only file system, open '/var/task/x'"],
  ["fs.writeFileSync('/opt/x', '')", "EROFS: read-only file system, open '/opt/x'"],
  ["fs.mkdirSync('/home/me', { recursive: true })", "EROFS: read-only file system, mkdir '/home/me'"],
  ["fs.writeFileSync('relative.txt', '')", "EROFS: read-only file system, open 'relative.txt'"],
  [
    "fs.writeFileSync('/tmp/big', ''); fs.truncateSync('/tmp/big', 511 * 2 ** 20); for (let i = 0; i < 2; i++) fs.appendFileSync('/tmp/big', Buffer.alloc(2 ** 20))",
    'ENOSPC: no space left on device, write',
  ],
  ["for (;;) fs.openSync('/var/task/index.mjs')", "EMFILE: too many open files, open '/var/task/index.mjs'"],
  ["fs.readFileSync('/etc/passwd')", "ENOENT: no such file or directory, open '/etc/passwd'"],
  [
    "fs.readFileSync('/var/task/../../../../../etc/passwd')",
    "ENOENT: no such file or directory, open '/var/task/../../../../../etc/passwd'",
  ],
  [
    "fs.readFileSync('/tmp/\\0')",
    "The argument 'path' must be a string, Uint8Array, or URL without null bytes. Received '/tmp/\\x00'",
  ],
])('%s fails as on Lambda', async (body, message) => {
  const [error] = payloads(
    await runHandler(handler(`try { ${body}; } catch (error) { return error.message; }`), [{}], {
      memorySize: 1_024,
      timeout: 60,
    }),
  );
  expect(error).toBe(message);
});

test('the user, the folder and the temporary folder are those of Lambda', async () => {
  const body =
    "const { uid, username } = os.userInfo();\nreturn [process.cwd(), os.tmpdir(), username, uid === process.getuid(), fs.readdirSync('/').sort()];";
  const [found] = payloads(await runHandler(handler(body, `${FS}import os from 'node:os';\n`)));
  expect(found).toEqual(['/var/task', '/tmp', 'sbx_user1051', true, ['dev', 'opt', 'tmp', 'var']]);
});

test('chance comes from the seed: the same run makes the same identifiers', async () => {
  const body =
    'return [crypto.randomUUID(), randomBytes(4).toString("hex"), Math.random(), [...crypto.getRandomValues(new Uint8Array(3))], fs.mkdtempSync("/tmp/x-")];';
  const code = handler(body, `${FS}import { randomBytes } from 'node:crypto';\n`);
  const [first] = payloads(await runHandler(code));
  const [second] = payloads(await runHandler(code));
  expect(second).toEqual(first);
  const uuids = await runHandler(handler('return crypto.randomUUID();'), [{}, {}]);
  expect(new Set(payloads(uuids)).size).toBe(2);
});

test('the library tells only the virtual time', async () => {
  const body =
    "const from = performance.now(); await new Promise((done) => setTimeout(done, 60_000)); fs.writeFileSync('/tmp/t', ''); return [Math.round((performance.now() - from) / 1000), Math.abs(fs.statSync('/tmp/t').mtimeMs - Date.now()) < 50];";
  const [found] = payloads(await runHandler(handler(body), [{}], { timeout: 100 }));
  expect(found).toEqual([60, true]);
});

test('a handler that imports nothing needs no more time and memory for what it could import', async () => {
  const plain = 'export const handler = async () => 1;';
  const eager = `import 'node:fs'; import 'node:crypto'; import 'node:stream';\n${plain}`;
  const [bare, loaded] = await Promise.all([runHandler(plain), runHandler(eager)]);
  const report = (outcome: RunOutcome | undefined) => {
    if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
    return outcome.report!;
  };
  expect(report(loaded[0]).maxMemoryUsedMB - report(bare[0]).maxMemoryUsedMB).toBeLessThanOrEqual(2);
  expect(report(loaded[0]).initDurationMs! - report(bare[0]).initDurationMs!).toBeLessThan(20);
});

test('code that breaks what everything stands on harms itself alone', async () => {
  const code = `Array.prototype.push = () => { throw new Error('mine'); };
Array.prototype.map = Array.prototype.filter = null;
Object.prototype.get = () => 'forged';
Map.prototype.get = () => undefined;
export const handler = async () => {
  try { (await import('node:fs')).readFileSync('/etc/passwd'); } catch (error) { return { honest: true }; }
};`;
  const [first, second] = await runHandler(code, [{}, {}]);
  for (const outcome of [first, second]) expect(outcome?.kind).not.toBe('refused');
  const [after] = payloads(await runHandler('export const handler = async () => [1].map((x) => x + 1);'));
  expect(after).toEqual([2]);
});

test('a library that never ends loading is cut off like any other work', async () => {
  const code = `Object.defineProperty = () => { for (;;); };
export const handler = async () => { await import('node:stream'); };`;
  const [outcome] = await runHandler(code, [{}], { timeout: 1 });
  expect(outcome?.kind === 'failed' && outcome.failure.errorType).toBe('Sandbox.Timedout');
});

test('a hundred thousand files end in an error or a timeout, and the next invocation works', async () => {
  const body =
    "if (event.many) for (let i = 0; i < 100_000; i++) fs.writeFileSync('/tmp/' + i, '');\nreturn 'fine';";
  const outcomes = await runHandler(handler(body), [{ many: true }, {}], { timeout: 10 });
  expect(payloads(outcomes).at(-1)).toBe('fine');
});
