import { expect, test } from 'vitest';
import type { Exchange } from '../../src/workbench/runtime-api/exchanges.ts';
import { momentOf, sequenceOf, stepAt } from '../../src/workbench/runtime-api/sequence.ts';
import {
  answerInWords,
  pathTail,
  refusalInWords,
  stepInWords,
} from '../../src/workbench/runtime-api/step-words.ts';

const RUNTIME = '/2018-06-01/runtime';
const EXTENSION = '/2020-01-01/extension';
const ID = '2df356a0-54c0-4681-b90a-00717a85342e';

function call(
  method: string,
  path: string,
  askedMs: number,
  status?: number,
  more: { afterMs?: number; resumedMs?: number; body?: string; extension?: string; deadlineMs?: number } = {},
): Exchange {
  const { afterMs = 0, resumedMs = askedMs, body = '', extension, deadlineMs } = more;
  const headers = deadlineMs === undefined ? {} : { 'lambda-runtime-deadline-ms': String(deadlineMs) };
  return {
    ...(extension !== undefined && { extension }),
    method,
    path,
    clock: askedMs,
    askedMs,
    place: 0,
    request: { headers: {}, body: '' },
    ...(status !== undefined && { answer: { status, place: 1, afterMs, resumedMs, headers, body } }),
  };
}
const next = (askedMs: number, ...rest: [status?: number, more?: object]) =>
  call('GET', `${RUNTIME}/invocation/next`, askedMs, ...rest);
/** Each call follows the answer of the one before in the trace. */
const of = (...exchanges: Exchange[]) => {
  const placed = exchanges.map(({ answer, ...exchange }, at) => ({
    ...exchange,
    place: 2 * at,
    ...(answer && { answer: { ...answer, place: 2 * at + 1 } }),
  }));
  return sequenceOf({ exchanges: placed, beganMs: 0 });
};

const cold = of(
  next(130, 200, { afterMs: 8, deadlineMs: 3130 }),
  call('POST', `${RUNTIME}/invocation/${ID}/response`, 143, 202),
  next(143),
);

test('after a failed init, which the invocation tries again, it is another process that starts', () => {
  const failed = (ms: number) => call('POST', `${RUNTIME}/init/error`, ms, 202);
  expect(of(failed(34), failed(205)).steps.map(({ gap }) => gap)).toEqual([
    { kind: 'init', ms: 34 },
    { kind: 'init-again', ms: 171 },
  ]);
  expect(of(failed(34), failed(34)).steps[1]?.gap).toEqual({ kind: 'init-again', ms: 0 });
});

test('before the question of a warm runtime there is no init, whatever else the environment still did', () => {
  const asked = sequenceOf({ exchanges: [next(0, 200, { afterMs: 1 })], beganMs: 0, isWarm: true });
  expect(asked.steps.map(({ doing }) => doing)).toEqual([['working'], ['waiting']]);
  expect(cold.steps[0]?.doing).toEqual(['starting']);
});

test('a held call is asked in one step and answered in another; what is answered at once is one', () => {
  expect(cold.steps.map(({ part, ms }) => [part, ms])).toEqual([
    ['asked', 130],
    ['answered', 138],
    ['whole', 143],
    ['asked', 143],
  ]);
});

test('between the steps the environment starts, waits for the event, works, and is frozen at last', () => {
  expect(cold.steps.map(({ gap }) => gap)).toEqual([
    { kind: 'init', ms: 130 },
    { kind: 'held', ms: 8 },
    { kind: 'handler', ms: 5 },
    undefined,
  ]);
  expect(cold.tail).toEqual({ kind: 'frozen' });
});

test('what a runtime does after it has answered is not the handler’s', () => {
  const { steps } = of(
    next(130, 200, { afterMs: 8 }),
    call('POST', `${RUNTIME}/invocation/${ID}/response`, 143, 202),
    next(144),
  );
  expect(steps.map(({ gap }) => gap?.kind)).toEqual(['init', 'held', 'handler', 'working']);
});

test('a runtime that never answers is not frozen', () => {
  expect(of(next(130, 200, { afterMs: 8 })).tail).toEqual({ kind: 'ended' });
});

test('the environment is not frozen while an extension works', () => {
  const { parties, steps, tail } = of(
    call('POST', `${EXTENSION}/register`, 10, 200, { extension: 'recorder' }),
    call('GET', `${EXTENSION}/event/next`, 12, 200, {
      extension: 'recorder',
      afterMs: 120,
      body: '{"eventType":"INVOKE"}',
    }),
    next(130, 200, { afterMs: 2 }),
    call('POST', `${RUNTIME}/invocation/${ID}/response`, 140, 202),
    next(140),
  );
  expect(parties).toEqual(['recorder', '']);
  expect(steps.map(({ doing }) => doing.join())).toEqual([
    'starting,absent',
    'working,starting',
    'waiting,starting',
    'waiting,waiting',
    'working,waiting',
    'working,working',
    'working,working',
  ]);
  expect(steps[2]?.gap).toEqual({ kind: 'init', ms: 120 });
  expect(tail.kind).toBe('ended');
  expect(stepInWords(steps[2]!)).toBe(
    'The runtime asks for the next event. Lambda holds the call: until there is one, the environment is frozen.',
  );
  expect(stepInWords(steps[3]!)).toMatch(/^The extension recorder hears of an event/);
  expect(stepInWords(steps[6]!)).toBe('The runtime asks for its next event. Lambda holds the call.');
});

test('the environment is frozen from when the last process asks, and an answer that was there at once has no gap', () => {
  const { steps } = of(
    call('GET', `${EXTENSION}/event/next`, 12, 200, {
      extension: 'recorder',
      afterMs: 300_118,
      resumedMs: 300_130,
      body: '{"eventType":"INVOKE"}',
    }),
    next(130, 200, { afterMs: 300_001, resumedMs: 300_130 }),
  );
  expect(steps.map(({ gap }) => gap)).toEqual([
    { kind: 'init', ms: 12 },
    { kind: 'init', ms: 130 },
    { kind: 'frozen', ms: 300_000 },
    { kind: 'held', ms: 1 },
  ]);
});

test('each step is told in words', () => {
  expect(cold.steps.map(stepInWords)).toEqual([
    'The runtime asks for the next event. Lambda holds the call: until there is one, the environment is frozen.',
    'An event is here: it is Lambda’s answer to the call. The handler has 3.0 s for it.',
    'The runtime posts what the handler returned, and Lambda passes it on to the caller.',
    'The runtime asks for the next event. Lambda holds the call: until there is one, the environment is frozen.',
  ]);
  const warm = of(next(-60_000, 200, { afterMs: 60_001, resumedMs: 0 }));
  expect(stepInWords(warm.steps[1]!)).toContain('Until now the environment was frozen, for 60.0 s.');
});

test('a refusal says what the state was and what it allows', () => {
  const body = JSON.stringify({
    errorMessage:
      'State transition from RuntimeResponseSentState to InvocationResponse failed for runtime. Error: State transition is not allowed',
    errorType: 'InvalidStateTransition',
  });
  const { steps } = of(call('POST', `${RUNTIME}/invocation/${ID}/response`, 5, 403, { body }));
  expect(stepInWords(steps[0]!)).toBe(
    'The runtime is refused. In the state RuntimeResponseSentState this is not allowed, for it would lead to InvocationResponse. The runtime has answered. What it may do now is to ask for the next event.',
  );
  expect(refusalInWords(call('GET', '/2018-06-01/nothing', 0, 404))).toBe(
    'There is nothing at /2018-06-01/nothing.',
  );
  expect(refusalInWords(call('POST', `${RUNTIME}/invocation/next`, 0, 405))).toBe(
    'POST is not the method of this path.',
  );
});

test('a `next` that is refused is one step', () => {
  expect(of(next(5, 403, {})).steps.map(({ part }) => part)).toEqual(['whole']);
});

test('paths and answers are said in short', () => {
  expect(pathTail(`${RUNTIME}/invocation/${ID}/response`)).toBe('/invocation/2df3…/response');
  expect(pathTail(`${EXTENSION}/event/next`)).toBe('/extension/event/next');
  expect(pathTail('/2018-06-01/ping')).toBe('/ping');
  expect(answerInWords({ path: `${RUNTIME}/invocation/next` }, cold.steps[1]!.exchange.answer!)).toBe(
    '200 OK: an event',
  );
});

test('a step is a moment of its run, and a moment the last step until then', () => {
  const warm = of(next(-60_000, 200, { afterMs: 60_001, resumedMs: 0 }), next(4));
  expect(warm.steps.map((step) => momentOf(step, 3))).toEqual([
    { run: 2, ms: 'after' },
    { run: 3, ms: 1 },
    { run: 3, ms: 4 },
  ]);
  expect(stepAt(warm.steps, 3, { run: 2, ms: 'after' })).toBe(0);
  expect(stepAt(warm.steps, 3, { run: 3, ms: 0.5 })).toBe(0);
  expect(stepAt(warm.steps, 3, { run: 3, ms: 1 })).toBe(1);
  expect(stepAt(warm.steps, 3, { run: 3, ms: 'after' })).toBe(2);
  expect(stepAt(warm.steps, 3, { run: 1, ms: 1 })).toBeUndefined();
  expect(stepAt(warm.steps, 3, undefined)).toBeUndefined();
});

test('of two things at one moment the one that stands first in the trace comes first', () => {
  const asked = (
    extension: string | undefined,
    place: number,
    answeredPlace: number,
    ms: number,
  ): Exchange => {
    const exchange = next(ms, 200, { afterMs: 130 - ms, ...(extension && { extension }) });
    return { ...exchange, place, answer: { ...exchange.answer!, place: answeredPlace } };
  };
  const { steps } = sequenceOf({
    exchanges: [asked('recorder', 0, 3, 12), asked(undefined, 1, 2, 130)],
    beganMs: 0,
  });
  expect(steps.map(({ exchange, part }) => `${exchange.extension ?? 'runtime'} ${part}`)).toEqual([
    'recorder asked',
    'runtime asked',
    'runtime answered',
    'recorder answered',
  ]);
});
