import { expect, test } from 'vitest';
import type { SourceFile } from '../../src/lab/lab.ts';
import type { RunOutcome } from '../../src/lab/run.ts';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { newEnvironmentInWords, timePassedInWords } from '../../src/workbench/environment-words.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const MINUTE = 60_000;
const counter = (text = 'let n = 0; export const handler = async () => ++n;'): SourceFile[] => [
  { path: 'index.mjs', text },
];
const open = async () =>
  createLabSession({ ...SCRATCH, id: 'idle' }, targetOn(await freshCloud()), async () => []);
const payloadOf = (outcome: RunOutcome) => ('payload' in outcome ? outcome.payload : outcome.message);
const isCold = (outcome: RunOutcome) =>
  outcome.kind === 'returned' && outcome.report!.initDurationMs !== undefined;

test('after five idle minutes the environment is still warm, and keeps its variables', async () => {
  const session = await open();
  await session.run(counter(), '{}');
  expect(await session.advance(5 * MINUTE)).toMatchObject({ reclaimed: 0, warm: 1 });
  const second = await session.run(counter(), '{}');
  expect(isCold(second)).toBe(false);
  expect(payloadOf(second)).toBe('2');
});

test('after fifteen idle minutes the environment is gone, and the next run starts cold', async () => {
  const session = await open();
  await session.run(counter(), '{}');
  expect(await session.advance(15 * MINUTE)).toMatchObject({ reclaimed: 1, warm: 0 });
  const second = await session.run(counter(), '{}');
  expect(isCold(second)).toBe(true);
  expect(payloadOf(second)).toBe('1');
});

test('idle minutes add up, and an invocation starts them anew', async () => {
  const session = await open();
  await session.run(counter(), '{}');
  await session.advance(9 * MINUTE);
  await session.run(counter(), '{}');
  expect(await session.advance(9 * MINUTE)).toMatchObject({ reclaimed: 0, warm: 1 });
  expect(await session.advance(2 * MINUTE)).toMatchObject({ reclaimed: 1, warm: 0 });
});

test('the handler sees the time that passed', async () => {
  const session = await open();
  const clock = counter('export const handler = async () => Date.now();');
  const before = Number(payloadOf(await session.run(clock, '{}')));
  await session.advance(5 * MINUTE);
  const after = Number(payloadOf(await session.run(clock, '{}')));
  expect(after - before).toBeGreaterThanOrEqual(5 * MINUTE);
  expect(after - before).toBeLessThan(5 * MINUTE + 1_000);
});

test('a new environment means a cold start', async () => {
  const session = await open();
  await session.run(counter(), '{}');
  expect(await session.newEnvironment()).toMatchObject({ reclaimed: 1, warm: 0 });
  const second = await session.run(counter(), '{}');
  expect(isCold(second)).toBe(true);
  expect(payloadOf(second)).toBe('1');
});

test('an environment whose code was replaced is not counted as warm', async () => {
  const session = await open();
  await session.run(counter(), '{}');
  await session.run(counter('export const handler = async () => 7;'), '{}');
  expect(await session.advance(MINUTE)).toMatchObject({ reclaimed: 0, warm: 1 });
});

test('before the first run there is nothing to reclaim', async () => {
  const session = await open();
  expect(await session.newEnvironment()).toMatchObject({ reclaimed: 0, warm: 0 });
  expect(await session.advance(MINUTE)).toMatchObject({ reclaimed: 0, warm: 0 });
});

test('a timer that was set for later than the end of an invocation does not run while the environment is frozen', async () => {
  const session = await open();
  const late = counter(
    'let n = 0; export const handler = async () => { setTimeout(() => { n += 1 }, 60000); return n; };',
  );
  await session.run(late, '{}');
  expect(await session.advance(5 * MINUTE)).toMatchObject({ reclaimed: 0, warm: 1 });
  const second = await session.run(late, '{}');
  expect(second.kind).toBe('returned');
});

test('what happened is said in words, with the modelled limit', () => {
  expect(newEnvironmentInWords({ reclaimed: 1, warm: 0, ended: [], trace: [] })).toBe(
    'The environment is gone: the next invoke starts cold.',
  );
  expect(timePassedInWords(5 * MINUTE, { reclaimed: 0, warm: 1, ended: [], trace: [] })).toBe(
    '5 minutes passed. The environment is still warm. This simulator gives an environment up after 10 minutes without an invoke (modelled: AWS states no number).',
  );
  expect(timePassedInWords(60 * MINUTE, { reclaimed: 10, warm: 0, ended: [], trace: [] })).toMatch(
    /^1 hour passed\. All 10 environments are reclaimed: the next invoke starts cold\./,
  );
});
