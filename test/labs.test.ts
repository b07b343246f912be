import { expect, test } from 'vitest';
import { proveLab } from '../src/lab/proof.ts';
import { labSlugs, readLab } from '../src/lab/read.ts';
import { readWholeLab } from '../src/lab/refusals.ts';
import { freshCloud, judge, targetOn } from './support/simulate.ts';

/** Each proof has an account of its own, and there an interpreter of its own; scripts send requests by the hundred. */
for (const slug of labSlugs())
  test(`${slug}: the solution passes, the starter does not, and each mistake fails exactly what it says`, async () => {
    const proofs = await proveLab(await readWholeLab(slug), async () => targetOn(await freshCloud()));
    expect(proofs.length).toBeGreaterThanOrEqual(4);
    for (const { of, holds, found } of proofs) expect(holds, `${of}: ${found}`).toBe(true);
  });

const hello = readLab('hello-event');
const verdictOn = async (text: string) => {
  const { checks } = await import('../labs/hello-event/checks.ts');
  const verdict = await judge(hello, [{ path: 'index.mjs', text }], checks);
  if (verdict.kind === 'refused') throw new Error(verdict.message);
  return verdict.results.map(({ outcome }) => outcome.kind);
};

test('hello-event: an answer that is written down in advance passes no check on names', async () => {
  expect(await verdictOn("export const handler = async () => ({ message: 'Hello, Ada!' });")).toEqual([
    'fail',
    'fail',
    'fail',
  ]);
});

test('hello-event: code that throws is told apart from a wrong answer', async () => {
  expect(await verdictOn("export const handler = async () => { throw new Error('no'); };")).toEqual([
    'error',
    'error',
    'error',
  ]);
});

test('hello-event: overwriting what the runtime stands on passes nothing', async () => {
  const forgeries = [
    'JSON.stringify = () => \'{"message":"Hello, stranger!"}\'; export const handler = async () => 1;',
    "Promise.prototype.then = (done) => done({ message: 'x' }); export const handler = async () => 1;",
    "Object.prototype.toJSON = () => ({ message: 'Hello!' }); export const handler = async () => ({});",
    "globalThis.console.log = () => {}; export const handler = () => ({ __proto__: { message: 'Hello, stranger!' } });",
  ];
  for (const code of forgeries)
    expect((await verdictOn(code)).filter((kind) => kind === 'pass').length).toBeLessThan(3);
});
