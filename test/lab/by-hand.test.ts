import { expect, test } from 'vitest';
import type { ByHand } from '../../src/lab/by-hand.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { presetsFor, requestOf, stateAfter } from '../../src/workbench/runtime-api/by-hand.ts';
import { conversationsOf } from '../../src/workbench/runtime-api/exchanges.ts';
import { asLab, freshCloud, HELLO, targetOn } from '../support/simulate.ts';

const FILES = [{ path: 'index.mjs', text: "export const handler = () => 'by its runtime';" }];

async function handOn(event: unknown) {
  const session = createLabSession(asLab(HELLO), targetOn(await freshCloud()), async () => []);
  const hand = (await session.byHand(FILES, JSON.stringify(event))) as ByHand;
  const exchanges = async () => conversationsOf(await hand.soFar())[0]?.exchanges ?? [];
  return {
    session,
    hand,
    exchanges,
    state: async () => stateAfter(await exchanges()),
    send: async (preset: keyof ReturnType<typeof presetsFor>, change = {}) =>
      hand.request(requestOf({ ...presetsFor(await exchanges())[preset], ...change })),
  };
}

test('an invocation is served by the calls that the composer proposes, and its states are those of the API', async () => {
  const { session, hand, exchanges, send, state } = await handOn({ name: 'Ada' });
  expect(await state()).toBe('Started');
  expect(await send('next')).toMatchObject({ status: 200, body: '{"name":"Ada"}' });
  expect(await state()).toBe('Running');
  expect(await send('response', { body: '"by hand"' })).toMatchObject({ status: 202 });
  expect(await state()).toBe('RuntimeResponseSentState');
  expect(await send('response')).toMatchObject({ status: 403 });
  void send('next');
  expect(await hand.outcome).toMatchObject({
    kind: 'returned',
    payload: '"by hand"',
    report: { durationMs: 0 },
  });
  expect((await exchanges()).map(({ answer }) => answer?.status)).toEqual([200, 202, 403, undefined]);
  expect(await state()).toBe('Ready');
  expect(await session.run(FILES, '{}')).toMatchObject({ kind: 'returned', payload: '"by its runtime"' });
});

test('a call about another event is refused, and changes nothing', async () => {
  const { hand, send, state } = await handOn({});
  expect(await send('response')).toMatchObject({
    status: 400,
    body: expect.stringContaining('InvalidRequestID'),
  });
  expect(await state()).toBe('Started');
  await send('next');
  expect(await send('error')).toMatchObject({ status: 202 });
  void send('next');
  expect(await hand.outcome).toMatchObject({ kind: 'failed', failure: { errorType: 'Function.ByHand' } });
});

test('an error of the init is what the caller gets, as it was written', async () => {
  const { hand, send } = await handOn({});
  await send('init error');
  expect(await hand.outcome).toMatchObject({ kind: 'failed', failure: { errorType: 'Runtime.ByHand' } });
});

test('who lets go of an event lets it time out', async () => {
  const { session, hand, send } = await handOn({});
  await send('next');
  hand.letGo();
  expect(await hand.outcome).toMatchObject({ kind: 'failed', failure: { errorType: 'Sandbox.Timedout' } });
  expect(await session.run(FILES, '{}')).toMatchObject({ payload: '"by its runtime"' });
});

test('what is proposed is about the event of the runtime, whatever an extension was told after it', async () => {
  const { exchanges, send } = await handOn({});
  await send('next');
  const told = await exchanges();
  const ofExtension = told.map((exchange) => ({
    ...exchange,
    extension: 'ledger',
    path: '/2020-01-01/extension/event/next',
    answer: { ...exchange.answer!, headers: {} },
  }));
  expect(presetsFor([...told, ...ofExtension])).toEqual(presetsFor(told));
  expect(presetsFor(told).response.path).toMatch(/\/invocation\/[0-9a-f-]{36}\/response$/);
});

test('headers are written one a line, and what is no header is left out', () => {
  const headers = 'Content-Type: text/plain\n\nnonsense\n x-a :b: c ';
  expect(requestOf({ method: 'GET', path: ' /x ', headers, body: '' })).toEqual({
    method: 'GET',
    path: '/x',
    headers: { 'content-type': 'text/plain', 'x-a': 'b: c' },
    body: '',
  });
});
