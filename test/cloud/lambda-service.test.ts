import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  GetFunctionCommand,
  InvokeCommand,
  ResourceConflictException,
  ResourceNotFoundException,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const zip = (files: Record<string, string>) =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
const ECHO = zip({ 'index.mjs': 'export const handler = async (event) => event;' });

const create = (changes: Partial<CreateFunctionCommandInput> = {}) =>
  new CreateFunctionCommand({
    FunctionName: 'demo',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/demo',
    Code: { ZipFile: ECHO },
    ...changes,
  });

async function account() {
  const cloud = await freshCloud();
  return { cloud, client: targetOn(cloud).client };
}

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:demo';

test('a new function is Pending, then Active', async () => {
  const { cloud, client } = await account();
  const created = await client.send(create());
  expect(created).toMatchObject({
    FunctionArn: ARN,
    State: 'Pending',
    StateReasonCode: 'Creating',
    MemorySize: 128,
    Timeout: 3,
    Version: '$LATEST',
    PackageType: 'Zip',
  });
  expect(created.$metadata.httpStatusCode).toBe(201);
  await cloud.settled();
  const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: 'demo' }));
  expect(Configuration).toMatchObject({
    State: 'Active',
    LastUpdateStatus: 'Successful',
    CodeSize: ECHO.length,
  });
});

test('what is not there is ResourceNotFoundException, named by its ARN', async () => {
  const { client } = await account();
  const error = await client.send(new GetFunctionCommand({ FunctionName: 'demo' })).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ResourceNotFoundException);
  expect(error.message).toBe(`Function not found: ${ARN}`);
  const invoked = await client.send(new InvokeCommand({ FunctionName: 'demo' })).catch((thrown) => thrown);
  expect(invoked.message).toBe(`Function not found: ${ARN}:$LATEST`);
});

test('a name can be taken once', async () => {
  const { client } = await account();
  await client.send(create());
  const error = await client.send(create()).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ResourceConflictException);
  expect(error.message).toBe('Function already exist: demo');
});

test('an update is in progress for a while, then the new code runs in a new environment', async () => {
  const { cloud, client } = await account();
  await client.send(create());
  await cloud.settled();
  await client.send(new InvokeCommand({ FunctionName: 'demo' }));
  const next = zip({ 'index.mjs': 'export const handler = async () => 2;' });
  const update = await client.send(new UpdateFunctionCodeCommand({ FunctionName: 'demo', ZipFile: next }));
  expect(update.LastUpdateStatus).toBe('InProgress');
  const again = await client
    .send(new UpdateFunctionCodeCommand({ FunctionName: 'demo', ZipFile: next }))
    .catch((thrown) => thrown);
  expect(again.message).toBe(
    `The operation cannot be performed at this time. An update is in progress for resource: ${ARN}`,
  );
  await cloud.settled();
  const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'demo' }));
  expect(Payload?.transformToString()).toBe('2');
  expect(cloud.trace.filter(({ type }) => type === 'environment')).toHaveLength(2);
});

test.each([
  [{ MemorySize: 64 }, 'ValidationException', "Value '64' at 'memorySize'"],
  [{ MemorySize: 20_000 }, 'ValidationException', 'Member must have value less than or equal to 10240'],
  [{ Timeout: 901 }, 'ValidationException', "Value '901' at 'timeout'"],
  [
    { FunctionName: 'a'.repeat(65) },
    'InvalidParameterValueException',
    'Member must have length less than or equal to 64',
  ],
  [{ FunctionName: 'no spaces' }, 'ValidationException', "Value 'no spaces' at 'functionName'"],
  [{ Role: 'nobody' }, 'ValidationException', "Value 'nobody' at 'role'"],
  [{ Handler: 'two words' }, 'ValidationException', "at 'handler'"],
  [
    { Code: { ZipFile: new Uint8Array([1, 2, 3]) } },
    'InvalidParameterValueException',
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
  ],
  [
    { Code: { ZipFile: zip({ '../out.mjs': '' }) } },
    'InvalidParameterValueException',
    'Could not unzip uploaded file.',
  ],
  [
    { Code: { ZipFile: zip({ 'zeros.bin': '\0'.repeat(262_144_001) }) } },
    'InvalidParameterValueException',
    'Unzipped size must be smaller than 262144000 bytes',
  ],
  [
    { Environment: { Variables: { LARGE: 'x'.repeat(4_096) } } },
    'InvalidParameterValueException',
    'exceeded the 4KB limit',
  ],
])(
  'CreateFunction refuses %o',
  async (changes, name, message) => {
    const { client } = await account();
    const error = await client
      .send(create(changes as Partial<CreateFunctionCommandInput>))
      .catch((thrown) => thrown);
    expect(error.name).toBe(name);
    expect(error.message).toContain(message);
  },
  30_000,
);

test('a payload that is not JSON, or over 6 MB, is refused before anything runs', async () => {
  const { cloud, client } = await account();
  await client.send(create());
  await cloud.settled();
  const bad = await client
    .send(new InvokeCommand({ FunctionName: 'demo', Payload: '{' }))
    .catch((thrown) => thrown);
  expect(bad.name).toBe('InvalidRequestContentException');
  expect(bad.message).toMatch(/^Could not parse request body into json: Could not parse payload into json: /);
  const large = await client
    .send(new InvokeCommand({ FunctionName: 'demo', Payload: JSON.stringify('x'.repeat(6_291_456)) }))
    .catch((thrown) => thrown);
  expect(large.message).toBe('Request must be smaller than 6291456 bytes for the InvokeFunction operation');
  expect(cloud.trace.some(({ type }) => type === 'environment')).toBe(false);
});

test('a response over 6 MB becomes Function.ResponseSizeTooLarge', async () => {
  const { cloud, client } = await account();
  const code = zip({ 'index.mjs': "export const handler = async () => 'x'.repeat(6_291_557);" });
  await client.send(create({ Code: { ZipFile: code } }));
  await cloud.settled();
  const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName: 'demo' }));
  expect(FunctionError).toBe('Unhandled');
  expect(JSON.parse(Payload!.transformToString())).toEqual({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  });
});

test('invocations that overlap get environments of their own; later ones reuse them', async () => {
  const { cloud, client } = await account();
  const code = zip({
    'index.mjs': 'export const handler = () => new Promise((done) => setTimeout(() => done(1), 100));',
  });
  await client.send(create({ Code: { ZipFile: code } }));
  await cloud.settled();
  const burst = () =>
    Promise.all(Array.from({ length: 10 }, () => client.send(new InvokeCommand({ FunctionName: 'demo' }))));
  await burst();
  await burst();
  expect(cloud.trace.filter(({ type }) => type === 'environment')).toHaveLength(10);
});

test('LogResult is the last 4 KB of the invocation’s log', async () => {
  const { cloud, client } = await account();
  const code = zip({
    'index.mjs':
      "export const handler = async () => { for (let i = 0; i < 100; i++) console.log('line', i, 'x'.repeat(80)); };",
  });
  await client.send(create({ Code: { ZipFile: code } }));
  await cloud.settled();
  const { LogResult } = await client.send(new InvokeCommand({ FunctionName: 'demo', LogType: 'Tail' }));
  const log = Buffer.from(LogResult!, 'base64').toString();
  expect(log.length).toBe(4_096);
  expect(log).toMatch(/REPORT RequestId: .*\t\n$/);
});

test('an operation that is not there says so', async () => {
  const cloud = await freshCloud();
  const { statusCode, headers, body } = await cloud.handle({
    method: 'GET',
    path: '/2099-01-01/dreams',
    query: {},
    queryLists: {},
    headers: {},
    body: new Uint8Array(),
  });
  expect(statusCode).toBe(404);
  expect(headers['x-amzn-errortype']).toBe('UnknownOperationException');
  expect(new TextDecoder().decode(body)).toContain('GET /2099-01-01/dreams');
});
