import { describe, expect, test } from 'vitest';
import { createRuntimeApi, type RuntimeApiResponse } from '../../../src/cloud/environment/runtime-api.ts';

const RUNTIME = '/2018-06-01/runtime';
const NEXT = `${RUNTIME}/invocation/next`;
const RESTORE_NEXT = `${RUNTIME}/restore/next`;
const RESTORE_ERROR = `${RUNTIME}/restore/error`;
const INIT_ERROR = `${RUNTIME}/init/error`;
const RESPONSE = `${RUNTIME}/invocation/one/response`;

/** A Runtime API with init caching, as a function with SnapStart has it, and what the environment hears of it. */
function open() {
  const heard: string[] = [];
  const api = createRuntimeApi({
    ready: () => heard.push('ready'),
    responded: (_at, id, body) => heard.push(`responded ${id} ${body}`),
    failed: (_at, id, body, type) => heard.push(`failed ${id} ${type} ${body}`),
    initFailed: (_at, body, type) => heard.push(`init failed ${type} ${body}`),
    restoreReady: () => heard.push('restore ready'),
    restoreFailed: (_at, body, type) => heard.push(`restore failed ${type} ${body}`),
  });
  const hold = (method: string, path: string, body = '', headers: Record<string, string> = {}) => {
    const answer: { response?: RuntimeApiResponse } = {};
    api.request({ method, path, headers, body }, 0, (response) => {
      answer.response = response;
    });
    return answer;
  };
  const send = (...request: Parameters<typeof hold>) => hold(...request).response;
  const deliver = () =>
    api.deliver(
      { requestId: 'one', payload: '{}', deadlineMs: 3000, invokedFunctionArn: 'arn', traceId: '' },
      0,
    );
  return { heard, hold, send, deliver, restore: () => api.restore(0) };
}
type Opened = ReturnType<typeof open>;

const after = (opened: Opened, ...steps: ((opened: Opened) => unknown)[]) => {
  for (const step of steps) step(opened);
  return opened;
};
const asks = (path: string) => (opened: Opened) => opened.send('GET', path);
const posts = (path: string) => (opened: Opened) => opened.send('POST', path, '{}');
const restored = (...steps: ((opened: Opened) => unknown)[]) =>
  after(open(), asks(RESTORE_NEXT), (opened) => opened.restore(), ...steps);
const deliver = (opened: Opened) => opened.deliver();

/** A runtime in each state. */
const STATES: Record<string, () => Opened> = {
  Started: open,
  RestoreReady: () => after(open(), asks(RESTORE_NEXT)),
  Restoring: () => restored(),
  RuntimeRestoreErrorState: () => restored(posts(RESTORE_ERROR)),
  InitError: () => after(open(), posts(INIT_ERROR)),
  Ready: () => restored(asks(NEXT)),
  Running: () => restored(asks(NEXT), deliver),
  RuntimeResponseSentState: () => restored(asks(NEXT), deliver, posts(RESPONSE)),
};

const ACCEPTED = { status: 202, body: '{"status":"OK"}\n' };
const HELD = undefined;
const AGAIN = { status: 200, body: '{}' };
const refused = (from: string, to: string) => ({
  status: 403,
  body: `${JSON.stringify({
    errorMessage: `State transition from ${from} to ${to} failed for runtime. Error: State transition is not allowed`,
    errorType: 'InvalidStateTransition',
  })}\n`,
});
const TO = {
  restoreNext: 'Ready',
  restoreError: 'RuntimeRestoreErrorState',
  next: 'Ready',
  initError: 'InitError',
};

describe.each<[string, Partial<Record<keyof typeof TO, unknown>>]>([
  ['Started', { restoreNext: HELD, next: HELD, initError: ACCEPTED }],
  ['RestoreReady', {}],
  ['Restoring', { restoreError: ACCEPTED, next: HELD, initError: ACCEPTED }],
  ['RuntimeRestoreErrorState', {}],
  ['InitError', {}],
  ['Ready', { next: HELD }],
  ['Running', { next: AGAIN }],
  ['RuntimeResponseSentState', { next: HELD }],
])('with init caching, in state %s', (state, allowed) => {
  const expected = (request: keyof typeof TO) =>
    request in allowed ? allowed[request] : refused(state, TO[request]);
  test.each([
    ['restore/next', 'GET', RESTORE_NEXT, expected('restoreNext')],
    ['restore/error', 'POST', RESTORE_ERROR, expected('restoreError')],
    ['next', 'GET', NEXT, expected('next')],
    ['init/error', 'POST', INIT_ERROR, expected('initError')],
    ['POST of restore/next', 'POST', RESTORE_NEXT, { status: 405, body: '' }],
    ['GET of restore/error', 'GET', RESTORE_ERROR, { status: 405, body: '' }],
  ])('%s', (_name, method, path, answer) => {
    const response = STATES[state]!().send(method, path, '{}');
    if (answer === HELD) expect(response).toBeUndefined();
    else expect(response).toMatchObject(answer as object);
  });
});

describe('a runtime with SnapStart', () => {
  test('is held in restore/next until it is restored, then goes on to its first event', () => {
    const { heard, hold, send, restore, deliver } = open();
    const held = hold('GET', RESTORE_NEXT);
    expect(heard).toEqual(['restore ready']);
    expect(held.response).toBeUndefined();
    restore();
    expect(held.response).toEqual({ status: 200, headers: {}, body: '' });
    const next = hold('GET', NEXT);
    deliver();
    expect(next.response?.body).toBe('{}');
    expect(send('POST', RESPONSE, '1')?.status).toBe(202);
    expect(heard).toEqual(['restore ready', 'ready', 'responded one 1']);
  });

  test('that does not care for a restore asks for its first event at once', () => {
    const { heard, send } = open();
    send('GET', NEXT);
    expect(heard).toEqual(['ready']);
  });

  test.each([['restore/error'], ['init/error']])('fails its restore with %s', (call) => {
    const { heard, send } = restored();
    send('POST', `${RUNTIME}/${call}`, '{"errorMessage":"no"}', {
      'lambda-runtime-function-error-type': 'Runtime.AfterRestoreError',
    });
    expect(heard.at(-1)).toBe('restore failed Runtime.AfterRestoreError {"errorMessage":"no"}');
  });

  test('is not restored before it waits for that', () => {
    expect(() => open().restore()).toThrow('not waiting');
  });
});
