import { expect, test } from 'vitest';
import { freshCloud, HELLO, runFiles, runHandler } from '../support/simulate.ts';

const streaming = (body: string) =>
  `export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {\n${body}\n});`;

test('a streaming handler answers Invoke with all that it has written', async () => {
  const [outcome] = await runHandler(
    streaming("responseStream.write('\"a'); responseStream.write('b\"'); responseStream.end();"),
  );
  expect(outcome).toMatchObject({ kind: 'returned', payload: '"ab"' });
});

test('a pipeline into the stream works, and objects are written as JSON', async () => {
  const [outcome] = await runHandler(
    `import { pipeline } from 'node:stream/promises';\nimport { Readable } from 'node:stream';\n${streaming(
      "await pipeline(Readable.from(['[1,', '2]']), responseStream);",
    )}`,
  );
  expect(outcome).toMatchObject({ kind: 'returned', payload: '[1,2]' });
  const [json] = await runHandler(streaming('responseStream.write({ a: 1 }); responseStream.end();'));
  expect(json).toMatchObject({ kind: 'returned', payload: '{"a":1}' });
});

test('the Runtime API sees the streaming mode, and the prelude of an HTTP response', async () => {
  const cloud = await freshCloud();
  const code = streaming(
    "responseStream = awslambda.HttpResponseStream.from(responseStream, { statusCode: 201 }); responseStream.write('hi'); responseStream.end();",
  );
  await runFiles(HELLO, [{ path: 'index.mjs', text: code }], ['{}'], cloud);
  const call = cloud.trace
    .slice(0)
    .find((event) => event.type === 'runtime-api' && event.path.endsWith('/response'));
  expect(call).toMatchObject({
    requestHeaders: {
      'lambda-runtime-function-response-mode': 'streaming',
      'content-type': 'application/vnd.awslambda.http-integration-response',
    },
    requestBody: `{"statusCode":201}${'\0'.repeat(8)}hi`,
  });
});

test('an error in the middle of a stream fails the invocation', async () => {
  const [outcome, next] = await runHandler(
    streaming(
      "if (event.bad) { responseStream.write('half'); throw new TypeError('midway'); } responseStream.end('1');",
    ),
    [{ bad: true }, {}],
  );
  expect(outcome).toMatchObject({
    kind: 'failed',
    failure: { errorType: 'TypeError', errorMessage: 'midway' },
  });
  expect(next).toMatchObject({ kind: 'returned', payload: '1' });
});

test('a streaming handler has to be async, and its stream has to be ended', async () => {
  const [outcome] = await runHandler(
    'export const handler = awslambda.streamifyResponse((event, stream) => { stream.end(); });',
  );
  expect(outcome).toMatchObject({
    kind: 'failed',
    failure: { errorMessage: 'Streaming does not support non-async handlers.' },
  });
  const [open] = await runHandler(streaming("responseStream.write('x');"));
  expect(open).toMatchObject({ kind: 'failed', failure: { errorType: 'Sandbox.Timedout' } });
});

test('the content type is fixed at the first write', async () => {
  const [outcome] = await runHandler(
    streaming("responseStream.write('x'); responseStream.setContentType('text/html');"),
  );
  expect(outcome).toMatchObject({ failure: { errorType: 'Runtime.InvalidStreamingOperation' } });
});
