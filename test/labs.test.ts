import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Check, CheckOutcome } from '../src/lab/check.ts';
import type { SourceFile } from '../src/lab/lab.ts';
import { readLab } from '../src/lab/read.ts';
import { judge } from './support/simulate.ts';

const LABS = new URL('../labs/', import.meta.url).pathname;

const filesIn = (folder: string): SourceFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));

/** The starter with the files of the solution laid over it. */
const overlay = (starter: SourceFile[], changes: SourceFile[]) => [
  ...starter.filter(({ path }) => !changes.some((change) => change.path === path)),
  ...changes,
];

for (const slug of readdirSync(LABS)) {
  const lab = readLab(slug);
  const outcomesOf = async (files: SourceFile[]): Promise<Record<string, CheckOutcome['kind']>> => {
    const { checks } = (await import(`../labs/${slug}/checks.ts`)) as { checks: Check[] };
    const verdict = await judge(lab, files, checks);
    if (verdict.kind === 'refused') throw new Error(verdict.message);
    return Object.fromEntries(verdict.results.map(({ id, outcome }) => [id, outcome.kind]));
  };

  test(`${slug}: the solution passes every check`, async () => {
    const outcomes = await outcomesOf(overlay(lab.starter, filesIn(join(LABS, slug, 'solution'))));
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['pass']));
  });

  test(`${slug}: the starter does not pass yet`, async () => {
    expect(Object.values(await outcomesOf(lab.starter))).toContain('fail');
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
