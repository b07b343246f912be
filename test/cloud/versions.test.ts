import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const FunctionName = 'demo';
const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:demo';
const saying = (word: string) =>
  buildDeploymentPackage([
    {
      path: 'index.mjs',
      text: `let n = 0;
export const handler = async (event, context) => ({
  word: '${word}', n: ++n, greeting: process.env.GREETING, log: context.logStreamName,
  version: [context.functionVersion, process.env.AWS_LAMBDA_FUNCTION_VERSION], arn: context.invokedFunctionArn,
});`,
    },
  ]);

interface Answer {
  word: string;
  n: number;
  greeting?: string;
  log: string;
  version: [string, string];
  arn: string;
}

/** A function whose first version says "one", and whose second says "two". */
async function twoVersions() {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await create(client, cloud, 'one');
  await publish(client, cloud);
  await change(client, cloud, 'two');
  await publish(client, cloud);
  return { cloud, client };
}

async function create(client: LambdaClient, cloud: Cloud, word: string) {
  const Role = 'arn:aws:iam::111122223333:role/demo';
  const Code = { ZipFile: saying(word) };
  await client.send(
    new CreateFunctionCommand({ FunctionName, Runtime: 'nodejs24.x', Handler: 'index.handler', Role, Code }),
  );
  await cloud.settled();
}

async function change(client: LambdaClient, cloud: Cloud, word: string) {
  await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: saying(word) }));
  await cloud.settled();
}

async function publish(client: LambdaClient, cloud: Cloud, Description?: string) {
  const published = await client.send(new PublishVersionCommand({ FunctionName, Description }));
  await cloud.settled();
  return published;
}

async function call(client: LambdaClient, Qualifier?: string) {
  const { Payload, ExecutedVersion } = await client.send(new InvokeCommand({ FunctionName, Qualifier }));
  return { ExecutedVersion, ...(JSON.parse(Payload?.transformToString() ?? '') as Answer) };
}

const alias = (
  client: LambdaClient,
  Name: string,
  FunctionVersion: string,
  weights?: Record<string, number>,
) =>
  client.send(
    new CreateAliasCommand({
      FunctionName,
      Name,
      FunctionVersion,
      ...(weights && { RoutingConfig: { AdditionalVersionWeights: weights } }),
    }),
  );

describe('versions', () => {
  test('a version keeps its code and its configuration, whatever becomes of $LATEST', async () => {
    const { cloud, client } = await twoVersions();
    const Environment = { Variables: { GREETING: 'hello' } };
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment, MemorySize: 512 }));
    await cloud.settled();
    await change(client, cloud, 'three');
    expect(await call(client, '1')).toMatchObject({ word: 'one', ExecutedVersion: '1', version: ['1', '1'] });
    expect(await call(client, '2')).toMatchObject({ word: 'two', arn: `${ARN}:2`, version: ['2', '2'] });
    expect(await call(client)).toMatchObject({
      word: 'three',
      greeting: 'hello',
      ExecutedVersion: '$LATEST',
      version: ['$LATEST', '$LATEST'],
    });
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName, Qualifier: '1' }));
    expect(Configuration).toMatchObject({ FunctionArn: `${ARN}:1`, Version: '1', MemorySize: 128 });
  });

  test('versions share no environment, and each has log streams of its own', async () => {
    const { cloud, client } = await twoVersions();
    const calls = [
      await call(client, '1'),
      await call(client, '2'),
      await call(client),
      await call(client, '1'),
    ];
    expect(calls.map(({ n }) => n)).toEqual([1, 1, 1, 2]);
    expect(calls.map(({ log }) => /\[.*\]/.exec(log)?.[0])).toEqual(['[1]', '[2]', '[$LATEST]', '[1]']);
    expect(await cloud.environments(FunctionName)).toHaveLength(3);
    await change(client, cloud, 'three');
    expect(await cloud.environments(FunctionName)).toHaveLength(2);
    expect(await call(client, '1')).toMatchObject({ n: 3 });
  });

  test('publishing what has not changed makes no version', async () => {
    const { cloud, client } = await twoVersions();
    const again = await publish(client, cloud, 'another description');
    expect(again).toMatchObject({ Version: '2', Description: '', $metadata: { httpStatusCode: 201 } });
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 }));
    await cloud.settled();
    expect(await publish(client, cloud, 'longer')).toMatchObject({ Version: '3', Description: 'longer' });
    await expect(
      client.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringMatching(
        /^CodeSHA256 \(other\) is different from current CodeSHA256 in \$LATEST/,
      ),
    });
  });

  test('no number is used twice, not even by another function of the same name', async () => {
    const { cloud, client } = await twoVersions();
    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '2' }));
    await expect(call(client, '2')).rejects.toMatchObject({ message: `Function not found: ${ARN}:2` });
    expect(await publish(client, cloud)).toMatchObject({ Version: '3' });
    await client.send(new DeleteFunctionCommand({ FunctionName }));
    await create(client, cloud, 'new');
    expect(await publish(client, cloud)).toMatchObject({ Version: '4' });
  });

  test('a new version is Pending, and the SDK’s waiter sees it become Active', async () => {
    const { cloud, client } = await twoVersions();
    await change(client, cloud, 'three');
    expect(await client.send(new PublishVersionCommand({ FunctionName }))).toMatchObject({
      FunctionArn: `${ARN}:3`,
      State: 'Pending',
    });
    await cloud.settled();
    const { state } = await waitUntilPublishedVersionActive(
      { client, maxWaitTime: 5, minDelay: 1 },
      { FunctionName, Qualifier: '3' },
    );
    expect(state).toBe('SUCCESS');
  });

  test('lists name every version by its ARN, a page at a time', async () => {
    const { client } = await twoVersions();
    const first = await client.send(new ListVersionsByFunctionCommand({ FunctionName, MaxItems: 2 }));
    expect(first.Versions?.map(({ FunctionArn }) => FunctionArn)).toEqual([`${ARN}:$LATEST`, `${ARN}:1`]);
    const { NextMarker: Marker } = first;
    const second = await client.send(new ListVersionsByFunctionCommand({ FunctionName, Marker }));
    expect(second.Versions?.map(({ Version }) => Version)).toEqual(['2']);
    expect(second.NextMarker).toBeUndefined();
    const all = await client.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }));
    expect(all.Functions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);
    expect((await client.send(new ListFunctionsCommand({}))).Functions).toHaveLength(1);
  });
});

describe('aliases', () => {
  test('of a thousand invocations a tenth goes to the second version, and for one seed always the same ones', async () => {
    const served = async () => {
      const { client } = await twoVersions();
      await alias(client, 'live', '1', { 2: 0.1 });
      const versions: (string | undefined)[] = [];
      for (let i = 0; i < 1_000; i++) versions.push((await call(client, 'live')).ExecutedVersion);
      return versions;
    };
    const [versions, again] = [await served(), await served()];
    const second = versions.filter((version) => version === '2').length;
    const sigma = Math.sqrt(1_000 * 0.1 * 0.9);
    expect(Math.abs(second - 100)).toBeLessThan(3 * sigma);
    expect(again).toEqual(versions);
  });

  test('the handler sees the alias in its ARN, and the version that runs', async () => {
    const { client } = await twoVersions();
    await alias(client, 'live', '2');
    expect(await call(client, 'live')).toMatchObject({
      word: 'two',
      arn: `${ARN}:live`,
      version: ['2', '2'],
    });
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName, Qualifier: 'live' }));
    expect(Configuration).toMatchObject({ FunctionArn: `${ARN}:live`, Version: '2' });
  });

  test('an update changes what is said, and empty weights take the routing away', async () => {
    const { client } = await twoVersions();
    const { RevisionId } = await alias(client, 'live', '1', { 2: 0.25 });
    const moved = await client.send(
      new UpdateAliasCommand({ FunctionName, Name: 'live', Description: 'moved', RevisionId }),
    );
    expect(moved).toMatchObject({
      FunctionVersion: '1',
      Description: 'moved',
      RoutingConfig: { AdditionalVersionWeights: { 2: 0.25 } },
    });
    expect(moved.RevisionId).not.toBe(RevisionId);
    await client.send(
      new UpdateAliasCommand({
        FunctionName,
        Name: 'live',
        FunctionVersion: '2',
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );
    const now = await client.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
    expect(now.FunctionVersion).toBe('2');
    expect(now).not.toHaveProperty('RoutingConfig');
  });

  test('what an alias cannot point to is refused, each in its own words', async () => {
    const { client } = await twoVersions();
    await expect(alias(client, 'live', '1', { 2: 0.1, 3: 0.1 })).rejects.toMatchObject({
      message: 'Number of items in AdditionalVersionWeights cannot be greater than 1',
    });
    await expect(alias(client, 'live', '$LATEST', { 2: 0.1 })).rejects.toMatchObject({
      message: '$LATEST is not supported for an alias pointing to more than 1 version',
    });
    await expect(alias(client, 'live', '7')).rejects.toMatchObject({
      message: `Function not found: ${ARN}:7`,
    });
    await expect(alias(client, 'live', 'other')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('lists show the aliases of a version, by name; what an alias points to stays', async () => {
    const { client } = await twoVersions();
    for (const [name, version] of [
      ['live', '1'],
      ['beta', '2'],
      ['alpha', '2'],
    ] as const)
      await alias(client, name, version);
    const list = async (FunctionVersion?: string) =>
      (await client.send(new ListAliasesCommand({ FunctionName, FunctionVersion }))).Aliases?.map(
        ({ Name }) => Name,
      );
    expect(await list()).toEqual(['alpha', 'beta', 'live']);
    expect(await list('2')).toEqual(['alpha', 'beta']);
    await expect(
      client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' })),
    ).rejects.toMatchObject({ name: 'ResourceConflictException' });
    await client.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
    await client.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' }));
    expect(await list()).toEqual(['alpha', 'beta']);
  });
});
