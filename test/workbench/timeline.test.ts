import { expect, test } from 'vitest';
import { billFor } from '../../src/lab/bill.ts';
import type { PhaseSpan, RunOutcome } from '../../src/lab/run.ts';
import { letPass, noRuns, remember } from '../../src/workbench/runs.ts';
import { drawTimeline } from '../../src/workbench/timeline.ts';
import { sizesFor } from '../../src/workbench/timeline-axis.ts';
import { timelineInWords } from '../../src/workbench/timeline-words.ts';

type Spans = [phase: PhaseSpan['phase'], ms: number][];

const WIDE = sizesFor(600);
const NARROW = sizesFor(320);
const textWidth = (text: string) => text.length * 7.5;

/** A run of `spans`, one after the other from `fromMs`. */
function ran(environmentId: string, spans: Spans, fromMs = 0, status?: string): RunOutcome {
  let at = fromMs;
  const phases = spans.map(([phase, ms]) => {
    at += ms;
    return { environmentId, phase, fromMs: at - ms, toMs: at };
  });
  const report = {
    requestId: 'r',
    durationMs: 1,
    billedDurationMs: 1,
    memorySizeMB: 128,
    maxMemoryUsedMB: 60,
    ...(status && { status }),
  };
  const record = { log: [], report, bill: billFor(1, 128), phases, ended: [], trace: [], payload: 'null' };
  return status
    ? { kind: 'failed', failure: { errorType: 'E', errorMessage: '', trace: [] }, ...record }
    : { kind: 'returned', ...record };
}

const cold: Spans = [
  ['init', 126],
  ['invoke', 7.34],
];
const warm: Spans = [['invoke', 1.434]];
const historyOf = (...outcomes: RunOutcome[]) => outcomes.reduce(remember, noRuns);
const coldThenWarm = historyOf(ran('a', cold), ran('a', warm, 133.34));
const drawn = (history = coldThenWarm, sizes = WIDE) => drawTimeline(history.runs, textWidth, sizes);
const stretches = (history = coldThenWarm, sizes = WIDE) =>
  drawn(history, sizes).lanes.flatMap((lane) => lane.stretches);

test('times count from the start of each run, environments from 1', () => {
  expect(coldThenWarm.runs[1]?.spans).toEqual([
    { environment: 1, phase: 'invoke', fromMs: 0, toMs: expect.closeTo(1.434) },
  ]);
});

test('the last 12 runs are kept, with their numbers', () => {
  const { runs } = historyOf(ran('a', cold), ...Array.from({ length: 14 }, () => ran('a', warm, 200)));
  expect(runs.map(({ number }) => number)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
});

test('a run that was refused, or shows no phases, leaves no trace', () => {
  expect(historyOf({ kind: 'refused', name: 'No', message: '' }, ran('a', []))).toEqual(noRuns);
});

test('an init begins another environment, even under an id seen before', () => {
  const { runs } = historyOf(ran('a', cold), ran('a', cold));
  expect(runs.map(({ spans }) => spans.map(({ environment }) => environment))).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

test('an environment used again is one lane, frozen between its runs and after them', () => {
  expect(drawn().lanes.map(({ name, arrivals }) => [name, arrivals.map(({ text }) => text)])).toEqual([
    ['Environment 1', ['Run 1, cold', 'Run 2, warm']],
  ]);
  expect(stretches().map(({ kind }) => kind)).toEqual(['init', 'invoke', 'frozen', 'invoke', 'frozen']);
});

test('bars stand end to end and are to one scale', () => {
  const [init, invoke, frozen, again] = stretches();
  expect(invoke!.x).toBeCloseTo(init!.x + init!.width);
  expect(frozen!.x).toBeCloseTo(invoke!.x + invoke!.width);
  expect(again!.x).toBeCloseTo(frozen!.x + frozen!.width);
  expect(init!.width / invoke!.width).toBeCloseTo(126 / 7.34);
  expect(again!.width).toBe(3);
});

test('labels say the true time, inside a bar or under it, and never touch', () => {
  const labels = stretches(
    historyOf(
      ran('a', [
        ['init', 20],
        ['invoke', 7.34],
      ]),
      ran('a', warm),
    ),
  ).flatMap(({ label }) => label ?? []);
  expect(labels.map(({ text }) => text)).toEqual(['init 20.0 ms', 'invoke 7.34 ms', 'invoke 1.43 ms']);
  for (const [at, { x }] of labels.entries())
    if (at > 0) expect(x).toBeGreaterThan(labels[at - 1]!.x + textWidth(labels[at - 1]!.text));
});

test('a long phase does not squeeze the others: it is broken and says how long it was', () => {
  const history = historyOf(
    ran(
      'a',
      [
        ['init', 126],
        ['invoke', 3000],
      ],
      0,
      'timeout',
    ),
    ran('a', warm),
  );
  const [init, invoke] = stretches(history);
  expect(init!.width).toBeCloseTo(126 * WIDE.pxPerMs);
  expect(invoke).toMatchObject({ width: WIDE.longestPx, label: { text: 'invoke 3000 ms, timed out' } });
  expect(invoke!.breakAt).toBeLessThan(invoke!.x + invoke!.width);
  const texts = drawn(history).ticks.map(({ text }) => text);
  expect(texts).toContain('3100');
  expect(drawn(history).latestX).toBeGreaterThan(invoke!.x + invoke!.width);
  expect(texts).not.toContain('1500');
});

test('half a second sets the scale, and its bar is not broken', () => {
  const [init, invoke] = stretches(
    historyOf(
      ran('a', [
        ['init', 500],
        ['invoke', 50],
      ]),
    ),
  );
  expect(init).toMatchObject({ width: WIDE.longestPx });
  expect(init!.breakAt).toBeUndefined();
  expect(invoke!.width).toBeCloseTo(WIDE.longestPx / 10);
});

test('ticks are round, and each run starts at 0 ms', () => {
  expect(drawn().ticks.map(({ text }) => text)).toEqual(['0 ms', '50', '100', '0 ms']);
});

test('a cold and a warm start fit a telephone', () => {
  expect(drawn(coldThenWarm, NARROW).width).toBeLessThan(360);
});

test('new code gets a lane of its own, and the lane before says it was replaced', () => {
  const { lanes } = drawn(historyOf(ran('a', cold), ran('b', cold, 140)));
  expect(lanes.map(({ name, gone }) => [name, gone?.text === 'replaced'])).toEqual([
    ['Environment 1', true],
    ['Environment 2', false],
  ]);
  expect(lanes[1]!.x).toBe(lanes[0]!.gone!.x);
});

test('however often the code changes, an environment stands beside none but those long gone', () => {
  const { lanes } = drawn(historyOf(...['a', 'b', 'c', 'd'].map((id) => ran(id, cold))));
  const [first, second, third, fourth] = lanes.map(({ y }) => y);
  expect([third, fourth]).toEqual([first, second]);
  expect(second).toBeGreaterThan(first!);
});

test('where checks ran between two runs, the lane does not claim to have been frozen', () => {
  const history = remember({ ...historyOf(ran('a', cold)), checked: true }, ran('a', warm, 200));
  expect(stretches(history).map(({ kind }) => kind)).toEqual([
    'init',
    'invoke',
    'checks',
    'invoke',
    'frozen',
  ]);
  expect(timelineInWords(history.runs)).toContain('Run 2, after checks, warm: invoke 1.43 ms.');
});

test('checks before the first run come first', () => {
  const history = remember({ ...noRuns, checked: true }, ran('a', warm, 200));
  expect(stretches(history).map(({ kind }) => kind)).toEqual(['checks', 'invoke', 'frozen']);
});

test('after a crash the environment initialises again within the invocation', () => {
  const again: Spans = [
    ['suppressed-init', 120],
    ['invoke', 2],
  ];
  const history = historyOf(ran('a', cold, 0, 'error'), ran('a', again, 140));
  expect(timelineInWords(history.runs)).toBe(
    'Run 1: init 126 ms, invoke 7.34 ms, failed. Run 2: suppressed init 120 ms, invoke 2.00 ms.',
  );
});

test('the picture has a sentence for each run', () => {
  expect(timelineInWords(coldThenWarm.runs)).toBe(
    'Run 1: init 126 ms, invoke 7.34 ms. Run 2, warm: invoke 1.43 ms.',
  );
});

const parts: PhaseSpan['parts'] = [
  { of: 'runtime', ms: 120 },
  { of: 'function', ms: 6 },
];
const withParts = (outcome: RunOutcome): RunOutcome =>
  outcome.kind === 'refused'
    ? outcome
    : {
        ...outcome,
        phases: outcome.phases.map((span) => (span.phase === 'init' ? { ...span, parts } : span)),
      };
const MINUTE = 60_000;

test('the part of an init that the function’s own code takes is marked in its bar, to scale', () => {
  const [init] = stretches(historyOf(withParts(ran('a', cold))));
  expect(init!.ownCodeAt! - init!.x).toBeCloseTo((init!.width * 120) / 126);
  expect(stretches()[0]).not.toHaveProperty('ownCodeAt');
});

test('time that passed between two runs stands on the frozen lane, and what a deployment takes does not', () => {
  const passed = historyOf(ran('a', cold), ran('a', warm, 133.34 + 5 * MINUTE));
  expect(stretches(passed)[2]).toMatchObject({ kind: 'frozen', plate: { text: 'frozen 5 minutes' } });
  expect(timelineInWords(passed.runs)).toContain('5 minutes passed. Run 2, warm');
  const deployed = historyOf(ran('a', cold), ran('a', warm, 133.34 + 600));
  expect(stretches(deployed)[2]).toMatchObject({ plate: { text: 'frozen' } });
});

test('an environment that was idle for too long ends where the pause ends, and says why', () => {
  const late = { ...ran('b', cold, 133.34 + 15 * MINUTE), ended: [{ environmentId: 'a', reason: 'idle' }] };
  const history = historyOf(ran('a', cold), late as RunOutcome);
  const [first, second] = drawn(history).lanes;
  expect(first!.gone).toMatchObject({ text: 'shut down: idle for 10 minutes' });
  expect(first!.gone!.x).toBe(second!.x);
  expect(first!.stretches.at(-1)).not.toHaveProperty('open');
  // Of the fifteen minutes it was there for ten, as the word for its end says.
  expect(first!.stretches.at(-1)!.plate!.text).toBe('frozen');
  expect(second!.y).not.toBe(first!.y);
});

test('what happens after the last run is drawn before the next one', () => {
  const waiting = letPass(coldThenWarm, 5 * MINUTE, []);
  const ended = letPass(waiting, 10 * MINUTE, [{ environmentId: 'a', reason: 'idle' }]);
  const lane = (history: typeof ended) =>
    drawTimeline(history.runs, textWidth, WIDE, history.after).lanes[0]!;
  expect(lane(waiting).gone).toBeUndefined();
  expect(lane(waiting).stretches.at(-1)).toMatchObject({ plate: { text: 'frozen 5 minutes' }, open: true });
  expect(lane(ended).gone).toBeDefined();
  expect(timelineInWords(ended.runs, ended.after)).toMatch(
    /15 minutes passed\. Environment 1 shut down: idle for 10 minutes\.$/,
  );
});

test('the last words of an environment end the log of the last run', () => {
  const said = { type: 'log', at: 9, environmentId: 'a', source: 'function', text: 'goodbye' } as const;
  const ended = letPass(coldThenWarm, 0, [{ environmentId: 'a', reason: 'asked' }], [said]);
  expect(ended.runs.map(({ lines }) => lines.filter(({ text }) => text === 'goodbye'))).toEqual([
    [],
    [{ kind: 'function', text: 'goodbye', environment: 1 }],
  ]);
});

test('the end of an environment that never had a run is not told', () => {
  expect(letPass(coldThenWarm, 0, [{ environmentId: 'other', reason: 'asked' }]).after.ended).toEqual([]);
});

/** As a session tells of a function with the extension `recorder`. */
function withExtension(outcome: RunOutcome): RunOutcome {
  if (outcome.kind === 'refused') return outcome;
  const phases = outcome.phases.map(
    (span): PhaseSpan =>
      span.phase === 'init'
        ? {
            ...span,
            parts: [
              { of: 'extension', ms: 26 },
              { of: 'runtime', ms: 94 },
              { of: 'function', ms: 6 },
            ],
            extensions: [{ name: 'recorder', ms: 30 }],
          }
        : { ...span, extensions: [{ name: 'recorder', ms: span.toMs - span.fromMs }] },
  );
  return { ...outcome, phases };
}
const extended = historyOf(withExtension(ran('a', cold)), withExtension(ran('a', warm, 133.34)));

test('an init with extensions has three parts, to scale', () => {
  const [init] = stretches(extended);
  expect(init!.runtimeAt! - init!.x).toBeCloseTo((init!.width * 26) / 126);
  expect(init!.ownCodeAt! - init!.x).toBeCloseTo((init!.width * 120) / 126);
});

test('an extension has thin bars below its lane, and its name once', () => {
  const [lane] = drawn(extended).lanes;
  const [init] = lane!.stretches;
  expect(lane!.extensions.map(({ name, row, isFirst }) => [name, row, isFirst])).toEqual([
    ['recorder', 0, true],
    ['recorder', 0, false],
    ['recorder', 0, false],
  ]);
  expect(lane!.extensions[0]).toMatchObject({ x: init!.x, width: expect.closeTo((init!.width * 30) / 126) });
  expect(drawn(extended).height).toBeGreaterThan(drawn().height);
  expect(timelineInWords(extended.runs)).toBe(
    'Run 1: init 126 ms (of it extension recorder 30.0 ms), invoke 7.34 ms (of it extension recorder 7.34 ms). Run 2, warm: invoke 1.43 ms (of it extension recorder 1.43 ms).',
  );
});

test('an environment with extensions is shut down before it is gone, one without is gone at once', () => {
  const end = { environmentId: 'a', reason: 'idle' as const };
  const lane = (ended: Parameters<typeof letPass>[2]) => {
    const { runs, after } = letPass(extended, 15 * MINUTE, ended);
    return drawTimeline(runs, textWidth, WIDE, after).lanes[0]!;
  };
  const slow = lane([{ ...end, shutdownMs: 302.4 }]);
  const shutdown = slow.stretches.at(-1)!;
  expect(shutdown).toMatchObject({ kind: 'shutdown', label: { text: 'shutdown 302 ms' } });
  expect(slow.stretches.at(-2)!.x + slow.stretches.at(-2)!.width).toBeCloseTo(shutdown.x);
  expect(slow.gone!.x).toBeCloseTo(shutdown.x + shutdown.width);
  expect(lane([end]).stretches.at(-1)!.kind).toBe('frozen');
  expect(timelineInWords([], letPass(extended, 0, [{ ...end, shutdownMs: 302.4 }]).after)).toBe(
    'Environment 1 shut down: idle for 10 minutes, shutdown 302 ms.',
  );
});
