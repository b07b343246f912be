import { expect, test } from 'vitest';
import { createRuntimeApi, type RuntimeApiResponse } from '../../src/cloud/environment/runtime-api.ts';
import { createTrace } from '../../src/cloud/trace.ts';

const NEXT = '/2018-06-01/runtime/invocation/next';
const RESPONSE = '/2018-06-01/runtime/invocation/one/response';
const ERROR = '/2018-06-01/runtime/invocation/one/error';
const INIT_ERROR = '/2018-06-01/runtime/init/error';

function open() {
  const heard: string[] = [];
  const api = createRuntimeApi('env', createTrace(true), {
    ready: () => heard.push('ready'),
    responded: (_at, id, body) => heard.push(`responded ${id} ${body.length}`),
    failed: (_at, id, _body, type) => heard.push(`failed ${id} ${type}`),
    initFailed: (_at, _body, type) => heard.push(`init failed ${type}`),
  });
  const send = (method: string, path: string, body = '', headers = {}): RuntimeApiResponse | undefined => {
    let answer: RuntimeApiResponse | undefined;
    api.request({ method, path, headers, body }, 0, (response) => {
      answer = response;
    });
    return answer;
  };
  const deliver = () =>
    api.deliver(
      { requestId: 'one', payload: '{"a":1}', deadlineMs: 3000.7, invokedFunctionArn: 'arn', traceId: 't' },
      0,
    );
  return { heard, send, deliver };
}

const running = () => {
  const opened = open();
  opened.send('GET', NEXT);
  opened.deliver();
  return opened;
};

test('next is held open until an invocation arrives', () => {
  const { send, deliver, heard } = open();
  expect(send('GET', NEXT)).toBeUndefined();
  expect(heard).toEqual(['ready']);
  deliver();
  expect(send('GET', NEXT)).toMatchObject({
    status: 200,
    body: '{"a":1}',
    headers: {
      'lambda-runtime-aws-request-id': 'one',
      'lambda-runtime-deadline-ms': '3000',
      'lambda-runtime-invoked-function-arn': 'arn',
      'lambda-runtime-trace-id': 't',
    },
  });
});

test('a response is accepted once', () => {
  const { send, heard } = running();
  expect(send('POST', RESPONSE, '1')).toMatchObject({ status: 202, body: '{"status":"OK"}\n' });
  expect(send('POST', RESPONSE, '1')).toMatchObject({
    status: 403,
    body: '{"errorMessage":"State transition from RuntimeResponseSentState to InvocationResponse failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}\n',
  });
  expect(heard).toEqual(['ready', 'responded one 1']);
});

test('the request id is checked before the state', () => {
  const { send } = open();
  expect(send('POST', RESPONSE)).toMatchObject({
    status: 400,
    body: '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}\n',
  });
});

test('init/error is for the time before the first next', () => {
  const fresh = open();
  expect(fresh.send('POST', INIT_ERROR, '{}')).toMatchObject({ status: 202 });
  expect(fresh.send('POST', INIT_ERROR, '{}')?.body).toContain('from InitError to InitError');
  expect(fresh.send('GET', NEXT)?.body).toContain('from InitError to Ready');
  expect(running().send('POST', INIT_ERROR)?.body).toContain('from Running to InitError');
});

test('the error type comes from the header, and is normalised', () => {
  for (const [header, type] of [
    ['Runtime.Bad', 'Runtime.Bad'],
    ['Function.lower', 'Function.Unknown'],
    ['TypeError', 'Runtime.Unknown'],
  ]) {
    const { send, heard } = running();
    expect(send('POST', ERROR, '{}', { 'lambda-runtime-function-error-type': header })?.status).toBe(202);
    expect(heard.at(-1)).toBe(`failed one ${type}`);
  }
});

test('6 MB and 100 bytes are accepted, one byte more is not, and the runtime may go on', () => {
  expect(running().send('POST', RESPONSE, 'x'.repeat(6_291_556))?.status).toBe(202);
  const { send, heard } = running();
  expect(send('POST', RESPONSE, 'x'.repeat(6_291_557))).toMatchObject({
    status: 413,
    body: '{"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}\n',
  });
  expect(heard.at(-1)).toBe('failed one Function.ResponseSizeTooLarge');
  expect(send('GET', NEXT)).toBeUndefined();
});

test('an unknown response mode leaves the state where it is stuck', () => {
  const { send } = running();
  const mode = { 'lambda-runtime-function-response-mode': 'sideways' };
  expect(send('POST', RESPONSE, '1', mode)).toMatchObject({ status: 400 });
  expect(send('POST', RESPONSE, '1')?.status).toBe(403);
  expect(send('GET', NEXT)?.status).toBe(403);
});

test('other paths and methods', () => {
  const { send } = open();
  expect(send('GET', '/2018-06-01/ping')).toMatchObject({ status: 200, body: 'pong' });
  expect(send('GET', '/2018-06-01/runtime/nothing')).toMatchObject({
    status: 404,
    body: '404 page not found\n',
  });
  expect(send('POST', NEXT)).toMatchObject({ status: 405, body: '' });
});
