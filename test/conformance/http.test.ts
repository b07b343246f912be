import { expect, test } from 'vitest';
import { serving } from '../support/serving.ts';
import { freshCloud } from '../support/simulate.ts';
import { sqsAt } from '../support/sqs.ts';
import { loadCases } from './case.ts';
import { runCase } from './run-case.ts';
import { WAITING } from './waiting.ts';

const cases = loadCases().filter(({ id }) => !Object.hasOwn(WAITING, id));

test.each(cases)('the same over HTTP: $id', async (one) => {
  const cloud = await freshCloud();
  await using server = await serving(cloud);
  const { client, url } = server;
  expect(await runCase(one, { settled: () => cloud.settled(), client, sqs: sqsAt(url) })).toEqual([]);
});
