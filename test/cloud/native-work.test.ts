import { expect, test } from 'vitest';
import { runHandler } from '../support/simulate.ts';

/** The last lines of the log, and how long it took, of a handler with this body. */
async function endOf(body: string) {
  const code = `export const handler = async () => {\n${body}\n};`;
  const [outcome] = await runHandler(code, [{}], { timeout: 900 });
  if (outcome?.kind !== 'failed') throw new Error(JSON.stringify(outcome));
  return `${outcome.failure.errorMessage} ${outcome.report!.maxMemoryUsedMB} MB ${outcome.report!.durationMs} ms`;
}

const TIMED_OUT = /Task timed out after 900\.00 seconds/;
const KILLED = /signal: killed/;

test.each([
  ['for (;;) await null;', TIMED_OUT],
  ['const again = () => Promise.resolve().then(again); again(); await new Promise(() => {});', KILLED],
  ['const fork = async () => { await 0; fork(); fork(); }; fork(); await new Promise(() => {});', KILLED],
  ['for (;;) try { null.x } catch {}', TIMED_OUT],
  ['for (;;) Date.now();', TIMED_OUT],
  ['for (;;) [5, 3, 9].sort();', TIMED_OUT],
  ['const many = Array.from({ length: 100_000 }, Math.random); for (;;) many.toSorted();', TIMED_OUT],
  ['const many = new Array(1e6).fill(0); for (;;) many.indexOf(1);', TIMED_OUT],
  ["const text = JSON.stringify({ text: 'x'.repeat(1e6) }); for (;;) JSON.parse(text);", TIMED_OUT],
  ["for (;;) /^(a|b)+$/.test('abababab');", TIMED_OUT],
  ["const text = 'x'.repeat(1e4); for (;;) text.replace(/x/g, 'y');", TIMED_OUT],
  ['const map = new Map(); for (let i = 0; ; i++) map.set(i % 1_000, {});', TIMED_OUT],
  ['const map = new Map(); for (let i = 0; ; i++) map.set(i, {});', KILLED],
  ['const all = []; for (;;) try { for (;;) all.push({}); } catch {}', KILLED],
])(
  '%s ends by what it does, not by how long that takes here',
  async (body, how) => {
    const end = await endOf(body);
    expect(end).toMatch(how);
    expect(await endOf(body)).toBe(end);
  },
  30_000,
);

test('what a native function does takes virtual time, in proportion', async () => {
  const took = async (body: string) => {
    const [outcome] = await runHandler(`export const handler = async () => {\n${body}\n};`, [{}], {
      memorySize: 1_769,
    });
    if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
    return outcome.report!.durationMs;
  };
  const list = (length: number) => `const list = new Float64Array(${length}).map(Math.random);`;
  const sorting = async (length: number) =>
    (await took(`${list(length)} list.sort();`)) - (await took(list(length)));
  const [some, many] = [await sorting(20_000), await sorting(200_000)];
  // Node.js 24 takes 20 ms for the many.
  expect(many).toBeGreaterThan(4);
  expect(many).toBeLessThan(60);
  expect(many / some).toBeGreaterThan(8);
});

test('native functions are as the engine has them, and nothing new is in reach', async () => {
  const [outcome] = await runHandler(`export const handler = async () => [
    JSON.parse.toString().replace(/\\s+/g, ' '), JSON.stringify.length, Object.keys(JSON),
    [].sort.toString().replace(/\\s+/g, ' '), typeof native_turns];`);
  expect(outcome).toMatchObject({
    payload: JSON.stringify([
      'function parse() { [native code] }',
      3,
      [],
      'function sort() { [native code] }',
      'undefined',
    ]),
  });
});
