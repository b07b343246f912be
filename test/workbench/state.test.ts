import { expect, test } from 'vitest';
import type { Lab } from '../../src/lab/lab.ts';
import { type Action, initialState, isUntouched, reducerFor } from '../../src/workbench/state.ts';

const lab: Lab = {
  id: 'hello',
  slug: 'hello',
  revision: 1,
  title: 'Hello',
  summary: 'Says hello.',
  minutes: 1,
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  memorySize: 128,
  timeout: 3,
  environment: {},
  goals: ['say hello'],
  starter: [{ path: 'index.mjs', text: 'start' }],
  events: [
    { name: 'ada', text: '{}' },
    { name: 'bob', text: '[]' },
  ],
};

const after = (...actions: Action[]) => actions.reduce(reducerFor(lab), initialState(lab));
const typed: Action = { kind: 'typed', path: 'index.mjs', text: 'mine' };

test('a reset brings the starter back, and undo the work', () => {
  const reset = after(typed, { kind: 'event typed', text: '1' }, { kind: 'reset' });
  expect(isUntouched(lab, reset.work)).toBe(true);
  const undone = reducerFor(lab)(reset, { kind: 'undone' });
  expect(undone.work.files[0]?.text).toBe('mine');
  expect(undone.work.event.text).toBe('1');
  expect(undone.replaced).toBe(2);
});

test('the next edit after a reset takes the undo away', () => {
  expect(after(typed, { kind: 'reset' }, typed).undo).toBeUndefined();
});

test('an edited event is there again when one comes back to it', () => {
  const back = after(
    { kind: 'event typed', text: '1' },
    { kind: 'event chosen', name: 'bob' },
    { kind: 'event chosen', name: 'ada' },
  );
  expect(back.work.event).toEqual({ name: 'ada', text: '1' });
  expect(reducerFor(lab)(back, { kind: 'event restored' }).work.event.text).toBe('{}');
});

test('typing keeps the editor’s own text, other changes replace it', () => {
  expect(after(typed).replaced).toBe(0);
  expect(after(typed, { kind: 'reset' }).replaced).toBe(1);
});

test('checks that pass are kept with the work', () => {
  const results = [{ id: 'a', title: 'A', hints: [], outcome: { kind: 'pass' as const } }];
  expect(after({ kind: 'judged', results, said: '' }).work.passed).toEqual(['a']);
});
