import * as sdk from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const FunctionName = 'demo';
const arn = `arn:aws:lambda:us-east-1:111122223333:function:${FunctionName}`;

async function account(input: Partial<sdk.CreateFunctionRequest> = {}) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  const created = await client.send(
    new sdk.CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8('export const handler = () => 1;') }) },
      Publish: true,
      ...input,
    }),
  );
  await cloud.settled();
  return { client, created };
}

test('an alias for a function that is not there names the version that it was to point to', async () => {
  const { client } = await account();
  await expect(
    client.send(new sdk.CreateAliasCommand({ FunctionName: 'other', Name: 'live', FunctionVersion: '1' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Function not found: arn:aws:lambda:us-east-1:111122223333:function:other:1',
  });
});

test('that $LATEST can have no weight is nobody’s fault', async () => {
  const { client } = await account();
  await expect(
    client.send(
      new sdk.CreateAliasCommand({
        FunctionName,
        Name: 'live',
        FunctionVersion: '$LATEST',
        RoutingConfig: { AdditionalVersionWeights: { 1: 0.5 } },
      }),
    ),
  ).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: '$LATEST is not supported for an alias pointing to more than 1 version',
    Type: undefined,
  });
});

test('a qualifier that no alias could have is missing as a version, and a policy of nothing is missing as a policy', async () => {
  const { client } = await account();
  const Qualifier = 'with-$-in-it';
  await expect(
    client.send(
      new sdk.AddPermissionCommand({
        FunctionName,
        Qualifier,
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
      }),
    ),
  ).rejects.toMatchObject({ message: `Function not found: ${arn}:${Qualifier}` });
  await expect(
    client.send(new sdk.GetPolicyCommand({ FunctionName, Qualifier: '42' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The resource you requested does not exist.',
  });
});

test('tags need a resource, and something to do', async () => {
  const { client } = await account();
  await expect(
    client.send(new sdk.TagResourceCommand({ Resource: 'arn:aws:something', Tags: { a: 'b' } })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining("1 validation error detected: Value 'arn:aws:something' at 'resource'"),
  });
  await expect(client.send(new sdk.TagResourceCommand({ Resource: arn, Tags: {} }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: 'An error occurred and the request cannot be processed.',
  });
  await expect(
    client.send(new sdk.UntagResourceCommand({ Resource: arn, TagKeys: [] })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
  });
});

test('environment variables that are set to nothing are shown, and those that were never set are not', async () => {
  expect((await account()).created.Environment).toBeUndefined();
  expect((await account({ Environment: { Variables: {} } })).created.Environment).toEqual({ Variables: {} });
});
