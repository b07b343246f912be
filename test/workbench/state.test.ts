import { expect, test } from 'vitest';
import { billFor } from '../../src/lab/bill.ts';
import { isUntouched, type PutAway } from '../../src/lab/work.ts';
import { reducerFor } from '../../src/workbench/reducer.ts';
import { type Action, initialState } from '../../src/workbench/state.ts';
import { helloLab as lab } from '../lab/hello-lab.ts';

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

test('typing after a reset takes the offer away, but not the step', () => {
  const { offered, undo } = after(typed, { kind: 'reset' }, { ...typed, text: 'later' });
  expect(offered).toBe(false);
  expect(undo.map(({ why }) => why)).toEqual(['Reset']);
});

const text = ({ work }: { work: { files: readonly { text: string }[] } }) => work.files[0]?.text;

test('undoing after one went on puts away what was written since, and undoing that brings it back', () => {
  const back = after(typed, { kind: 'reset' }, { ...typed, text: 'later' }, { kind: 'undone' });
  expect(text(back)).toBe('mine');
  expect(back.undo.map((step) => [step.why, text(step)])).toEqual([['Undone: Reset', 'later']]);
  const forth = reducerFor(lab)(back, { kind: 'undone' });
  expect(text(forth)).toBe('later');
  expect(forth.undo.map((step) => [step.why, text(step)])).toEqual([['Redone: Reset', 'mine']]);
});

test('an earlier step can be undone before the later ones', () => {
  const { work } = initialState(lab);
  const of = (text: string) => ({ ...work, files: [{ path: 'index.mjs', text }] });
  const many = after(
    typed,
    { kind: 'replaced', work: of('a'), why: 'A' },
    { kind: 'replaced', work: of('b'), why: 'B' },
    { kind: 'undone', step: 1 },
  );
  expect(text(many)).toBe('mine');
  expect(many.undo.map(({ why }) => why)).toEqual(['Undone: A', 'B']);
});

test('twenty steps are kept, and adding a file is one', () => {
  const names = Array.from({ length: 21 }, (_, at) => `f${at}.mjs`);
  const { undo } = after(...names.map((path): Action => ({ kind: 'file added', path })));
  expect(undo).toHaveLength(20);
  expect(undo[0]?.why).toBe('f20.mjs added');
});

test('what is done to a shared copy leaves no step in one’s own work; keeping the copy is one', () => {
  const theirs = { ...initialState(lab).work, files: [{ path: 'index.mjs', text: 'theirs' }] };
  const open: Action[] = [
    typed,
    { kind: 'shared opened', work: theirs },
    { kind: 'file added', path: 'x.mjs' },
  ];
  expect(after(...open, { kind: 'shared left' }).undo).toEqual([]);
  const { undo } = after(...open, { kind: 'shared kept' });
  expect(undo.map((step) => [step.why, text(step)])).toEqual([['The copy is yours now', 'mine']]);
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
    ended: [],
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

test('steps that were kept are there when the page opens', () => {
  const work = { ...initialState(lab).work, files: [{ path: 'index.mjs', text: 'mine' }] };
  const undo: PutAway[] = [{ work, why: 'Reset' }];
  const opened: Action = { kind: 'opened', undo, offered: true, notices: [] };
  expect(after(opened)).toMatchObject({ undo, offered: true });
  expect(after(opened, { kind: 'undone' }).work).toBe(work);
  expect(after(opened, { kind: 'undone' }).undo).toEqual([]);
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

const opened = initialState(lab);
const starter = opened.work;
const from = (...actions: Action[]) => actions.reduce(reducerFor(lab), opened);
const otherTab = (text: string): Action => ({
  kind: 'took over',
  work: { ...starter, files: [{ path: 'index.mjs', text }] },
  undo: [{ work: starter, why: 'Reset' }],
  offered: false,
  known: starter,
});

test('taking over from another tab brings its work when nothing was written here', () => {
  const taken = from({ kind: 'went elsewhere' }, otherTab('theirs'));
  expect(taken.elsewhere).toBe(false);
  expect(text(taken)).toBe('theirs');
  expect(taken.replaced).toBe(1);
  expect(taken.undo.map(({ why }) => why)).toEqual(['Reset']);
});

test('taking over keeps what was written here, and undo brings the other tab’s work, its earlier steps after it', () => {
  const taken = after({ kind: 'went elsewhere' }, typed, otherTab('theirs'));
  expect(text(taken)).toBe('mine');
  expect(taken.replaced).toBe(0);
  expect(taken.undo.map(({ why }) => why)).toEqual(['Taken over from the other tab', 'Reset']);
  expect(text(reducerFor(lab)(taken, { kind: 'undone' }))).toBe('theirs');
});

test('taking over with the same work in both tabs changes nothing on the screen', () => {
  const taken = after({ kind: 'went elsewhere' }, typed, otherTab('mine'));
  expect([text(taken), taken.replaced, taken.undo.length]).toEqual(['mine', 0, 1]);
});

test('taking over while a shared copy is open leaves the copy, and renews one’s own work behind it', () => {
  const copy = { ...initialState(lab).work, files: [{ path: 'index.mjs', text: 'shared' }] };
  const taken = after({ kind: 'shared opened', work: copy }, otherTab('theirs'));
  expect(text(taken)).toBe('shared');
  expect(text(reducerFor(lab)(taken, { kind: 'shared left' }))).toBe('theirs');
});

test('a reset in a tab that does not save leaves it one that does not', () => {
  expect(after({ kind: 'went elsewhere' }, { kind: 'reset' }).elsewhere).toBe(true);
});
