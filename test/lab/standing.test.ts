import { expect, test } from 'vitest';
import { labStanding } from '../../src/lab/standing.ts';

const lab = { revision: 2, checks: ['a', 'b'] };

test('a lab without a record is untried', () => {
  expect(labStanding(lab, undefined)).toEqual({ kind: 'untried' });
});

test('a lab passed on this revision stays passed when a later check fails', () => {
  expect(labStanding(lab, { revision: 2, passed: [], passedRevision: 2 })).toEqual({ kind: 'passed' });
});

test('a pass on an earlier revision is told from one on this', () => {
  expect(labStanding(lab, { revision: 2, passed: ['a'], passedRevision: 1 })).toEqual({
    kind: 'passed-before',
  });
});

test('checks that passed on an earlier revision, or are gone, do not count', () => {
  expect(labStanding(lab, { revision: 1, passed: ['a'] })).toEqual({ kind: 'tried', passed: 0 });
  expect(labStanding(lab, { revision: 2, passed: ['a', 'gone'] })).toEqual({ kind: 'tried', passed: 1 });
});
