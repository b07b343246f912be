import {
  CreateFunctionCommand,
  GetFunctionCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:demo';

async function tagged(Tags: Record<string, string>) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      Tags,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8('export const handler = async () => 1;') }) },
    }),
  );
  await cloud.settled();
  return client;
}

test('tags that a function is created with are listed, and shown by GetFunction', async () => {
  const client = await tagged({ team: 'blue' });
  expect((await client.send(new ListTagsCommand({ Resource: ARN }))).Tags).toEqual({ team: 'blue' });
  expect((await client.send(new GetFunctionCommand({ FunctionName: 'demo' }))).Tags).toEqual({
    team: 'blue',
  });
});

test('every key that is named is untagged, and GetFunction shows no tags when none are left', async () => {
  const client = await tagged({ a: '1', b: '2' });
  await client.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ['a', 'b', 'c'] }));
  expect((await client.send(new GetFunctionCommand({ FunctionName: 'demo' }))).Tags).toBeUndefined();
});

test('a version cannot be tagged', async () => {
  const client = await tagged({});
  const error = await client
    .send(new TagResourceCommand({ Resource: `${ARN}:1`, Tags: { a: '1' } }))
    .catch((thrown) => thrown);
  expect(error.message).toBe(
    'Tags on function aliases and versions are not supported. Please specify a function ARN.',
  );
});
