import { expect, test } from 'vitest';
import type { DraftRecord } from '../../../src/lab/draft-record.ts';
import { planImport } from '../../../src/lab/portable/plan.ts';
import type { KeptWork } from '../../../src/lab/portable/work-file.ts';
import { catalogue, draft, NOW, progress, work } from './work.ts';

const only = (yours: KeptWork, theirs: KeptWork) => {
  const { items } = planImport(catalogue, yours, theirs, NOW);
  expect(items).toHaveLength(1);
  return items[0]!;
};

test('newer code takes the place of older, which is one step of undo away in the lab', () => {
  const { fate, change } = only(work({ draft: draft('old', 1) }), work({ draft: draft('new', 2) }));
  expect(fate).toEqual({ kind: 'replaces', yours: 1, theirs: 2 });
  const after = change?.after as DraftRecord;
  expect(after.files[0]?.text).toBe('new');
  expect(after.undo[0]).toMatchObject({ work: { files: [{ text: 'old' }] }, why: 'A file was opened' });
  expect(after.offered).toBe(true);
});

test('code that is older than what is here says so', () => {
  const { fate } = only(work({ draft: draft('new', 2) }), work({ draft: draft('old', 1) }));
  expect(fate).toEqual({ kind: 'older', yours: 2, theirs: 1 });
});

test('the same code leaves nothing to do, whenever it was written', () => {
  const { fate, change } = only(work({ draft: draft('same', 2) }), work({ draft: draft('same', 1) }));
  expect(fate.kind).toBe('same');
  expect(change).toBeUndefined();
});

test('a date in the future counts as now', () => {
  const { change } = only(work({}), work({ draft: draft('new', NOW * 2) }));
  expect(change?.after).toMatchObject({ updatedAt: NOW });
});

test.each(['../../etc/passwd', '/var/task/index.mjs', 'a/__proto__/b.mjs', 'C:\\x', ''])(
  'code with the path %j is not brought in',
  (path) => {
    const { fate, change } = only(work({}), work({ draft: draft('x', 1, path) }));
    expect(fate.kind).toBe('damaged');
    expect(change).toBeUndefined();
  },
);

test.each([
  ['a draft of a newer version', { version: 3 }],
  ['a draft that is none', 'text'],
  ['a draft nested without end', JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)],
])('%s in the file is named as damaged', (_, found) => {
  expect(only(work({}), work({ draft: found })).fate.kind).toBe('damaged');
});

test('a draft here that a newer workbook wrote is left as it is', () => {
  const { fate, change } = only(work({ draft: { version: 3 } }), work({ draft: draft('x') }));
  expect(fate.kind).toBe('untouchable');
  expect(change).toBeUndefined();
});

test('a pass on either side is kept, and the newer run of the checks', () => {
  const passed = progress({ passedRevision: 2, passed: ['a', 'b'], updatedAt: 1 });
  const later = progress({ passed: ['b'], attempts: 9, updatedAt: 5 });
  const expected = { passedRevision: 2, passed: ['b'], attempts: 9, updatedAt: 5 };
  expect(only(work({ progress: later }), work({ progress: passed })).change?.after).toEqual({
    ...later,
    ...expected,
  });
  expect(only(work({ progress: passed }), work({ progress: later })).change?.after).toEqual({
    ...later,
    ...expected,
  });
});

test('a pass on a revision that is yet to come does not hide the one on this', () => {
  const mine = progress({ passedRevision: 2 });
  const { change } = only(
    work({ progress: mine }),
    work({ progress: progress({ passedRevision: 99, attempts: 9 }) }),
  );
  expect(change?.after).toMatchObject({ passedRevision: 2 });
});

test('answers are joined: a right one takes the place of a wrong one, never the other way', () => {
  const mine = work({ answers: { one: 'right', two: 'wrong', four: 'wrong' } });
  const theirs = work({ answers: { one: 'wrong', two: 'right', three: 'wrong', four: 'other' } });
  const { fate, change } = only(mine, theirs);
  expect(fate.kind).toBe('joined');
  expect(Object.fromEntries(change?.after as [string, string[]][])).toEqual({
    one: ['right'],
    two: ['right'],
    three: ['wrong'],
    four: ['wrong'],
  });
});

test('progress and answers that bring nothing new leave nothing to do', () => {
  const mine = work({ progress: progress(), answers: { b: 'x', a: 'right' } });
  const theirs = work({ progress: progress({ updatedAt: 1, attempts: 1 }), answers: { a: 'wrong' } });
  const kinds = planImport(catalogue, mine, theirs, NOW).items.map(({ fate }) => fate.kind);
  expect(kinds).toEqual(['same', 'same']);
});

test('what this workbook has not is named, once', () => {
  const theirs = work({ lab: 'constructor', draft: draft('x'), progress: progress() });
  expect(planImport(catalogue, work({}), theirs, NOW)).toEqual({ items: [], unknown: ['constructor'] });
});
