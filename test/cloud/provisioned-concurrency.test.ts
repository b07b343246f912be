import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAccountSettingsCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  ListProvisionedConcurrencyConfigsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const CODE = `const started = Date.now();
export const handler = async (event, { functionVersion }) => {
  await new Promise((done) => setTimeout(done, 50));
  return { type: process.env.AWS_LAMBDA_INITIALIZATION_TYPE, functionVersion, started };
};`;

const FunctionName = 'demo';

/** A function with versions 1 and 2, and the alias `live` for version 1. */
async function account(code = CODE) {
  const cloud = await freshCloud();
  const target = targetOn(cloud);
  const { client } = target;
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
  await client.send(new PublishVersionCommand({ FunctionName }));
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 10 }));
  await cloud.settled();
  await client.send(new PublishVersionCommand({ FunctionName }));
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  await cloud.settled();
  const put = (Qualifier: string, ProvisionedConcurrentExecutions: number) =>
    client.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName,
        Qualifier,
        ProvisionedConcurrentExecutions,
      }),
    );
  const get = (Qualifier: string) =>
    client.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
  const invoke = async (Qualifier: string) => {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName, Qualifier }));
    return JSON.parse(Payload?.transformToString() ?? '') as Record<string, unknown>;
  };
  /** So many invocations at the same moment, and of which type their environments were, sorted. */
  const invokeTogether = async (Qualifier: string, count: number) => {
    target.gather(count);
    const results = await Promise.all(Array.from({ length: count }, () => invoke(Qualifier)));
    return results.map(({ type }) => String(type)).sort();
  };
  return { cloud, client, put, get, invoke, invokeTogether };
}

const environments = (cloud: Awaited<ReturnType<typeof freshCloud>>) =>
  cloud.trace.filter(({ type }) => type === 'environment').length;

test('environments are ready before any event, and serve without an init of their own', async () => {
  const { cloud, put, get, invoke } = await account();
  expect(await put('1', 2)).toMatchObject({
    Status: 'IN_PROGRESS',
    RequestedProvisionedConcurrentExecutions: 2,
    AllocatedProvisionedConcurrentExecutions: 0,
    LastModified: expect.stringMatching(/^2026-11-23T10:40:\d\d\+0000$/),
  });
  await cloud.settled();
  expect(await get('1')).toMatchObject({ Status: 'READY', AvailableProvisionedConcurrentExecutions: 2 });
  const logs = () => cloud.trace.flatMap((event) => (event.type === 'log' ? [event.text] : []));
  expect(logs().filter((text) => text.startsWith('INIT_START'))).toHaveLength(2);
  expect(
    logs().filter((text) => /^INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init/.test(text)),
  ).toHaveLength(2);
  expect(await invoke('1')).toMatchObject({ type: 'provisioned-concurrency', functionVersion: '1' });
  const report = logs().find((text) => text.startsWith('REPORT')) ?? '';
  expect(report).not.toContain('Init Duration');
  const [, duration, billed] = /Duration: ([\d.]+) ms\tBilled Duration: (\d+) ms/.exec(report) ?? [];
  expect(Number(billed)).toBe(Math.ceil(Number(duration)));
  expect(environments(cloud)).toBe(2);
});

test('what is more than they can serve spills over to environments on demand', async () => {
  const { cloud, put, invokeTogether } = await account();
  await put('1', 2);
  await cloud.settled();
  expect(await invokeTogether('1', 3)).toEqual([
    'on-demand',
    'provisioned-concurrency',
    'provisioned-concurrency',
  ]);
});

test('they stay for as long as they are asked for, and no idle time ends them', async () => {
  const { cloud, client, put, invoke } = await account();
  await put('1', 1);
  await cloud.advance(24 * 3_600_000);
  await cloud.reclaim(FunctionName);
  expect(await invoke('1')).toMatchObject({ type: 'provisioned-concurrency' });
  await client.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: '1' }));
  expect(await invoke('1')).toMatchObject({ type: 'on-demand' });
  await expect(
    client.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: '1' })),
  ).rejects.toMatchObject({ name: 'ProvisionedConcurrencyConfigNotFoundException' });
});

test('those of an alias serve calls of the alias, and move with it to another version', async () => {
  const { cloud, client, put, get, invoke } = await account();
  await put('live', 1);
  await cloud.settled();
  expect(await invoke('live')).toMatchObject({ type: 'provisioned-concurrency', functionVersion: '1' });
  expect(await invoke('1')).toMatchObject({ type: 'on-demand' });
  await client.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2' }));
  await cloud.settled();
  expect(await get('live')).toMatchObject({ Status: 'READY', AllocatedProvisionedConcurrentExecutions: 1 });
  expect(await invoke('live')).toMatchObject({ type: 'provisioned-concurrency', functionVersion: '2' });
});

test('of an alias with weights each version has its share', async () => {
  const { cloud, client, put, get } = await account();
  await put('live', 4);
  await client.send(
    new UpdateAliasCommand({
      FunctionName,
      Name: 'live',
      RoutingConfig: { AdditionalVersionWeights: { 2: 0.25 } },
    }),
  );
  await cloud.settled();
  expect(await get('live')).toMatchObject({ AllocatedProvisionedConcurrentExecutions: 4 });
  const [first, second] = ['1', '2'].map(
    (version) =>
      cloud.trace.filter((event) => event.type === 'environment' && event.functionVersion === version).length,
  );
  expect([first, second]).toEqual([3, 1]);
});

test('a version and an alias that points to it cannot both be kept ready', async () => {
  const { client, put } = await account();
  await put('live', 1);
  await expect(put('1', 1)).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message: 'Version is pointed by a Provisioned Concurrency alias',
  });
  await client.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: 'live' }));
  await put('1', 1);
  await expect(put('live', 1)).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message:
      "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
  });
  const { ProvisionedConcurrencyConfigs } = await client.send(
    new ListProvisionedConcurrencyConfigsCommand({ FunctionName }),
  );
  expect(ProvisionedConcurrencyConfigs?.map(({ FunctionArn }) => FunctionArn)).toEqual([
    'arn:aws:lambda:us-east-1:111122223333:function:demo:1',
  ]);
});

test('it comes off what the account has unreserved, of which 100 must stay', async () => {
  const { client, put } = await account();
  await expect(put('1', 1_001)).rejects.toMatchObject({
    message:
      "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].",
  });
  await expect(put('1', 901)).rejects.toMatchObject({
    message:
      "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
  });
  await expect(put('1', 51)).rejects.toMatchObject({
    message: 'This simulator keeps at most 50 environments ready at a time.',
  });
  await put('1', 10);
  const unreserved = async () =>
    (await client.send(new GetAccountSettingsCommand({}))).AccountLimit?.UnreservedConcurrentExecutions;
  expect(await unreserved()).toBe(990);
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 40 }));
  expect(await unreserved()).toBe(960);
});

test('an init that fails leaves nothing behind, and the version is there on demand', async () => {
  const { cloud, put, get, invoke } = await account(
    `if (process.env.AWS_LAMBDA_INITIALIZATION_TYPE !== 'on-demand') throw new Error('not ready');\n${CODE}`,
  );
  await put('1', 2);
  await cloud.settled();
  expect(await get('1')).toMatchObject({
    Status: 'FAILED',
    StatusReason: 'FUNCTION_ERROR_INIT_FAILURE',
    AllocatedProvisionedConcurrentExecutions: 0,
  });
  expect(await cloud.environments(FunctionName)).toEqual([]);
  expect(await invoke('1')).toMatchObject({ type: 'on-demand' });
});

test('an init ahead of events may take more than ten seconds', async () => {
  const { cloud, put, get } = await account(
    `await new Promise((done) => setTimeout(done, 60_000));\n${CODE}`,
  );
  await put('1', 1);
  await cloud.settled();
  expect(await get('1')).toMatchObject({ Status: 'READY' });
});

test('a saved account has its environments ready again as soon as it is loaded', async () => {
  const { cloud, put } = await account();
  await put('1', 2);
  await cloud.settled();
  const loaded = await freshCloud(1, cloud.save());
  await loaded.settled();
  expect(await loaded.environments(FunctionName)).toHaveLength(2);
  const { Payload } = await targetOn(loaded).client.send(new InvokeCommand({ FunctionName, Qualifier: '1' }));
  expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({ type: 'provisioned-concurrency' });
  expect(loaded.trace.filter(({ type }) => type === 'environment')).toHaveLength(2);
});
