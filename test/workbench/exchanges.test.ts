import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { conversationsOf } from '../../src/workbench/runtime-api/exchanges.ts';
import { answered, phase, waits } from './said.ts';

test('a call that was answered is not shown as waiting too', () => {
  const [only] = conversationsOf([
    waits('a', 100),
    phase('a', 100),
    answered('a', 100, 101),
    waits('a', 105),
  ]);
  expect(only?.exchanges.map(({ answer }) => answer?.status)).toEqual([200, undefined]);
});

test('a call of an extension at the same moment is another call', () => {
  const byExtension: TraceEvent = { ...waits('a', 100), extension: 'recorder' };
  const [only] = conversationsOf([waits('a', 100), byExtension, phase('a', 100), answered('a', 100, 101)]);
  expect(only?.exchanges.map(({ extension, answer }) => [extension, answer?.status])).toEqual([
    [undefined, 200],
    ['recorder', undefined],
  ]);
});

test('a call from before the run was resumed when the invocation began', () => {
  const [only] = conversationsOf([answered('a', 100, 400_101), phase('a', 400_100)]);
  expect(only?.exchanges[0]).toMatchObject({
    askedMs: -400_000,
    answer: { afterMs: 400_001, resumedMs: 0 },
  });
});

test('each environment has a conversation of its own', () => {
  const found = conversationsOf([
    phase('a', 0),
    phase('b', 1),
    answered('a', 1, 2),
    answered('b', 1, 2),
    waits('a', 5),
  ]);
  expect(
    found.map(({ environmentId, beganMs, exchanges }) => [environmentId, beganMs, exchanges.length]),
  ).toEqual([
    ['a', 0, 2],
    ['b', 1, 1],
  ]);
});

test('no trace, no conversation', () => {
  expect(conversationsOf([])).toEqual([]);
});
