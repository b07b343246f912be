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
  return { client, created, settled: () => cloud.settled() };
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

test('code comes from S3 too, and what is missing there is said in the words of S3', async () => {
  const cloud = await freshCloud();
  const { client, s3 } = targetOn(cloud);
  const zip = zipSync({ 'index.mjs': strToU8('export const handler = () => "from S3";') });
  const create = () =>
    client.send(
      new sdk.CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111122223333:role/demo',
        Code: { S3Bucket: 'packages', S3Key: 'demo.zip' },
      }),
    );
  const refused = (message: string) => ({ name: 'InvalidParameterValueException', message });
  const said = 'Error occurred while GetObject. S3 Error Code:';
  await expect(create()).rejects.toMatchObject(
    refused(`${said} NoSuchBucket. S3 Error Message: The specified bucket does not exist`),
  );
  await s3('PUT', '/packages');
  await expect(create()).rejects.toMatchObject(
    refused(`${said} NoSuchKey. S3 Error Message: The specified key does not exist.`),
  );
  await cloud.handle({
    method: 'PUT',
    path: '/packages/demo.zip',
    query: {},
    queryLists: {},
    headers: { host: 's3.us-east-1.amazonaws.com', authorization: 'AWS4-HMAC-SHA256' },
    body: zip,
  });
  expect(await create()).toMatchObject({ CodeSize: zip.length });
  await cloud.settled();
  const { Payload } = await client.send(new sdk.InvokeCommand({ FunctionName }));
  expect(Payload?.transformToString()).toBe('"from S3"');
  await expect(
    client.send(new sdk.UpdateFunctionCodeCommand({ FunctionName, ImageUri: 'a/b' })),
  ).rejects.toMatchObject(
    refused("Please don't provide ImageUri when updating a function with packageType Zip."),
  );
});

test('lists of layers, URLs and provisioned concurrency give at most fifty at a time', async () => {
  const { client } = await account();
  for (const list of [
    () => client.send(new sdk.ListLayersCommand({ MaxItems: 51 })),
    () => client.send(new sdk.ListFunctionUrlConfigsCommand({ FunctionName, MaxItems: 51 })),
    () => client.send(new sdk.ListProvisionedConcurrencyConfigsCommand({ FunctionName, MaxItems: 51 })),
  ])
    await expect(list()).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value '51' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 50",
    });
});

test('an alias divides only between versions of one role and one dead-letter queue', async () => {
  const { client, settled } = await account();
  const next = async (change: object) => {
    await client.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
    await settled();
    return (await client.send(new sdk.PublishVersionCommand({ FunctionName }))).Version ?? '';
  };
  const divide = (from: string, to: string) =>
    client.send(
      new sdk.CreateAliasCommand({
        FunctionName,
        Name: `from-${from}-to-${to}`,
        FunctionVersion: from,
        RoutingConfig: { AdditionalVersionWeights: { [to]: 0.5 } },
      }),
    );
  const role = await next({ Role: 'arn:aws:iam::111122223333:role/other' });
  await expect(divide('1', role)).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: expect.stringContaining('different execution roles'),
  });
  const same = await next({ Timeout: 5 });
  expect((await divide(role, same)).RoutingConfig).toEqual({ AdditionalVersionWeights: { [same]: 0.5 } });
  const queue = { TargetArn: 'arn:aws:sqs:us-east-1:111122223333:lost' };
  await expect(divide(same, await next({ DeadLetterConfig: queue }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: expect.stringContaining('different dead-letter queues'),
  });
});
