import { PublishVersionCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { ANSWERS, account, arnOf, FAILS } from '../support/asynchronous.ts';

test('with nothing reserved for its function an event is not tried: it goes to both, destination and dead-letter queue', async () => {
  const { sqs, configure, reserve, send, received } = await account(ANSWERS, {
    DeadLetterConfig: { TargetArn: arnOf('sqs', 'dead') },
  });
  await reserve(0);
  await configure({ DestinationConfig: { OnFailure: { Destination: arnOf('sqs', 'results') } } });
  await send({ order: 7 });
  expect(await received('results')).toMatchObject([
    { requestContext: { condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0 } },
  ]);
  const { Messages } = await sqs('ReceiveMessage', {
    QueueUrl: 'dead',
    MessageAttributeNames: ['All'],
  });
  expect(Messages).toMatchObject([
    {
      Body: '{"order":7}',
      MessageAttributes: {
        ErrorCode: { StringValue: '429' },
        ErrorMessage: { StringValue: 'Rate Exceeded.' },
      },
    },
  ]);
});

test('another function as destination gets the record as its event', async () => {
  const { cloud, create, configure, send } = await account(ANSWERS);
  await create(
    'after',
    'export const handler = (event) => console.log(JSON.stringify(event.responsePayload));',
  );
  await configure({ DestinationConfig: { OnSuccess: { Destination: arnOf('lambda', 'function:after') } } });
  await send({ order: 7 });
  await cloud.settled();
  expect(cloud.trace).toContainEqual(
    expect.objectContaining({
      type: 'log',
      source: 'function',
      text: expect.stringContaining('{"order":7}'),
    }),
  );
  expect(cloud.trace).toContainEqual(
    expect.objectContaining({ type: 'event-accepted', functionName: 'after' }),
  );
});

test('a bucket as destination gets one object for each failure, under the day of the failure', async () => {
  const { cloud, s3, configure, send } = await account(FAILS);
  await s3('PUT', '/failures');
  const Destination = 'arn:aws:s3:::failures';
  await configure({ MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination } } });
  await send({ order: 7 });
  await cloud.settled();
  const { text } = await s3('GET', '/failures?list-type=2');
  const [, key = ''] = /<Key>(.*)<\/Key>/.exec(text) ?? [];
  expect(key).toMatch(/^aws\/lambda\/async\/demo\/2026\/11\/23\/2026-11-23T10\.40\.\d\d-[0-9a-f-]{36}$/);
  expect(JSON.parse((await s3('GET', `/failures/${key}`)).text)).toMatchObject({
    requestPayload: { order: 7 },
  });
  await expect(configure({ DestinationConfig: { OnSuccess: { Destination } } })).rejects.toThrow(
    `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${Destination}), onFailure=null) is invalid.`,
  );
});

test('a record that cannot be delivered is lost, and the trace says why', async () => {
  const { configure, send, story } = await account(ANSWERS);
  const lost = async (Destination: string) => {
    await configure({ DestinationConfig: { OnSuccess: { Destination } } });
    await send();
    return (await story()).at(-1)?.at(-1);
  };
  expect(await lost(arnOf('sqs', 'nowhere'))).toContain('The specified queue does not exist.');
  expect(await lost(arnOf('sns', 'topic'))).toBe('This simulator has no such service: sns');
});

test('a dead-letter queue belongs to the version: a published one keeps the queue it was published with', async () => {
  const { client, cloud, configure, send, received } = await account(FAILS, {
    DeadLetterConfig: { TargetArn: arnOf('sqs', 'dead') },
  });
  await client.send(new PublishVersionCommand({ FunctionName: 'demo' }));
  const changed = await client.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: 'demo', DeadLetterConfig: { TargetArn: '' } }),
  );
  expect(changed.DeadLetterConfig).toBeUndefined();
  await cloud.settled();
  for (const Qualifier of ['$LATEST', '1']) await configure({ Qualifier, MaximumRetryAttempts: 0 });
  await send({ from: 'latest' });
  await send({ from: 'version' }, 'demo:1');
  expect(await received('dead')).toEqual([{ from: 'version' }]);
});
