import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { InvokeWithResponseStreamCommand } from '@aws-sdk/client-lambda';
import { expect, test, vi } from 'vitest';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { serveRuntimeApi } from '../../src/host/attach.ts';
import { attachedCloud } from '../support/attached.ts';
import { attachedFunction, call, FunctionName, invoke, RUNTIME } from '../support/attached-function.ts';

test('over real HTTP the Runtime API answers what is out of order as its table says', async () => {
  await using account = await attachedFunction();
  const { address, client } = account;
  const at = (method: string, path: string, body?: string, headers?: Record<string, string>) =>
    call(address, method, RUNTIME + path, body, headers);
  const refused = (status: number, errorType: string, errorMessage: string) => ({
    status,
    text: `${JSON.stringify({ errorMessage, errorType })}\n`,
  });
  const forbidden = (from: string, to: string) =>
    refused(
      403,
      'InvalidStateTransition',
      `State transition from ${from} to ${to} failed for runtime. Error: State transition is not allowed`,
    );
  const noSuchId = refused(400, 'InvalidRequestID', 'Invalid request ID');
  expect(await at('POST', '/invocation/early/response', '1')).toMatchObject(noSuchId);
  expect(await call(address, 'GET', '/2018-06-01/ping')).toMatchObject({ status: 200, text: 'pong' });
  expect(await at('GET', '/nothing')).toMatchObject({ status: 404, text: '404 page not found\n' });
  expect(await at('POST', '/invocation/next')).toMatchObject({ status: 405, text: '' });

  const invoked = invoke(client, { a: 1 });
  const { id, text, names } = await at('GET', '/invocation/next');
  expect(text).toBe('{"a":1}');
  expect(names).toEqual(
    expect.arrayContaining([
      'Content-Type',
      'Content-Length',
      'Lambda-Runtime-Aws-Request-Id',
      'Lambda-Runtime-Deadline-Ms',
      'Lambda-Runtime-Invoked-Function-Arn',
      'Lambda-Runtime-Trace-Id',
    ]),
  );
  expect(await at('GET', '/invocation/next')).toMatchObject({ status: 200, id, text });
  expect(await at('POST', '/init/error')).toMatchObject(forbidden('Running', 'InitError'));
  expect(await at('POST', '/invocation/wrong/response', '1')).toMatchObject(noSuchId);
  const accepted = { status: 202, text: '{"status":"OK"}\n' };
  expect(await at('POST', `/invocation/${id}/response`, '1')).toMatchObject(accepted);
  const sent = 'RuntimeResponseSentState';
  expect(await at('POST', `/invocation/${id}/response`, '2')).toMatchObject(
    forbidden(sent, 'InvocationResponse'),
  );
  expect(await at('POST', `/invocation/${id}/error`, '2')).toMatchObject(
    forbidden(sent, 'InvocationErrorResponse'),
  );
  const held = at('GET', '/invocation/next');
  expect(await invoked).toMatchObject({ result: 1, error: undefined });

  // The longest response, and one byte more.
  const most = 6_291_556;
  const long = invoke(client);
  const second = await held;
  const big = JSON.stringify('x'.repeat(most - 2));
  expect(await at('POST', `/invocation/${second.id}/response`, big)).toMatchObject(accepted);
  const heldAgain = at('GET', '/invocation/next');
  expect((await long).result).toHaveLength(most - 2);
  const tooLong = invoke(client);
  const third = await heldAgain;
  expect(
    await at('POST', `/invocation/${third.id}/response`, `${big} ${'x'.repeat(2 ** 24)}`, {
      'transfer-encoding': 'chunked',
    }),
  ).toMatchObject(
    refused(413, 'RequestEntityTooLarge', `Exceeded maximum allowed payload size (${most} bytes).`),
  );
  void at('GET', '/invocation/next').catch(() => undefined);
  expect(await tooLong).toMatchObject({ result: { errorType: 'Function.ResponseSizeTooLarge' } });
});

test('a response in parts reaches the caller with the error that its trailers tell', async () => {
  await using account = await attachedFunction();
  const { address, client } = account;
  const respond = (id: string, trailers: Record<string, string>) => {
    const [host, port] = address.split(':');
    const headers = {
      'lambda-runtime-function-response-mode': 'streaming',
      'content-type': 'text/plain',
      trailer: Object.keys(trailers).join(),
    };
    const path = `${RUNTIME}/invocation/${id}/response`;
    const request = httpRequest({ host, port, method: 'POST', path, headers });
    request.write('one, ');
    request.write('two');
    request.addTrailers(trailers);
    request.end();
    return new Promise((resolve) => request.on('response', ({ statusCode }) => resolve(statusCode)));
  };
  const stream = async () => {
    const { EventStream } = await client.send(new InvokeWithResponseStreamCommand({ FunctionName }));
    let text = '';
    for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
      text += Buffer.from(PayloadChunk?.Payload ?? '').toString();
      if (InvokeComplete) return { text, error: InvokeComplete.ErrorDetails ?? '' };
    }
    throw new Error('The stream has no end.');
  };
  const whole = stream();
  const first = await call(address, 'GET', `${RUNTIME}/invocation/next`);
  expect(await respond(first.id, { 'x-nothing': 'more' })).toBe(202);
  const next = call(address, 'GET', `${RUNTIME}/invocation/next`);
  expect(await whole).toEqual({ text: 'one, two', error: '' });
  const broken = stream();
  const body = '{"errorType":"Error","errorMessage":"half way"}';
  const trailers = {
    'Lambda-Runtime-Function-Error-Type': 'Function.Broken',
    'Lambda-Runtime-Function-Error-Body': Buffer.from(body).toString('base64'),
  };
  expect(await respond((await next).id, trailers)).toBe(202);
  void call(address, 'GET', `${RUNTIME}/invocation/next`).catch(() => undefined);
  expect(await broken).toEqual({ text: 'one, two', error: body });
});

test('a body that is cut short is no response', async () => {
  await using account = await attachedFunction();
  const { address, client, cloud } = account;
  const invoked = invoke(client);
  const { id } = await call(address, 'GET', `${RUNTIME}/invocation/next`);
  const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
  const head = `POST ${RUNTIME}/invocation/${id}/response HTTP/1.1\r\nHost: ${address}\r\nContent-Length: 100\r\n\r\n`;
  socket.write(`${head}"half`, () => socket.destroy());
  await expect
    .poll(() => cloud.trace.findLast((event) => event.type === 'runtime-api')?.responseBody)
    .toContain('TruncatedHTTPRequest');
  void call(address, 'GET', `${RUNTIME}/invocation/next`).catch(() => undefined);
  expect((await invoked).result).toMatchObject({ errorType: 'Runtime.TruncatedResponse' });
});

test.each([
  [{ host: 'evil.example' }, 'only, not to evil.example.'],
  [{ origin: 'http://127.0.0.1' }, 'Pages of http://127.0.0.1 may not use'],
  [{ 'sec-fetch-site': 'same-origin' }, 'The Runtime API is for runtimes, not for pages in a browser.'],
])('no page in a browser gets to it: %j', async (headers, why) => {
  await using account = await attachedCloud(FunctionName);
  const { status, text } = await call(account.address, 'GET', '/2018-06-01/ping', '', headers as never);
  expect(status).toBe(403);
  expect(JSON.parse(text).errorMessage).toContain(why);
});

test('a fault of the simulator itself is 500, after which a runtime has to end', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const broken = {
    attach: () => ({ request: () => Promise.reject(new Error('broken')), detach() {} }),
  } as unknown as Cloud;
  const served = await serveRuntimeApi({ cloud: broken, functionName: FunctionName, port: 0, unheard() {} });
  expect(await call(served.address, 'GET', `${RUNTIME}/invocation/next`)).toMatchObject({
    status: 500,
    text: '{"errorMessage":"Internal Server Error","errorType":"InternalServerError"}\n',
  });
  expect(told).toHaveBeenCalledWith(new Error('broken'));
  told.mockRestore();
  await served.close();
});
