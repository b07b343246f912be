import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListLayersCommand,
  ListVersionsByFunctionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Cloud } from '../../src/cloud/cloud.ts';
import type { LambdaService } from '../../src/cloud/lambda/service.ts';
import type { LambdaState } from '../../src/cloud/lambda/state.ts';
import { fromPlain, toPlain } from '../../src/cloud/plain.ts';
import { throughJson } from '../support/reloading.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const zip = (text: string) => zipSync({ 'index.mjs': strToU8(text) }, { mtime: '2026-01-01T00:00:00' });
const LAYER = zipSync({ 'word.txt': strToU8('from the layer') }, { mtime: '2026-01-01T00:00:00' });
const READS = `import { readFileSync } from 'node:fs';
export const handler = async () => readFileSync('/opt/word.txt', 'utf8');`;
const FunctionName = 'demo';

const create = (name: string, code: string, Layers: string[] = []) =>
  new CreateFunctionCommand({
    FunctionName: name,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/demo',
    Code: { ZipFile: zip(code) },
    Tags: { $map: 'tag', team: 'red' },
    Environment: { Variables: { GREETING: 'hello' } },
    Layers,
  });

/** An account with a little of everything. */
async function furnished(): Promise<Cloud> {
  const cloud = await freshCloud();
  const { client, s3 } = targetOn(cloud);
  const { LayerVersionArn = '' } = await client.send(
    new PublishLayerVersionCommand({ LayerName: 'words', Content: { ZipFile: LAYER } }),
  );
  await client.send(create(FunctionName, READS, [LayerVersionArn]));
  await client.send(create('same-code', READS, [LayerVersionArn]));
  await cloud.settled();
  await client.send(new PublishVersionCommand({ FunctionName }));
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  await client.send(new DeleteLayerVersionCommand({ LayerName: 'words', VersionNumber: 1 }));
  await client.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'who',
      Action: 'lambda:InvokeFunction',
      Principal: '123456789012',
    }),
  );
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 5 }));
  await s3('PUT', '/notes');
  await s3('PUT', '/notes/one.txt', 'kept');
  return cloud;
}

async function everyAnswer(cloud: Cloud) {
  const { client, s3 } = targetOn(cloud);
  const answers = [
    await client.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' })),
    await client.send(new ListVersionsByFunctionCommand({ FunctionName })),
    await client.send(new ListAliasesCommand({ FunctionName })),
    await client.send(new ListLayersCommand({})),
    await client.send(new GetFunctionCommand({ FunctionName })),
    await client.send(new GetPolicyCommand({ FunctionName })),
    await client.send(new InvokeCommand({ FunctionName, Qualifier: 'live' })),
    await s3('GET', '/notes?list-type=2'),
    await s3('GET', '/notes/one.txt'),
  ];
  return JSON.stringify(answers);
}

test('an account that is loaded answers to the last digit what the one that was saved answers', async () => {
  const before = await furnished();
  await before.settled();
  const after = await freshCloud(99, throughJson(before.save()));
  expect(throughJson(after.save())).toEqual(throughJson(before.save()));
  expect(await everyAnswer(after)).toBe(await everyAnswer(before));
});

test('packages, layers and objects are kept by their hash, each once, and go with their last user', async () => {
  const cloud = await furnished();
  const { client } = targetOn(cloud);
  const kept = () => [...cloud.save().blobs.values()].map(({ length }) => length).sort((a, b) => a - b);
  expect(kept()).toEqual([4, LAYER.length, zip(READS).length]);
  await client.send(new DeleteFunctionCommand({ FunctionName }));
  expect(kept()).toEqual([4, LAYER.length, zip(READS).length]);
  await client.send(new DeleteFunctionCommand({ FunctionName: 'same-code' }));
  expect(kept()).toEqual([4]);
});

test('what was in progress goes on after a load, and until an update is done the code before it runs', async () => {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(create(FunctionName, `export const handler = async () => 'before';`));
  const created = cloud.save();
  await cloud.settled();
  await client.send(
    new UpdateFunctionCodeCommand({
      FunctionName,
      ZipFile: zip(`export const handler = async () => 'after';`),
    }),
  );
  const updating = cloud.save();

  const state = (account: Cloud) =>
    targetOn(account).client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const invoked = async (account: Cloud) =>
    (await targetOn(account).client.send(new InvokeCommand({ FunctionName }))).Payload?.transformToString();
  const first = await freshCloud(1, throughJson(created));
  expect(await state(first)).toMatchObject({ State: 'Pending' });
  await first.settled();
  expect(await state(first)).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
  const second = await freshCloud(1, throughJson(updating));
  expect(await invoked(second)).toBe('"before"');
  await second.settled();
  expect(await state(second)).toMatchObject({ LastUpdateStatus: 'Successful' });
  expect(await invoked(second)).toBe('"after"');
});

test('what is no account, or not whole, or of a later format, is refused with a word about it', async () => {
  const { state, blobs } = (await furnished()).save();
  await expect(freshCloud(1, { state: { hello: 1 }, blobs })).rejects.toThrow('This is not an account');
  await expect(freshCloud(1, { state: null, blobs })).rejects.toThrow('This is not an account');
  const later = { ...(state as object), version: 2 };
  await expect(freshCloud(1, { state: later, blobs })).rejects.toThrow('version 2 of its format');
  await expect(freshCloud(1, { state, blobs: new Map() })).rejects.toThrow(/hash [0-9a-f]{64} are missing/);
});

test('nothing but plain data can be in the state, so that nothing of it is lost on the way', () => {
  const there = { $map: { $bytes: 1, __proto__: 2 }, list: [new Map([[1, new Uint8Array([1])]])] };
  const blobs = new Map<string, Uint8Array>();
  expect(fromPlain(toPlain(there, blobs), blobs)).toEqual(there);
  for (const lost of [new Set(), new Date(), () => 1, Number.NaN, 1n])
    expect(() => toPlain({ lost }, blobs)).toThrow(TypeError);
});

/** What serves the state. A new member of the service belongs to `LambdaState`, which is saved; only machinery stands here. */
type Machinery =
  | 'account'
  | 'clock'
  | 'random'
  | 'requestIds'
  | 'trace'
  | 'services'
  | 'servicesFor'
  | 'engines'
  | 'attached'
  | 'realTime'
  | 'answered';
const forgotten: Exclude<keyof LambdaService, keyof LambdaState | Machinery>[] = [];

test('everything that the service has is in its state, or is machinery', async () => {
  expect(forgotten satisfies never[]).toEqual([]);
  const { state } = (await freshCloud()).save();
  expect(Object.keys(state as object)).toEqual([
    'kind',
    'version',
    'now',
    'random',
    'lambda',
    'buckets',
    'queues',
  ]);
});
