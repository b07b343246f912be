import { expect, test } from 'vitest';
import { carryOut, takeBack } from '../../../src/lab/portable/carry-out.ts';
import { planImport } from '../../../src/lab/portable/plan.ts';
import type { KeptWork } from '../../../src/lab/portable/work-file.ts';
import { catalogue, draft, NOW, progress, shelvesOf, work } from './work.ts';

const mine = work({ draft: draft('mine', 1), answers: { one: 'wrong' } });
const theirs = work({ draft: draft('theirs', 2), progress: progress(), answers: { one: 'right' } });
const changesOf = (yours: KeptWork) =>
  planImport(catalogue, yours, theirs, NOW).items.flatMap(({ change }) => change ?? []);
const lying = ({ drafts, labs, answers }: ReturnType<typeof shelvesOf>) =>
  structuredClone({ drafts: drafts.kept, labs: labs.kept, answers: answers.kept });
const refuse = (name: string) => async () => {
  throw Object.assign(new Error(), { name });
};

test('what was planned is written, and can be taken back', async () => {
  const shelves = shelvesOf(mine);
  const before = lying(shelves);
  expect(await carryOut(shelves, changesOf(mine), NOW)).toEqual({ kind: 'done' });
  expect(shelves.drafts.kept.get('hello')).toMatchObject({ files: [{ text: 'theirs' }] });
  expect(shelves.labs.kept.get('hello')).toEqual(progress());
  expect(shelves.answers.kept.get('features')).toEqual([['one', ['right']]]);
  expect(await takeBack(shelves)).toEqual({ kind: 'done', left: 0 });
  expect(lying(shelves)).toEqual(before);
  expect(await shelves.journal.read()).toBeUndefined();
});

test('work done since the import stays when the import is taken back', async () => {
  const shelves = shelvesOf(mine);
  await carryOut(shelves, changesOf(mine), NOW);
  shelves.drafts.kept.set('hello', draft('since', 9));
  expect(await takeBack(shelves)).toEqual({ kind: 'done', left: 1 });
  expect(shelves.drafts.kept.get('hello')).toMatchObject({ files: [{ text: 'since' }] });
  expect(shelves.answers.kept.get('features')).toEqual([['one', ['wrong']]]);
});

test.each(['drafts', 'labs', 'answers'] as const)(
  'when the storage is full at the %s, nothing is half-written',
  async (place) => {
    const shelves = shelvesOf(mine);
    const before = lying(shelves);
    const full = { ...shelves, [place]: { ...shelves[place], write: refuse('QuotaExceededError') } };
    expect(await carryOut(full, changesOf(mine), NOW)).toEqual({ kind: 'refused', full: true });
    expect(lying(shelves)).toEqual(before);
    expect(await shelves.journal.read()).toBeUndefined();
  },
);

test('an import that fails leaves the one before it to be taken back', async () => {
  const shelves = shelvesOf(mine);
  await carryOut(shelves, changesOf(mine), NOW);
  const full = { ...shelves, labs: { ...shelves.labs, write: refuse('QuotaExceededError') } };
  const again = [{ place: 'labs', id: 'other', before: undefined, after: progress() } as const];
  expect((await carryOut(full, again, NOW + 1)).kind).toBe('refused');
  expect(await shelves.journal.read()).toMatchObject({ at: NOW });
});

test('nothing is written when the work here has changed since the plan was shown', async () => {
  const shelves = shelvesOf(mine);
  const changes = changesOf(mine);
  shelves.drafts.kept.set('hello', draft('since', 9));
  const before = lying(shelves);
  expect(await carryOut(shelves, changes, NOW)).toEqual({ kind: 'moved-on' });
  expect(lying(shelves)).toEqual(before);
});

test('a browser that keeps nothing refuses, and nothing throws', async () => {
  const shelves = shelvesOf(mine);
  const blocked = { ...shelves, drafts: { read: refuse('SecurityError'), write: refuse('SecurityError') } };
  expect(await carryOut(blocked, changesOf(mine), NOW)).toEqual({ kind: 'refused', full: false });
  expect(await takeBack(blocked)).toEqual({ kind: 'refused', full: false });
});
