import {
  AddLayerVersionPermissionCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteLayerVersionCommand,
  GetAccountSettingsCommand,
  GetLayerVersionCommand,
  InvokeCommand,
  ListLayersCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const FunctionName = 'demo';
const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
const module = (name: string, word: string) => ({
  [`nodejs/node_modules/${name}/package.json`]: JSON.stringify({ name, main: 'index.js' }),
  [`nodejs/node_modules/${name}/index.js`]: `module.exports = '${word}';`,
});
const READS = `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
export const handler = async ({ path, name, write }) => {
  if (write) writeFileSync(write, '');
  return name ? (await import(name)).default : existsSync(path) ? readFileSync(path, 'utf8') : 'nothing';
};`;

async function account() {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  const layer = async (LayerName: string, files: Record<string, string>) =>
    (await client.send(new PublishLayerVersionCommand({ LayerName, Content: { ZipFile: zip(files) } })))
      .LayerVersionArn ?? '';
  const create = async (changes: Partial<CreateFunctionCommandInput>, files = { 'index.mjs': READS }) => {
    const created = await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111122223333:role/demo',
        Code: { ZipFile: zip(files) },
        ...changes,
      }),
    );
    await cloud.settled();
    return created;
  };
  const call = async (event: object, Qualifier?: string) => {
    const { Payload } = await client.send(
      new InvokeCommand({ FunctionName, Qualifier, Payload: JSON.stringify(event) }),
    );
    return JSON.parse(Payload?.transformToString() ?? '');
  };
  return { cloud, client, layer, create, call };
}

test('the files of the layers are in /opt, read-only, and of two with one path the later layer’s is there', async () => {
  const { layer, create, call } = await account();
  const first = await layer('first', { 'text/one.txt': 'first', 'text/both.txt': 'first' });
  const second = await layer('second', { 'text/two.txt': 'second', 'text/both.txt': 'second' });
  await create({ Layers: [first, second] });
  expect(await call({ path: '/opt/text/one.txt' })).toBe('first');
  expect(await call({ path: '/opt/text/two.txt' })).toBe('second');
  expect(await call({ path: '/opt/text/both.txt' })).toBe('second');
  expect(await call({ write: '/opt/mine.txt' })).toMatchObject({
    errorMessage: "EROFS: read-only file system, open '/opt/mine.txt'",
  });
});

test('Node.js finds the modules of a layer, and those of the function before them', async () => {
  const { layer, create, call } = await account();
  const arn = await layer('words', { ...module('greeting', 'from the layer'), ...module('other', 'other') });
  await create({ Layers: [arn] }, {
    'index.mjs': READS,
    'node_modules/greeting/package.json': '{ "main": "index.js" }',
    'node_modules/greeting/index.js': "module.exports = 'from the function';",
  } as { 'index.mjs': string });
  expect(await call({ name: 'greeting' })).toBe('from the function');
  expect(await call({ name: 'other' })).toBe('other');
});

test('Python finds the modules of a layer, in both places', async () => {
  const { layer, create, call } = await account();
  const arn = await layer('words', {
    'python/greeting.py': "word = 'hello'",
    'python/lib/python3.14/site-packages/deep.py': "word = 'deep'",
  });
  const handler =
    'import deep, greeting\ndef handler(event, context):\n    return [greeting.word, deep.word]\n';
  await create({ Runtime: 'python3.14', Layers: [arn] }, { 'index.py': handler } as never);
  expect(await call({})).toEqual(['hello', 'deep']);
});

test('a function keeps a layer version that is deleted, and so does its published version', async () => {
  const { cloud, client, layer, create, call } = await account();
  const arn = await layer('words', { 'word.txt': 'kept' });
  await create({ Layers: [arn] });
  await client.send(new PublishVersionCommand({ FunctionName }));
  await client.send(
    new AddLayerVersionPermissionCommand({
      LayerName: 'words',
      VersionNumber: 1,
      StatementId: 'all',
      Action: 'lambda:GetLayerVersion',
      Principal: '*',
    }),
  );
  // Who may use a layer is no part of the function.
  expect((await client.send(new PublishVersionCommand({ FunctionName }))).Version).toBe('1');
  await client.send(new DeleteLayerVersionCommand({ LayerName: 'words', VersionNumber: 1 }));
  await cloud.settled();
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'changed' }));
  await cloud.settled();
  expect(await call({ path: '/opt/word.txt' })).toBe('kept');
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: [] }));
  await cloud.settled();
  expect(await call({ path: '/opt/word.txt' })).toBe('nothing');
  expect(await call({ path: '/opt/word.txt' }, '1')).toBe('kept');
  await expect(
    client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: [arn] })),
  ).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: `Layer version ${arn} does not exist.`,
  });
});

test('a function cannot have two versions of one layer, nor a layer of another account', async () => {
  const { layer, create } = await account();
  const [first, second] = [await layer('words', { a: '1' }), await layer('words', { a: '2' })];
  await expect(create({ Layers: [first, second] })).rejects.toMatchObject({
    message: `Two different versions of the same layer are not allowed to be referenced in the same function. ${first} and ${second} are versions of the same layer.`,
  });
  const foreign = first.replace('111122223333', '999999999999');
  await expect(create({ Layers: [foreign] })).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('code and layers together may have 250 MB unzipped', async () => {
  const { client, create } = await account();
  const publish = (LayerName: string, megabytes: number) =>
    client.send(
      new PublishLayerVersionCommand({
        LayerName,
        Content: { ZipFile: zipSync({ zeros: new Uint8Array(megabytes * 2 ** 20) }, { level: 1 }) },
      }),
    );
  const arns = [await publish('one', 130), await publish('two', 130)].map(
    ({ LayerVersionArn }) => LayerVersionArn ?? '',
  );
  await expect(create({ Layers: arns })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: expect.stringMatching(/^Function code combined with layers exceeds .* 262144000 bytes\./),
  });
  expect(await create({ Layers: arns.slice(0, 1) })).toMatchObject({ Layers: [{ Arn: arns[0] }] });
});

test('layers are listed by name, with the newest version that fits', async () => {
  const { client } = await account();
  const publish = (LayerName: string, CompatibleRuntimes: 'nodejs24.x'[] | 'python3.14'[]) =>
    client.send(
      new PublishLayerVersionCommand({
        LayerName,
        CompatibleRuntimes,
        Content: { ZipFile: zip({ a: '1' }) },
      }),
    );
  await publish('words', ['nodejs24.x']);
  await publish('words', ['python3.14']);
  await publish('numbers', ['python3.14']);
  const list = async (CompatibleRuntime?: 'nodejs24.x') =>
    (await client.send(new ListLayersCommand({ CompatibleRuntime }))).Layers?.map(
      ({ LayerName, LatestMatchingVersion }) => [LayerName, LatestMatchingVersion?.Version],
    );
  expect(await list()).toEqual([
    ['numbers', 1],
    ['words', 2],
  ]);
  expect(await list('nodejs24.x')).toEqual([['words', 1]]);
  const arn = 'arn:aws:lambda:us-east-1:111122223333:layer:words';
  const { LayerVersions } = await client.send(new ListLayerVersionsCommand({ LayerName: arn }));
  expect(LayerVersions?.map(({ Version }) => Version)).toEqual([2, 1]);
  const got = await client.send(new GetLayerVersionCommand({ LayerName: arn, VersionNumber: 2 }));
  expect(got).toMatchObject({ LayerArn: arn, Content: { CodeSize: zip({ a: '1' }).length } });
  const { AccountUsage } = await client.send(new GetAccountSettingsCommand({}));
  expect(AccountUsage?.TotalCodeSize).toBe(3 * zip({ a: '1' }).length);
});
