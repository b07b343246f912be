import { expect, test } from 'vitest';
import type { Run } from '../../src/workbench/runs.ts';
import { drawTimeline } from '../../src/workbench/timeline.ts';
import { sizesFor } from '../../src/workbench/timeline-axis.ts';
import {
  doingsAt,
  linesAt,
  momentInWords,
  runFrom,
  stepFrom,
  stopsOf,
} from '../../src/workbench/timeline-moments.ts';
import { timelineInWords } from '../../src/workbench/timeline-words.ts';

const run = (number: number, spans: Run['spans'], lines: Run['lines'] = []): Run => ({
  number,
  afterChecks: false,
  before: { passedMs: 0, ended: [] },
  ending: 'returned',
  spans,
  lines,
});
const cold = run(
  1,
  [
    { environment: 1, phase: 'init', fromMs: 0, toMs: 120 },
    { environment: 1, phase: 'invoke', fromMs: 120, toMs: 127 },
  ],
  [
    { kind: 'platform', text: 'INIT_START', environment: 1, atMs: 0 },
    { kind: 'function', text: 'hello', environment: 1, atMs: 124 },
    { kind: 'platform', text: 'END', environment: 1, atMs: 127 },
    { kind: 'platform', text: 'REPORT', environment: 1, atMs: 127 },
  ],
);
/** Environment 1 is free and takes an event; for another at the same time Lambda starts environment 2. */
const parallel = run(2, [
  { environment: 1, phase: 'invoke', fromMs: 0, toMs: 50 },
  { environment: 2, phase: 'init', fromMs: 10, toMs: 130 },
  { environment: 2, phase: 'invoke', fromMs: 130, toMs: 190 },
]);
const again = run(3, [{ environment: 1, phase: 'invoke', fromMs: 0, toMs: 5 }]);
const runs = [cold, parallel, again];
const drawn = () => drawTimeline(runs, (text) => text.length * 7.5, sizesFor(600));

test('arrow keys stop where something begins, ends or is written', () => {
  const stops = stopsOf([cold]);
  expect(stops.map(({ ms }) => ms)).toEqual([0, 120, 124, 127, 'after']);
  expect(stepFrom(stops, { run: 1, ms: 121 }, true)).toEqual({ run: 1, ms: 124 });
  expect(stepFrom(stops, { run: 1, ms: 121 }, false)).toEqual({ run: 1, ms: 120 });
  expect(stepFrom(stops, { run: 1, ms: 'after' }, true)).toEqual({ run: 1, ms: 'after' });
});

test('a page is a run', () => {
  expect(runFrom(runs, { run: 1, ms: 'after' }, true)).toEqual({ run: 2, ms: 0 });
  expect(runFrom(runs, { run: 2, ms: 9 }, false)).toEqual({ run: 2, ms: 0 });
});

test('a moment is told in words; where two phases meet it is the later one', () => {
  expect(momentInWords(runs, { run: 1, ms: 64.204 })).toBe('Run 1, 64.20 ms: init.');
  expect(momentInWords(runs, { run: 1, ms: 120 })).toBe('Run 1, 120.00 ms: invoke.');
  expect(momentInWords(runs, { run: 1, ms: 127 })).toBe('Run 1, 127.00 ms: invoke.');
  expect(momentInWords(runs, { run: 1, ms: 'after' })).toBe('After run 1: frozen.');
  expect(momentInWords(runs, { run: 2, ms: 60 })).toBe(
    'Run 2, 60.00 ms: environment 1 frozen, environment 2 init.',
  );
  expect(doingsAt(runs, { run: 2, ms: 5 })).toMatchObject([{ environment: 1, phase: 'invoke' }]);
});

test('after checks, nothing is claimed about the pause', () => {
  expect(momentInWords([cold, { ...parallel, afterChecks: true }], { run: 1, ms: 'after' })).toContain(
    'checks ran',
  );
});

test('the lines of a moment are those written then', () => {
  expect(linesAt(runs, { run: 1, ms: 127 }).map(({ at }) => at)).toEqual([2, 3]);
  expect(linesAt(runs, { run: 1, ms: 'after' })).toEqual([]);
});

test('every place on the axis is a moment, and every moment a place', () => {
  const { xOf, momentAt } = drawn();
  for (const moment of stopsOf(runs)) {
    const there = momentAt(xOf(moment));
    expect(momentInWords(runs, there)).toBe(momentInWords(runs, moment));
  }
  expect(xOf({ run: 1, ms: 60 }) - xOf({ run: 1, ms: 0 })).toBeCloseTo(
    (xOf({ run: 1, ms: 120 }) - xOf({ run: 1, ms: 0 })) / 2,
  );
});

test('invocations at the same time stand in lanes beside each other, to one scale', () => {
  const { lanes } = drawn();
  const [first, second] = lanes;
  expect(lanes.map(({ y }) => y)).toEqual([0, expect.any(Number)]);
  const own = (lane = first) => lane!.stretches.filter(({ run: of }) => of === 2);
  const invoke = own().find(({ kind }) => kind === 'invoke');
  const init = own(second).find(({ kind }) => kind === 'init');
  expect(init!.x).toBeGreaterThan(invoke!.x);
  expect(init!.x).toBeLessThan(invoke!.x + invoke!.width);
  expect(init!.width / invoke!.width).toBeCloseTo(120 / 50);
  expect(timelineInWords(runs)).toContain(
    'Run 2, environment 1, warm: invoke 50.0 ms. Run 2, environment 2: init 120 ms, invoke 60.0 ms.',
  );
});

test('an environment that is not needed stays frozen, until a start shows that it is gone', () => {
  const idle = drawn().lanes[1]!;
  expect(idle.stretches.map(({ kind }) => kind)).toEqual(['init', 'invoke', 'frozen']);
  expect(idle.gone).toBeUndefined();
  const other = run(4, [{ environment: 3, phase: 'init', fromMs: 0, toMs: 100 }]);
  const { lanes } = drawTimeline([...runs, other], () => 40, sizesFor(600));
  expect(lanes.map(({ gone }) => gone?.text === 'replaced')).toEqual([true, true, false]);
});

test('lines of the log are ticks in the lane of their environment; close ones are one', () => {
  const marks = drawn().lanes[0]!.marks;
  expect(marks.map(({ line, count, byFunction }) => [line, count, byFunction])).toEqual([
    [0, 1, false],
    [1, 3, true],
  ]);
});

const extended = run(1, [
  {
    environment: 1,
    phase: 'init',
    fromMs: 0,
    toMs: 126,
    parts: [
      { of: 'extension', ms: 26 },
      { of: 'runtime', ms: 94 },
      { of: 'function', ms: 6 },
    ],
    extensions: [{ name: 'recorder', ms: 30 }],
  },
  { environment: 1, phase: 'invoke', fromMs: 126, toMs: 140, extensions: [{ name: 'recorder', ms: 14 }] },
]);

test('arrow keys stop where the runtime starts after the extensions, and where one is done', () => {
  expect(stopsOf([extended]).map(({ ms }) => ms)).toEqual([0, 26, 30, 120, 126, 140, 'after']);
});

test('a moment says which extensions are at work', () => {
  expect(momentInWords([extended], { run: 1, ms: 12 })).toBe('Run 1, 12.00 ms: init, extension.');
  const meaning = (ms: number) => doingsAt([extended], { run: 1, ms })[0]!.meaning;
  expect(meaning(28)).toContain('starts the runtime. The extension recorder works.');
  expect(meaning(60)).not.toContain('recorder');
  expect(meaning(130)).toBe('Your handler has the event. The extension recorder works.');
});

test('the end of an environment with extensions says what its processes hear', () => {
  const after = { passedMs: 0, ended: [{ environment: 1, reason: 'asked' as const, shutdownMs: 302.4 }] };
  const [end] = doingsAt([extended], { run: 1, ms: 'after' }, after);
  expect(end!.name).toBe('shut down: a new one was asked for, shutdown 302 ms');
  expect(end!.meaning).toContain('a SHUTDOWN event for the extensions');
});

test('what takes long is told in seconds', () => {
  const long = run(1, [{ environment: 1, phase: 'invoke', fromMs: 0, toMs: 900_000 }]);
  expect(timelineInWords([long])).toBe('Run 1, warm: invoke 900 s.');
});

test('a suppressed init starts the runtime again, in an environment that is not new', () => {
  const meaningOf = (phase: 'init' | 'suppressed-init') => {
    const parts = [{ of: 'runtime' as const, ms: 90 }];
    const started = run(1, [{ environment: 1, phase, fromMs: 0, toMs: 90, parts }]);
    return doingsAt([started], { run: 1, ms: 10 })[0]?.meaning;
  };
  expect(meaningOf('init')).toContain('new environment');
  expect(meaningOf('suppressed-init')).toContain('starts the runtime again');
});
