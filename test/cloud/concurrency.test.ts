import {
  CreateFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const code = 'export const handler = () => new Promise((done) => setTimeout(() => done(1), 100));';

async function account() {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  for (const FunctionName of ['demo', 'other'])
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111122223333:role/demo',
        Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
      }),
    );
  await cloud.settled();
  const reserve = (ReservedConcurrentExecutions: number) =>
    client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'demo', ReservedConcurrentExecutions }));
  const invoke = (FunctionName: string) => client.send(new InvokeCommand({ FunctionName }));
  return { client, reserve, invoke };
}

const refusal = (sent: Promise<unknown>): Promise<unknown> =>
  sent.then(
    () => expect.unreachable('it should have been refused'),
    (error) => error,
  );

test('of three invocations at once a function with two reserved is refused one, and other functions none', async () => {
  const { reserve, invoke } = await account();
  await reserve(2);
  const results = await Promise.allSettled(['demo', 'demo', 'demo', 'other'].map(invoke));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  const refused = await refusal(Promise.all(['demo', 'demo', 'demo'].map(invoke)));
  expect(refused).toBeInstanceOf(TooManyRequestsException);
  expect(refused).toMatchObject({
    message: 'Rate Exceeded.',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    $metadata: { httpStatusCode: 429 },
  });
});

test('a function with nothing reserved for it runs not at all, until the reservation is gone', async () => {
  const { client, reserve, invoke } = await account();
  await reserve(0);
  expect(await refusal(invoke('demo'))).toBeInstanceOf(TooManyRequestsException);
  await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'demo' }));
  expect((await invoke('demo')).StatusCode).toBe(200);
  const { ReservedConcurrentExecutions } = await client.send(
    new GetFunctionConcurrencyCommand({ FunctionName: 'demo' }),
  );
  expect(ReservedConcurrentExecutions).toBeUndefined();
});

test('100 stay unreserved, and what is reserved before counts as free when it is changed', async () => {
  const { client, reserve } = await account();
  await reserve(900);
  await reserve(899);
  expect(await refusal(reserve(901))).toMatchObject({
    name: 'InvalidParameterValueException',
    message:
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
  });
  const { AccountLimit, AccountUsage } = await client.send(new GetAccountSettingsCommand({}));
  expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 101 });
  expect(AccountUsage?.FunctionCount).toBe(2);
});

test('every answer has a request id of its own', async () => {
  const { client } = await account();
  const ids = new Set<string | undefined>();
  for (let call = 0; call < 3; call += 1)
    ids.add((await client.send(new GetAccountSettingsCommand({}))).$metadata.requestId);
  expect(ids.size).toBe(3);
  expect([...ids].every((id) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
});
