import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { runHandler } from '../support/simulate.ts';

const HANDLER = 'export const handler = async (event) => ({ hello: event.name });';

async function calls(events: readonly unknown[]) {
  const outcomes = await runHandler(HANDLER, events);
  return outcomes.map((outcome) => {
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    return outcome.trace.filter((event) => event.type.startsWith('runtime-api'));
  });
}

const kinds = (trace: readonly TraceEvent[] | undefined) =>
  trace?.map((event) =>
    event.type === 'runtime-api'
      ? `${event.method} ${event.path.split('/').at(-1)} ${event.status}`
      : event.type,
  );

test('a run’s trace has the calls of that run alone, with the next that still waits', async () => {
  const [cold, warm] = await calls([{ name: 'Ada' }, { name: 'Grace' }]);
  const one = ['runtime-api-waiting', 'GET next 200', 'POST response 202'];
  expect(kinds(cold)).toEqual([...one, 'runtime-api-waiting']);
  expect(kinds(warm)).toEqual([...one.slice(1), 'runtime-api-waiting']);
});

test('a call shows both bodies and headers, and how long next was held', async () => {
  const [, warm] = await calls([{ name: 'Ada' }, { name: 'Grace' }]);
  const [next, response] = (warm ?? []).filter((event) => event.type === 'runtime-api');
  expect(next?.responseBody).toBe('{"name":"Grace"}');
  expect(next?.responseHeaders['lambda-runtime-aws-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(next!.at).toBeGreaterThan(next!.askedAt);
  expect(response?.requestBody).toBe('{"hello":"Grace"}');
  expect(response?.requestHeaders).toBeDefined();
});

test('the same requests leave the same trace', async () => {
  expect(await calls([{ name: 'Ada' }, {}])).toEqual(await calls([{ name: 'Ada' }, {}]));
});
