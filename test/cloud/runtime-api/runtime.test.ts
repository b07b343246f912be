import { describe, expect, test } from 'vitest';
import { createRuntimeApi, type RuntimeApiResponse } from '../../../src/cloud/environment/runtime-api.ts';

const RUNTIME = '/2018-06-01/runtime';
const NEXT = `${RUNTIME}/invocation/next`;
const RESPONSE = `${RUNTIME}/invocation/one/response`;
const ERROR = `${RUNTIME}/invocation/one/error`;
const INIT_ERROR = `${RUNTIME}/init/error`;
const INVOCATION = {
  requestId: 'one',
  payload: ' {"a":1}\n',
  deadlineMs: 3000.7,
  invokedFunctionArn: 'arn',
  traceId: 'Root=1',
};

type Invocation = Parameters<ReturnType<typeof createRuntimeApi>['deliver']>[0];
type Headers = Record<string, string>;

/** A Runtime API, and what the environment hears of it. */
function open() {
  const heard: string[] = [];
  const api = createRuntimeApi({
    ready: () => heard.push('ready'),
    responded: (_at, id, body, streamed) =>
      heard.push(`responded ${id} ${streamed ? `${streamed.contentType} ${streamed.sent}` : body}`),
    failed: (_at, id, body, type, streamed) =>
      heard.push(`failed ${id} ${type} ${body}${streamed ? ` after ${streamed.sent}` : ''}`),
    initFailed: (_at, body, type) => heard.push(`init failed ${type} ${body}`),
  });
  /** What it answers, now or later. */
  const hold = (method: string, path: string, body = '', headers: Headers = {}, truncated = false) => {
    const answer: { response?: RuntimeApiResponse } = {};
    api.request({ method, path, headers, body, ...(truncated && { truncated }) }, 0, (response) => {
      answer.response = response;
    });
    return answer;
  };
  const send = (method: string, path: string, body?: string, headers?: Headers, truncated?: boolean) =>
    hold(method, path, body, headers, truncated).response;
  const deliver = (invocation: Partial<Invocation> = {}) => api.deliver({ ...INVOCATION, ...invocation }, 0);
  return { heard, hold, send, deliver };
}
type Opened = ReturnType<typeof open>;

const running = (invocation?: Partial<Invocation>) => {
  const opened = open();
  opened.send('GET', NEXT);
  opened.deliver(invocation);
  return opened;
};

const JSON_TYPE = { 'content-type': 'application/json' };
const ACCEPTED = { status: 202, headers: JSON_TYPE, body: '{"status":"OK"}\n' };
const refused = (status: number, errorMessage: string, errorType: string) => ({
  status,
  headers: JSON_TYPE,
  body: `${JSON.stringify({ errorMessage, errorType })}\n`,
});
const notAllowed = (from: string, to: string) =>
  refused(
    403,
    `State transition from ${from} to ${to} failed for runtime. Error: State transition is not allowed`,
    'InvalidStateTransition',
  );
const INVALID_ID = refused(400, 'Invalid request ID', 'InvalidRequestID');
const HELD = undefined;
const AGAIN = { status: 200, body: INVOCATION.payload };

/** A runtime in each state. */
const STATES: Record<string, () => Opened> = {
  Started: open,
  Ready() {
    const opened = open();
    opened.send('GET', NEXT);
    return opened;
  },
  Running: running,
  InvocationResponse() {
    const opened = running();
    opened.send('POST', RESPONSE, '1', { 'lambda-runtime-function-response-mode': 'sideways' });
    return opened;
  },
  'RuntimeResponseSentState, after a response'() {
    const opened = running();
    opened.send('POST', RESPONSE, '1');
    return opened;
  },
  'RuntimeResponseSentState, after an error'() {
    const opened = running();
    opened.send('POST', ERROR, '{}');
    return opened;
  },
  'RuntimeResponseSentState, after a response that was too large'() {
    const opened = running();
    opened.send('POST', RESPONSE, 'x'.repeat(6_291_557));
    return opened;
  },
  InitError() {
    const opened = open();
    opened.send('POST', INIT_ERROR, '{}');
    return opened;
  },
};

const sent = (to: string) => notAllowed('RuntimeResponseSentState', to);

describe.each<[string, { next: unknown; response: unknown; error: unknown; initError: unknown }]>([
  ['Started', { next: HELD, response: INVALID_ID, error: INVALID_ID, initError: ACCEPTED }],
  [
    'Ready',
    { next: HELD, response: INVALID_ID, error: INVALID_ID, initError: notAllowed('Ready', 'InitError') },
  ],
  [
    'Running',
    { next: AGAIN, response: ACCEPTED, error: ACCEPTED, initError: notAllowed('Running', 'InitError') },
  ],
  [
    'InvocationResponse',
    {
      next: notAllowed('InvocationResponse', 'Ready'),
      response: notAllowed('InvocationResponse', 'InvocationResponse'),
      error: notAllowed('InvocationResponse', 'InvocationErrorResponse'),
      initError: notAllowed('InvocationResponse', 'InitError'),
    },
  ],
  ...Object.keys(STATES)
    .filter((state) => state.startsWith('RuntimeResponseSentState'))
    .map((state): [string, { next: unknown; response: unknown; error: unknown; initError: unknown }] => [
      state,
      {
        next: HELD,
        response: sent('InvocationResponse'),
        error: sent('InvocationErrorResponse'),
        initError: sent('InitError'),
      },
    ]),
  [
    'InitError',
    {
      next: notAllowed('InitError', 'Ready'),
      response: INVALID_ID,
      error: INVALID_ID,
      initError: notAllowed('InitError', 'InitError'),
    },
  ],
])('in state %s', (state, { next, response, error, initError }) => {
  test.each([
    ['next', 'GET', NEXT, next],
    ['response', 'POST', RESPONSE, response],
    ['error', 'POST', ERROR, error],
    ['init/error', 'POST', INIT_ERROR, initError],
    ['response with another id', 'POST', `${RUNTIME}/invocation/other/response`, INVALID_ID],
    ['error with another id', 'POST', `${RUNTIME}/invocation/other/error`, INVALID_ID],
    [
      'ping',
      'GET',
      '/2018-06-01/ping',
      { status: 200, headers: { 'content-type': 'text/plain' }, body: 'pong' },
    ],
    ['restore/next, without SnapStart', 'GET', `${RUNTIME}/restore/next`, { status: 404 }],
    ['restore/error, without SnapStart', 'POST', `${RUNTIME}/restore/error`, { status: 404 }],
    [
      'an unknown path',
      'GET',
      `${RUNTIME}/nothing`,
      { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' },
    ],
    ['POST of next', 'POST', NEXT, { status: 405, headers: {}, body: '' }],
    ['GET of response', 'GET', RESPONSE, { status: 405, headers: {}, body: '' }],
    ['PUT of error', 'PUT', ERROR, { status: 405, headers: {}, body: '' }],
    ['GET of init/error', 'GET', INIT_ERROR, { status: 405, headers: {}, body: '' }],
    ['POST of ping', 'POST', '/2018-06-01/ping', { status: 405, headers: {}, body: '' }],
  ])('%s', (_name, method, path, expected) => {
    const answer = STATES[state]!().send(method, path, '{}');
    if (expected === HELD) expect(answer).toBeUndefined();
    else expect(answer).toMatchObject(expected as object);
  });
});

describe('next', () => {
  test('is held open until an invocation arrives, then has its bytes untouched', () => {
    const { hold, deliver, heard } = open();
    const held = hold('GET', NEXT);
    expect(held.response).toBeUndefined();
    expect(heard).toEqual(['ready']);
    deliver();
    expect(held.response?.body).toBe(' {"a":1}\n');
  });

  test('asked twice before the invocation is answered twice, and is ready once', () => {
    const { hold, deliver, heard } = open();
    const both = [hold('GET', NEXT), hold('GET', NEXT)];
    expect(heard).toEqual(['ready']);
    deliver();
    expect(both.map(({ response }) => response?.body)).toEqual([INVOCATION.payload, INVOCATION.payload]);
  });

  test('asked again while the invocation runs is the same invocation again', () => {
    const { send, heard } = running();
    expect(send('GET', NEXT)).toMatchObject({ headers: { 'lambda-runtime-aws-request-id': 'one' } });
    expect(send('GET', NEXT)).toEqual(send('GET', NEXT));
    expect(heard).toEqual(['ready']);
  });

  test('takes up the next invocation after a response', () => {
    const { send, hold, deliver } = running();
    send('POST', RESPONSE, '1');
    const held = hold('GET', NEXT);
    deliver({ requestId: 'two', payload: '2' });
    expect(held.response).toMatchObject({ body: '2', headers: { 'lambda-runtime-aws-request-id': 'two' } });
    expect(send('POST', RESPONSE, '1')).toEqual(INVALID_ID);
  });

  test.each<[string, Partial<Invocation>, Headers]>([
    [
      'what every invocation has',
      {},
      {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': 'one',
        'lambda-runtime-deadline-ms': '3000',
        'lambda-runtime-invoked-function-arn': 'arn',
        'lambda-runtime-trace-id': 'Root=1',
      },
    ],
    [
      'the content type that the invoke carried',
      { contentType: 'text/json' },
      { 'content-type': 'text/json' },
    ],
    [
      'the client context as text',
      { clientContext: '{"custom":{}}' },
      {
        'lambda-runtime-client-context': '{"custom":{}}',
      },
    ],
    [
      'the identity of a Cognito user',
      { cognitoIdentity: { cognitoIdentityId: 'a', cognitoIdentityPoolId: 'b' } },
      { 'lambda-runtime-cognito-identity': '{"cognitoIdentityId":"a","cognitoIdentityPoolId":"b"}' },
    ],
    ['the tenant', { tenantId: 'blue' }, { 'lambda-runtime-aws-tenant-id': 'blue' }],
  ])('has headers for %s', (_name, invocation, headers) => {
    expect(running(invocation).send('GET', NEXT)?.headers).toMatchObject(headers);
  });

  test('has no header that says nothing', () => {
    const { send } = running({ invokedFunctionArn: '', traceId: '' });
    expect(Object.keys(send('GET', NEXT)?.headers ?? {})).toEqual([
      'content-type',
      'lambda-runtime-aws-request-id',
      'lambda-runtime-deadline-ms',
      'lambda-runtime-invocation-id',
    ]);
  });
});

describe('the id of an invocation', () => {
  const idOf = ({ send }: Opened) => send('GET', NEXT)?.headers['lambda-runtime-invocation-id'] ?? '';

  test('is another when the same request is tried again', () => {
    expect(idOf(running())).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idOf(running())).toBe(idOf(running()));
    expect(idOf(running({ deadlineMs: 63_000 }))).not.toBe(idOf(running()));
  });

  test.each([
    ['response', RESPONSE],
    ['error', ERROR],
  ])('may be echoed on %s, and must be right then', (_name, path) => {
    const opened = running();
    const echo = (id: string) => opened.send('POST', path, '1', { 'lambda-runtime-invocation-id': id });
    expect(echo('another')).toEqual(refused(400, 'Invalid invocation ID', 'InvalidInvocationId'));
    expect(echo(idOf(opened))).toEqual(ACCEPTED);
  });
});

describe('response', () => {
  const STREAMING = { 'lambda-runtime-function-response-mode': 'streaming', 'content-type': 'text/plain' };
  const TOO_LARGE =
    '{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}';

  test('reaches the environment as it was posted', () => {
    const { send, heard } = running();
    expect(send('POST', RESPONSE, 'no JSON')).toEqual(ACCEPTED);
    expect(heard).toEqual(['ready', 'responded one no JSON']);
  });

  test('may have 6 MB and 100 bytes', () => {
    expect(running().send('POST', RESPONSE, 'x'.repeat(6_291_556))).toEqual(ACCEPTED);
  });

  test.each([
    ['of ASCII', 'x'.repeat(6_291_557)],
    ['of characters of more bytes', 'é'.repeat(3_145_779)],
  ])('may not have one byte more %s, and the runtime may go on', (_name, body) => {
    const { send, heard } = running();
    expect(send('POST', RESPONSE, body)).toEqual(
      refused(413, 'Exceeded maximum allowed payload size (6291556 bytes).', 'RequestEntityTooLarge'),
    );
    expect(heard.at(-1)).toBe(`failed one Function.ResponseSizeTooLarge ${TOO_LARGE}`);
    expect(send('GET', NEXT)).toBeUndefined();
  });

  test('may be a stream, and more of it when the caller takes it in parts', () => {
    const { send, heard } = running();
    expect(send('POST', RESPONSE, 'part', STREAMING)).toEqual(ACCEPTED);
    expect(heard.at(-1)).toBe('responded one text/plain part');
    const long = 'x'.repeat(6_291_557);
    expect(running({ streams: true }).send('POST', RESPONSE, long, STREAMING)).toEqual(ACCEPTED);
    expect(running().send('POST', RESPONSE, long, STREAMING)?.status).toBe(413);
  });

  test.each([
    ['an error', btoa('{"errorType":"A"}'), '{"errorType":"A"}'],
    ['nothing that can be read', '***', ''],
  ])('that is a stream may end with the trailers of %s', (_name, trailer, body) => {
    const { send, heard } = running();
    const trailers = {
      'lambda-runtime-function-error-type': 'Function.Broken',
      'lambda-runtime-function-error-body': trailer,
    };
    expect(send('POST', RESPONSE, 'part', { ...STREAMING, ...trailers })).toEqual(ACCEPTED);
    expect(heard.at(-1)).toBe(`failed one Function.Broken ${body} after part`);
  });

  test('in another mode is refused, and only the timeout ends the invocation', () => {
    const { send, heard } = running();
    const mode = { 'lambda-runtime-function-response-mode': 'buffered' };
    expect(send('POST', RESPONSE, '1', mode)).toEqual(
      refused(400, 'Invalid function response mode', 'InvalidFunctionResponseMode'),
    );
    expect(heard).toEqual(['ready']);
  });

  test('whose body is cut short is refused, and the runtime may go on', () => {
    const { send, heard } = running();
    expect(send('POST', RESPONSE, '{"a', {}, true)).toEqual(
      refused(400, 'HTTP request detected as truncated', 'TruncatedHTTPRequest'),
    );
    expect(heard.at(-1)).toContain('failed one Runtime.TruncatedResponse');
    expect(send('GET', NEXT)).toBeUndefined();
  });
});

describe.each([
  ['error', ERROR, 'failed one', running],
  ['init/error', INIT_ERROR, 'init failed', open],
])('%s', (_name, path, heardAs, start) => {
  const report = (body: string, headers: Headers) => {
    const { send, heard } = start();
    expect(send('POST', path, body, headers)).toEqual(ACCEPTED);
    return heard.at(-1);
  };

  test.each([
    ['Runtime.Bad', 'Runtime.Bad'],
    ['Function.TooHot', 'Function.TooHot'],
    ['Extension of Runtime.Bad', 'Extension of Runtime.Bad'],
    ['Function.lower', 'Function.Unknown'],
    ['Runtime.lower', 'Runtime.Unknown'],
    ['TypeError', 'Runtime.Unknown'],
    ['', 'Runtime.Unknown'],
  ])('of the type %j becomes %s, whatever the body says', (type, normalised) => {
    expect(report('{"errorType":"Function.Other"}', { 'lambda-runtime-function-error-type': type })).toBe(
      `${heardAs} ${normalised} {"errorType":"Function.Other"}`,
    );
  });

  test('without a type is Runtime.Unknown', () => {
    expect(report('{}', {})).toBe(`${heardAs} Runtime.Unknown {}`);
  });

  test('need not be JSON', () => {
    expect(report('boom', {})).toBe(`${heardAs} Runtime.Unknown boom`);
  });

  test.each(['{"paths":[]}', '{"message":1', '{"paths":["a"]}'])(
    'with the cause %s for X-Ray is as without',
    (cause) => {
      const headers = { 'lambda-runtime-function-xray-error-cause': cause };
      expect(report('{}', headers)).toBe(`${heardAs} Runtime.Unknown {}`);
    },
  );
});

describe('error of the type application/vnd.aws.lambda.error.cause+json', () => {
  test.each([
    [
      'loses its cause',
      '{"errorCause":{"paths":["a"]},"stackTrace":["at a"],"errorType":"A","errorMessage":"m","more":1}',
      '{"errorMessage":"m","errorType":"A","stackTrace":["at a"]}',
    ],
    ['has the fields that an error has', '{}', '{"errorMessage":"","errorType":""}'],
    ['is told to be invalid when it is no JSON', '{"errorMessage"', '"Invalid error body"'],
    ['is told to be invalid when it is no error', '{"errorMessage":1}', '"Invalid error body"'],
    ['is told to be invalid when it is a text', '"boom"', '"Invalid error body"'],
  ])('%s', (_name, body, expected) => {
    const { send, heard } = running();
    const type = { 'content-type': 'application/vnd.aws.lambda.error.cause+json' };
    expect(send('POST', ERROR, body, type)).toEqual(ACCEPTED);
    expect(heard.at(-1)).toBe(`failed one Runtime.Unknown ${expected}`);
  });
});

test('an invocation for a runtime that does not wait is a mistake of ours', () => {
  expect(() => open().deliver()).toThrow('not waiting');
});
