import { expect, test } from 'vitest';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { severalInWords } from '../../src/workbench/several-words.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const WAITS = `export const handler = async (event) => {
  await new Promise((done) => setTimeout(done, 100));
  console.log('served', event.name);
  return event.name;
};`;
const files = [{ path: 'index.mjs', text: WAITS }];
const open = async () =>
  createLabSession({ ...SCRATCH, id: 'ten' }, targetOn(await freshCloud()), async () => []);

test('ten invokes at once get ten environments, whose lives overlap', async () => {
  const answer = await (await open()).runAtOnce(files, '{"name":"Ada"}', 10);
  if (answer.kind !== 'at once' || answer.together.kind === 'refused') throw new Error('nothing ran');
  expect(answer.outcomes.map((outcome) => 'payload' in outcome && outcome.payload)).toEqual(
    Array.from({ length: 10 }, () => '"Ada"'),
  );
  const invokes = answer.together.phases.filter(({ phase }) => phase === 'invoke');
  expect(new Set(invokes.map(({ environmentId }) => environmentId)).size).toBe(10);
  const lastStart = Math.max(...invokes.map(({ fromMs }) => fromMs));
  expect(Math.min(...invokes.map(({ toMs }) => toMs))).toBeGreaterThan(lastStart - 100);
  expect(answer.together.log.filter(({ text }) => text.includes('served'))).toHaveLength(10);
  expect(severalInWords(answer.outcomes, 'at once')).toMatch(
    /^10 invokes at once: all returned\. 10 cold, 0 warm\./,
  );
});

test('a second ten at once find the first ten’s environments warm', async () => {
  const session = await open();
  await session.runAtOnce(files, '{"name":"Ada"}', 10);
  const again = await session.runAtOnce(files, '{"name":"Ada"}', 10);
  if (again.kind !== 'at once') throw new Error('nothing ran');
  expect(severalInWords(again.outcomes, 'at once')).toContain('0 cold, 10 warm.');
});

test('what cannot be deployed is refused once, in words', async () => {
  const answer = await (await open()).runAtOnce([{ path: '../x.mjs', text: '' }], '{}', 10);
  expect(answer.kind).toBe('refused');
  if (answer.kind === 'refused') expect(severalInWords([answer], 'at once')).toMatch(/^Nothing ran: /);
});

test('failures are counted apart from what returned', async () => {
  const session = await open();
  const fails = [
    { path: 'index.mjs', text: 'export const handler = async () => { throw new Error("no"); };' },
  ];
  const outcomes = [await session.run(files, '{"name":"Ada"}'), await session.run(fails, '{}')];
  expect(severalInWords(outcomes, 'one after another')).toContain('1 returned, 1 failed.');
});
