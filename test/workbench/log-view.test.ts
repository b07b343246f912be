import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { billFor } from '../../src/lab/bill.ts';
import type { RunOutcome } from '../../src/lab/run.ts';
import { countInWords, find, keyword, noFilter, rangesOf } from '../../src/workbench/output/log-view.ts';
import { logOf, noRuns, type RunLine, remember } from '../../src/workbench/runs.ts';

const lines: RunLine[] = [
  { kind: 'platform', text: 'START RequestId: 1 Version: $LATEST' },
  { kind: 'function', text: 'Started' },
  { kind: 'platform', text: 'END RequestId: 1' },
];

test('lines are found by text in either case, and by who wrote them, with their places', () => {
  expect(find(lines, { text: ' start', kind: 'all' }).map(({ at }) => at)).toEqual([0, 1]);
  expect(find(lines, { text: '', kind: 'function' }).map(({ at }) => at)).toEqual([1]);
  expect(find(lines, { text: 'x', kind: 'all' })).toEqual([]);
});

test('the count is said in words', () => {
  expect(countInWords(3, 3, noFilter)).toBe('3 lines');
  expect(countInWords(1, 1, noFilter)).toBe('1 line');
  expect(countInWords(2, 3, { text: '', kind: 'platform' })).toBe('2 of 3 lines of the platform');
  expect(countInWords(0, 3, noFilter)).toBe('None of 3 lines');
});

test('the keyword of a platform line is told from the rest, a shouting handler is not', () => {
  expect(keyword(lines[2]!)).toEqual(['END', ' RequestId: 1']);
  expect(keyword({ kind: 'function', text: 'END of it' })).toEqual(['', 'END of it']);
});

const shownIn = (count: number, target?: number) =>
  rangesOf(count, target).map(({ from, to, shown }) => `${shown ? '' : 'not '}${from}–${to}`);

test('a long log shows its beginning, its end, and what was asked for', () => {
  expect(shownIn(3)).toEqual(['0–3']);
  expect(shownIn(1000)).toEqual(['0–1000']);
  expect(shownIn(1001)).toEqual(['0–200', 'not 200–201', '201–1001']);
  expect(shownIn(9000, 4000)).toEqual(['0–200', 'not 200–3950', '3950–4250', 'not 4250–8200', '8200–9000']);
  expect(shownIn(9000, 200)).toEqual(['0–450', 'not 450–8200', '8200–9000']);
  expect(shownIn(9000, 8999)).toEqual(['0–200', 'not 200–8200', '8200–9000']);
  expect(shownIn(0)).toEqual([]);
});

/** Two environments at once, from 1,000 ms on. */
const trace: TraceEvent[] = [
  { type: 'log', at: 1000, environmentId: 'a', source: 'platform', text: 'INIT_START' },
  { type: 'log', at: 1004, environmentId: 'b', source: 'platform', text: 'START' },
  { type: 'phase', phase: 'invoke', from: 1004, to: 1010, environmentId: 'b' },
  { type: 'phase', phase: 'init', from: 1000, to: 1100, environmentId: 'a' },
];
const outcome: RunOutcome = {
  kind: 'returned',
  payload: 'null',
  log: [
    { kind: 'platform', text: 'INIT_START' },
    { kind: 'platform', text: 'START' },
  ],
  report: { requestId: 'r', durationMs: 6, billedDurationMs: 6, memorySizeMB: 128, maxMemoryUsedMB: 60 },
  bill: billFor(6, 128),
  phases: [
    { environmentId: 'b', phase: 'invoke', fromMs: 4, toMs: 10 },
    { environmentId: 'a', phase: 'init', fromMs: 0, toMs: 100 },
  ],
  ended: [],
  trace,
};

test('each line of a run has its environment and its moment since the run began', () => {
  const history = remember(noRuns, outcome);
  expect(history.runs[0]?.lines).toEqual([
    { kind: 'platform', text: 'INIT_START', environment: 1, atMs: 0 },
    { kind: 'platform', text: 'START', environment: 2, atMs: 4 },
  ]);
});

test('the log is that of the chosen run, else of the latest; nothing ran, no log', () => {
  const history = remember(remember(noRuns, outcome), { ...outcome, log: [], trace: [] });
  expect(logOf(history, outcome, 1)?.lines).toHaveLength(2);
  expect(logOf(history, outcome, undefined)).toEqual({ run: 2, lines: [] });
  expect(logOf(noRuns, undefined, undefined)).toBeUndefined();
  expect(logOf(noRuns, { ...outcome, phases: [], ended: [], trace: [] }, undefined)).toEqual({
    run: undefined,
    lines: outcome.log,
  });
});
