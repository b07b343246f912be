import { expect, test } from 'vitest';
import { billFor } from '../../src/lab/bill.ts';
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
  files: { readOnly: [], mayAdd: true, mayDelete: true },
  targets: ['simulator'],
  sdk: [],
  solution: 'always',
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
  const results = [{ id: 'a', step: 1, title: 'A', hints: [], log: [], outcome: { kind: 'pass' as const } }];
  expect(after({ kind: 'judged', results, said: '' }).work.passed).toEqual(['a']);
});

const ran: Action = {
  kind: 'ran',
  said: '',
  outcome: {
    kind: 'returned',
    payload: 'null',
    log: [],
    report: { requestId: 'r', durationMs: 1, billedDurationMs: 1, memorySizeMB: 128, maxMemoryUsedMB: 60 },
    bill: billFor(1, 128),
    phases: [{ environmentId: 'a', phase: 'invoke', fromMs: 0, toMs: 1 }],
    trace: [{ type: 'request', at: 0, operation: 'Invoke', statusCode: 200 }],
  },
};

test('the runs stay when the work is reset: their environment is still there', () => {
  expect(after(ran, { kind: 'reset' }).history.count).toBe(1);
});

test('a run after checks says so', () => {
  const { runs } = after(ran, { kind: 'began', activity: 'checking' }, ran, ran).history;
  expect(runs.map(({ afterChecks }) => afterChecks)).toEqual([false, true, false]);
});

test('who reads the timeline goes on reading it through the next run', () => {
  expect(after(ran, { kind: 'tab chosen', tab: 'timeline' }, ran).tab).toBe('timeline');
});

test('an undo that was kept is offered when the page opens, until the next edit', () => {
  const discarded = { ...initialState(lab).work, files: [{ path: 'index.mjs', text: 'mine' }] };
  const opened: Action = { kind: 'opened', undo: discarded, notices: [] };
  expect(after(opened).undo).toBe(discarded);
  expect(after(opened, { kind: 'undone' }).work).toBe(discarded);
  expect(after(opened, typed).undo).toBeUndefined();
});

test('an editor that reports the text it was given changes nothing', () => {
  const reset = after(typed, { kind: 'reset' });
  expect(reducerFor(lab)(reset, { kind: 'typed', path: 'index.mjs', text: 'start' })).toBe(reset);
});

test('the trace is that of the latest run, and goes when nothing ran', () => {
  expect(after(ran).trace).toHaveLength(1);
  const refused: Action = {
    kind: 'ran',
    said: '',
    outcome: { kind: 'refused', name: 'Error', message: 'no' },
  };
  expect(after(ran, refused).trace).toEqual([]);
});
