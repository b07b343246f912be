import { GetFunctionRecursionConfigCommand, PutFunctionRecursionConfigCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { account, arnOf } from '../support/asynchronous.ts';

/** A function that invokes `name` with its event and one more, up to `most`. */
const invokes = (name: string, most = 1_000) => `
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
const client = new LambdaClient({});
export const handler = async ({ n = 1 }, context) => {
  console.log('round', n);
  if (n >= ${most}) return;
  const { StatusCode } = await client.send(
    new InvokeCommand({ FunctionName: '${name}', InvocationType: 'Event', Payload: JSON.stringify({ n: n + 1 }) }));
  return { StatusCode, chain: process.env._X_AMZN_TRACE_ID.includes('Lineage=') };
};`;

const SETTINGS = { MemorySize: 512, DeadLetterConfig: { TargetArn: arnOf('sqs', 'dead') } };

async function chain(code: string, others: Record<string, string> = {}) {
  const made = await account(code, SETTINGS);
  for (const [name, text] of Object.entries(others)) await made.create(name, text, { MemorySize: 512 });
  return {
    ...made,
    async rounds() {
      await made.send({});
      await made.cloud.settled();
      return made.cloud.trace.flatMap((one) =>
        one.type === 'log' && one.source === 'function' && one.text.includes('round') ? [one.text] : [],
      ).length;
    },
  };
}

test('a function invokes another one through the client of the SDK, which gets the event', async () => {
  const { rounds, cloud } = await chain(invokes('after'), { after: invokes('demo', 2) });
  expect(await rounds()).toBe(2);
  expect(cloud.trace).toContainEqual(
    expect.objectContaining({
      type: 'service-call',
      service: 'lambda',
      operation: 'Invoke',
      statusCode: 202,
    }),
  );
});

test('a function that goes on to invoke itself is stopped after sixteen rounds, and its event becomes a dead letter', async () => {
  const { rounds, cloud, sqs } = await chain(invokes('demo'));
  expect(await rounds()).toBe(16);
  const { Messages } = await sqs('ReceiveMessage', {
    QueueUrl: 'dead',
    MessageAttributeNames: ['All'],
  });
  expect(Messages).toMatchObject([
    {
      Body: '{"n":17}',
      MessageAttributes: {
        ErrorCode: { StringValue: '400' },
        ErrorMessage: { StringValue: expect.stringContaining('being invoked in a recursive loop') },
      },
    },
  ]);
  expect(cloud.trace).toContainEqual(
    expect.objectContaining({ type: 'event-ended', condition: 'RecursiveInvocation' }),
  );
});

test('two functions that invoke each other are stopped when one of them has had its sixteen', async () => {
  const { rounds } = await chain(invokes('after'), { after: invokes('demo') });
  expect(await rounds()).toBe(32);
});

test('a function that is allowed to loop goes on as long as it wants, up to a thousand rounds in this simulator', async () => {
  const { client, rounds } = await chain(invokes('demo', 40));
  await client.send(new PutFunctionRecursionConfigCommand({ FunctionName: 'demo', RecursiveLoop: 'Allow' }));
  expect(await client.send(new GetFunctionRecursionConfigCommand({ FunctionName: 'demo' }))).toMatchObject({
    RecursiveLoop: 'Allow',
  });
  expect(await rounds()).toBe(40);
});

test('of Lambda a function gets only the asynchronous Invoke: the rest is refused by name', async () => {
  const { cloud, send } = await chain(`
    import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
    const client = new LambdaClient({});
    const told = (command) => client.send(command).catch((error) => error.name);
    export const handler = async () => {
      console.log(await told(new InvokeCommand({ FunctionName: 'demo' })));
      console.log(await told(new ListFunctionsCommand({})));
      console.log(await told(new InvokeCommand({ FunctionName: 'nobody', InvocationType: 'Event' })));
    };`);
  await send();
  await cloud.settled();
  const written = cloud.trace.flatMap((one) =>
    one.type === 'log' && one.source === 'function' ? [one.text] : [],
  );
  expect(written.map((text) => /\w+Exception/.exec(text)?.[0])).toEqual([
    'UnknownOperationException',
    'UnknownOperationException',
    'ResourceNotFoundException',
  ]);
});
