import { expect, test } from 'vitest';
import type { Check } from '../src/lab/check.ts';
import type { SourceFile } from '../src/lab/lab.ts';
import { labSlugs, readLab, readSolution } from '../src/lab/read.ts';
import { readMistakes } from '../src/lab/read-mistakes.ts';
import { overlay } from '../src/lab/sources.ts';
import { judge } from './support/simulate.ts';

for (const slug of labSlugs()) {
  const lab = readLab(slug);
  const mistakes = readMistakes(`labs/${slug}`);
  const verdictOf = async (files: readonly SourceFile[]) => {
    const { checks } = (await import(`../labs/${slug}/checks.ts`)) as { checks: Check[] };
    const verdict = await judge(lab, files, checks, mistakes);
    if (verdict.kind === 'refused') throw new Error(verdict.message);
    return verdict;
  };
  const outcomesOf = async (files: readonly SourceFile[]) =>
    (await verdictOf(files)).results.map(({ id, outcome }) => `${id}: ${outcome.kind}`);

  test(`${slug}: the solution passes every check`, async () => {
    for (const outcome of await outcomesOf(readSolution(lab))) expect(outcome).toMatch(/: pass$/);
  });

  test(`${slug}: the starter does not pass yet`, async () => {
    expect((await outcomesOf(lab.starter)).join()).toContain(': fail');
  });

  for (const { name, fails, hint, files } of mistakes)
    test(`${slug}: the mistake ${name} fails exactly what it says, and gets its hint`, async () => {
      const { results, mistake } = await verdictOf(overlay(lab.starter, files));
      const failing = results.filter(({ outcome }) => outcome.kind !== 'pass').map(({ id }) => id);
      expect(failing.sort()).toEqual([...fails].sort());
      expect(mistake).toEqual({ name, hint });
    });
}

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
