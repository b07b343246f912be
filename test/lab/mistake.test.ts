import { expect, test } from 'vitest';
import type { CheckOutcome } from '../../src/lab/check.ts';
import { findMistake } from '../../src/lab/mistake.ts';

const resultsOf = (outcomes: Record<string, CheckOutcome>) =>
  Object.entries(outcomes).map(([id, outcome]) => ({ id, outcome, step: 1, title: id, hints: [], log: [] }));

const PASS: CheckOutcome = { kind: 'pass' };
const found = (actual: string): CheckOutcome => ({ kind: 'fail', expected: '1', actual });
const threw = (errorMessage: string): CheckOutcome => ({
  kind: 'error',
  failure: { errorType: 'Error', errorMessage, trace: [] },
});

const twice = { name: 'twice', fails: ['adds-up'], hint: 'Once is enough.' };
const closed = { name: 'closed', fails: ['adds-up', 'opens'], finding: 'denied', hint: 'Is it open?' };
const told = (outcomes: Record<string, CheckOutcome>) =>
  findMistake(resultsOf(outcomes), [twice, closed])?.name;

test('a mistake is known by exactly the checks that fail', () => {
  expect(told({ 'adds-up': found('2'), opens: PASS })).toBe('twice');
  expect(told({ 'adds-up': PASS, opens: threw('denied') })).toBeUndefined();
});

test('where a mistake has a finding of its own, one of the checks has to find it', () => {
  expect(told({ 'adds-up': found('2'), opens: threw('permission denied') })).toBe('closed');
  expect(told({ 'adds-up': found('denied'), opens: { kind: 'timeout', seconds: 20 } })).toBe('closed');
  expect(told({ 'adds-up': found('2'), opens: threw('no such file') })).toBeUndefined();
});
