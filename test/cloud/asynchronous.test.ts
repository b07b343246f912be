import {
  CreateAliasCommand,
  InvokeCommand,
  ListFunctionEventInvokeConfigsCommand,
  PublishVersionCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { ANSWERS, account, arnOf, FAILS } from '../support/asynchronous.ts';
import { throughJson } from '../support/reloading.ts';
import { freshCloud } from '../support/simulate.ts';

const SLOW = 'export const handler = () => new Promise((done) => setTimeout(done, 20_000));';

test('an event is accepted with an empty answer, and runs under the request ID of that answer', async () => {
  const { cloud, client, send } = await account(
    'export const handler = (e, c) => console.log(c.awsRequestId);',
  );
  const answer = await send();
  expect(answer.StatusCode).toBe(202);
  expect(answer.ExecutedVersion).toBeUndefined();
  expect(answer.Payload ?? []).toHaveLength(0);
  await cloud.settled();
  const written = cloud.trace.flatMap((one) =>
    one.type === 'log' && one.source === 'function' ? [one.text] : [],
  );
  expect(written.join()).toContain(answer.$metadata.requestId);
  await expect(
    client.send(
      new InvokeCommand({
        FunctionName: 'demo',
        InvocationType: 'Event',
        Payload: `"${'x'.repeat(2 ** 20)}"`,
      }),
    ),
  ).rejects.toMatchObject({
    message: '1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    $metadata: { httpStatusCode: 413 },
  });
});

test('a function that fails is tried again after one minute and after two more, with the same request ID', async () => {
  const { cloud, send, story } = await account(FAILS);
  const { $metadata } = await send();
  expect(await story()).toEqual([
    [0, 'accepted'],
    [0, 'attempt', 1],
    [0, 'waits', expect.any(Number), 'function-error'],
    [60, 'attempt', 2],
    [60, 'waits', expect.any(Number), 'function-error'],
    [180, 'attempt', 3],
    [180, 'ended', 'RetriesExhausted'],
  ]);
  const reports = cloud.trace.filter((one) => one.type === 'log' && one.text.startsWith('REPORT'));
  expect(reports.map((one) => 'requestId' in one && one.requestId)).toEqual(
    Array(3).fill($metadata.requestId),
  );
});

test('the retries are what is configured for the qualifier that was invoked, and its alone', async () => {
  const { cloud, client, configure, send, story } = await account(FAILS);
  await client.send(new PublishVersionCommand({ FunctionName: 'demo' }));
  await cloud.settled();
  await client.send(new CreateAliasCommand({ FunctionName: 'demo', Name: 'live', FunctionVersion: '1' }));
  await configure({ Qualifier: 'live', MaximumRetryAttempts: 0 });
  await send({}, 'demo:live');
  expect((await story()).map(([, what]) => what)).toEqual(['accepted', 'attempt', 'ended']);
  await send({}, 'demo:1');
  expect((await story()).filter(([, what]) => what === 'attempt')).toHaveLength(4);
});

test('an event that gets too old while it waits is not tried again, and its record has the last answer', async () => {
  const { configure, send, story, received } = await account(FAILS);
  await configure({
    MaximumEventAgeInSeconds: 60,
    DestinationConfig: { OnFailure: { Destination: arnOf('sqs', 'results') } },
  });
  await send({ order: 7 });
  expect(await story()).toEqual([
    [0, 'accepted'],
    [0, 'attempt', 1],
    [0, 'waits', expect.any(Number), 'function-error'],
    [60, 'ended', 'EventAgeExceeded'],
    [60, 'sent', 'on-failure', arnOf('sqs', 'results')],
  ]);
  const [record] = await received('results');
  expect(record).toMatchObject({
    requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 },
    requestPayload: { order: 7 },
    responsePayload: { errorMessage: 'no' },
  });
});

test('an event that finds no capacity waits longer each time, and costs no retry', async () => {
  const { reserve, send, story } = await account(SLOW);
  await reserve(1);
  await Promise.all([send(), send()]);
  const steps = await story();
  expect(steps.filter(([, what]) => what === 'waits').map(([seconds]) => seconds)).toEqual([0, 1, 3, 7, 15]);
  expect(steps.filter(([, , , because]) => because === 'throttled')).toHaveLength(5);
  expect(steps.filter(([, what]) => what === 'ended').map((step) => step[2])).toEqual(['Success', 'Success']);
  expect(steps.filter(([, what]) => what === 'attempt').map((step) => step[2])).toEqual([1, 1]);
});

test('an event that never finds capacity is given up when it is too old, without an answer in its record', async () => {
  const { configure, reserve, send, received } = await account(
    'export const handler = () => new Promise((done) => setTimeout(done, 600_000));',
    { Timeout: 900 },
  );
  await reserve(1);
  await configure({
    MaximumEventAgeInSeconds: 60,
    DestinationConfig: { OnFailure: { Destination: arnOf('sqs', 'results') } },
  });
  await Promise.all([send({ n: 1 }), send({ n: 2 })]);
  const [record, ...others] = await received('results');
  expect(others).toEqual([]);
  expect(record).toMatchObject({
    requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 0 },
    requestPayload: { n: 2 },
  });
  expect(record).not.toHaveProperty('responseContext');
});

test('the events of a function that is deleted are dropped', async () => {
  const { cloud, story } = await account(FAILS);
  const path = '/2015-03-31/functions/demo';
  const nothing = { query: {}, queryLists: {}, headers: {}, body: new Uint8Array() };
  await cloud.handleTogether([
    {
      ...nothing,
      method: 'POST',
      path: `${path}/invocations`,
      headers: { 'x-amz-invocation-type': 'Event' },
    },
    { ...nothing, method: 'DELETE', path },
  ]);
  expect((await story()).at(-1)).toEqual([0, 'ended', 'FunctionGone']);
});

test('an update of the configuration changes what it names, and a list shows each qualifier', async () => {
  const { client, configure } = await account(ANSWERS);
  const Destination = arnOf('sqs', 'results');
  await configure({ MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination } } });
  await client.send(
    new UpdateFunctionEventInvokeConfigCommand({ FunctionName: 'demo', MaximumEventAgeInSeconds: 60 }),
  );
  const { FunctionEventInvokeConfigs } = await client.send(
    new ListFunctionEventInvokeConfigsCommand({ FunctionName: 'demo' }),
  );
  expect(FunctionEventInvokeConfigs).toMatchObject([
    {
      FunctionArn: arnOf('lambda', 'function:demo:$LATEST'),
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination } },
      LastModified: expect.any(Date),
    },
  ]);
  await expect(configure({ MaximumRetryAttempts: 3 })).rejects.toThrow(
    "Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
  );
  await expect(configure({})).rejects.toThrow(
    'You must specify at least one of error handling or destination setting.',
  );
  await expect(
    configure({ DestinationConfig: { OnSuccess: { Destination: arnOf('lambda', 'function:demo') } } }),
  ).rejects.toThrow("You can't specify the function as a destination for itself.");
});

test('an event that was accepted and not yet tried when the account was saved is tried after it was loaded', async () => {
  const { cloud } = await account(FAILS);
  await cloud.handle({
    method: 'POST',
    path: '/2015-03-31/functions/demo/invocations',
    query: {},
    queryLists: {},
    headers: { 'x-amz-invocation-type': 'Event' },
    body: new Uint8Array(),
  });
  const loaded = await freshCloud(2, throughJson(cloud.save()));
  await loaded.settled();
  expect(loaded.trace.filter(({ type }) => type === 'event-attempt')).toHaveLength(3);
});
