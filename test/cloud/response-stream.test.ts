import {
  CreateFunctionCommand,
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamCommandInput,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

async function invokeFor(
  code: string,
  input: Partial<InvokeWithResponseStreamCommandInput> = {},
  MemorySize = 128,
) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      MemorySize,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
    }),
  );
  await cloud.settled();
  const output = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: 'demo', ...input }));
  let text = '';
  let complete: unknown;
  for await (const event of output.EventStream ?? []) {
    if (event.PayloadChunk) text += Buffer.from(event.PayloadChunk.Payload ?? []).toString();
    complete = event.InvokeComplete ?? complete;
  }
  return { output, text, complete };
}

const streaming = (body: string) =>
  `export const handler = awslambda.streamifyResponse(async (event, stream) => {${body}});`;

test('a streaming handler’s response comes as chunks, and an event that completes it', async () => {
  const code = streaming("stream.write('Grüße, '); stream.end(event.name);");
  const { output, text, complete } = await invokeFor(code, { Payload: strToU8('{"name":"Ada"}') });
  expect(text).toBe('Grüße, Ada');
  expect(complete).toEqual({});
  expect(output).toMatchObject({
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    ResponseStreamContentType: 'application/vnd.amazon.eventstream',
  });
});

test('what another handler returns is one chunk, and the log comes at the end when it is asked for', async () => {
  const { text, complete } = await invokeFor('export const handler = async () => ({ n: 1 });', {
    LogType: 'Tail',
  });
  expect(text).toBe('{"n":1}');
  const { LogResult } = complete as { LogResult: string };
  expect(Buffer.from(LogResult, 'base64').toString()).toMatch(/^START RequestId: .+REPORT RequestId: /s);
});

test('an error in the middle comes after what was sent, and one before it alone', async () => {
  const midway = await invokeFor(streaming("stream.write('half'); throw new TypeError('midway');"));
  expect(midway.text).toBe('half');
  expect(midway.complete).toMatchObject({
    ErrorCode: 'Unhandled',
    ErrorDetails: expect.stringContaining('"errorMessage":"midway"'),
  });
  const before = await invokeFor("export const handler = async () => { throw new Error('boom'); };");
  expect(before.text).toBe('');
  expect(before.complete).toMatchObject({ ErrorDetails: expect.stringContaining('"errorMessage":"boom"') });
});

test('a response in parts may be larger than 6 MB', async () => {
  const code = streaming("stream.write('x'.repeat(7_000_000)); stream.end();");
  const { text, complete } = await invokeFor(code, {}, 512);
  expect(complete).toEqual({});
  expect(text).toHaveLength(7_000_000);
});

test('DryRun runs nothing, and Event is no way to ask for a stream', async () => {
  const code = 'export const handler = async () => 1;';
  expect((await invokeFor(code, { InvocationType: 'DryRun' })).output.StatusCode).toBe(204);
  await expect(invokeFor(code, { InvocationType: 'Event' as 'DryRun' })).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'Event' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, DryRun]",
  });
});
