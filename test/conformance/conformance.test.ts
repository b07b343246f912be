import { expect, test } from 'vitest';
import { freshCloud } from '../support/simulate.ts';
import { loadCases } from './case.ts';
import { accountOf, runCase } from './run-case.ts';
import { WAITING } from './waiting.ts';

const cases = loadCases();
const waits = ({ id }: { id: string }) => Object.hasOwn(WAITING, id);

/** Lower it when cases come off the list; never raise it. */
const WAITING_AT_MOST = 0;

test.each(cases.filter((one) => !waits(one)))('AWS and the simulator answer the same: $id', async (one) => {
  expect(await runCase(one, accountOf(await freshCloud()))).toEqual([]);
});

test.each(cases.filter(waits))('$id is still waiting', async (one) => {
  expect(
    await runCase(one, accountOf(await freshCloud())),
    `${one.id} passes: take it off the list in waiting.ts`,
  ).not.toEqual([]);
});

test('the list of waiting cases names cases that there are, and only shrinks', () => {
  const ids = new Set(cases.map(({ id }) => id));
  expect(Object.keys(WAITING).filter((id) => !ids.has(id))).toEqual([]);
  expect(Object.keys(WAITING)).toHaveLength(WAITING_AT_MOST);
});

test('there are 93 cases, each with a name of its own', () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBe(93);
  expect(cases).toHaveLength(93);
});
