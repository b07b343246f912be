import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { conversationsOf, statusInWords, timeInWords } from '../../src/workbench/exchanges.ts';

const NEXT = '/2018-06-01/runtime/invocation/next';
const phase = (environmentId: string, from: number): TraceEvent => ({
  type: 'phase',
  phase: 'invoke',
  from,
  to: from + 5,
  environmentId,
});
const waits = (environmentId: string, at: number): TraceEvent => ({
  type: 'runtime-api-waiting',
  at,
  environmentId,
  method: 'GET',
  path: NEXT,
});
const answered = (environmentId: string, askedAt: number, at: number): TraceEvent => ({
  type: 'runtime-api',
  at,
  askedAt,
  environmentId,
  method: 'GET',
  path: NEXT,
  requestHeaders: {},
  requestBody: '',
  status: 200,
  responseHeaders: {},
  responseBody: '{}',
});

test('a call that was answered is not shown as waiting too', () => {
  const [only] = conversationsOf([
    waits('a', 100),
    phase('a', 100),
    answered('a', 100, 101),
    waits('a', 105),
  ]);
  expect(only?.exchanges.map(statusInWords)).toEqual(['200 OK', 'waiting']);
});

test('a call from before the run says how long it waited', () => {
  const [only] = conversationsOf([answered('a', 100, 400_101), phase('a', 400_100)]);
  expect(only?.exchanges.map(timeInWords)).toEqual(['asked 7 min before this run, answered 7 min later']);
});

test('each environment has a conversation of its own', () => {
  const found = conversationsOf([
    phase('a', 0),
    phase('b', 0),
    answered('a', 1, 2),
    answered('b', 1, 2),
    waits('a', 5),
  ]);
  expect(found.map(({ environmentId, exchanges }) => [environmentId, exchanges.length])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('no trace, no conversation', () => {
  expect(conversationsOf([])).toEqual([]);
});
