import {
  AddLayerVersionPermissionCommand,
  AddPermissionCommand,
  type AddPermissionCommandInput,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  GetLayerVersionPolicyCommand,
  GetPolicyCommand,
  PublishLayerVersionCommand,
  RemoveLayerVersionPermissionCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const FunctionName = 'demo';
const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:demo';
const ZipFile = zipSync({ 'index.mjs': strToU8('export const handler = async () => 1;') });

async function account() {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  const Role = 'arn:aws:iam::111122223333:role/demo';
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile },
      Publish: true,
    }),
  );
  await cloud.settled();
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  const add = (changes: Partial<AddPermissionCommandInput> = {}) =>
    client.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 's3',
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
        ...changes,
      }),
    );
  const policy = (Qualifier?: string) => client.send(new GetPolicyCommand({ FunctionName, Qualifier }));
  const remove = (Qualifier?: string) =>
    client.send(new RemovePermissionCommand({ FunctionName, StatementId: 's3', Qualifier }));
  return { client, add, policy, remove };
}

test('the function, each version and each alias has a policy of its own', async () => {
  const { client, add, policy } = await account();
  const { Statement = '' } = await add({ Qualifier: 'live' });
  expect(JSON.parse(Statement)).toMatchObject({ Sid: 's3', Resource: `${ARN}:live` });
  await add({ FunctionName: `${FunctionName}:1` });
  expect(JSON.parse((await policy('1')).Policy ?? '').Statement[0].Resource).toBe(`${ARN}:1`);
  await expect(policy()).rejects.toMatchObject({ message: 'The resource you requested does not exist.' });
  await client.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
  await expect(add({ Qualifier: 'live' })).rejects.toMatchObject({
    message: `Cannot find alias arn: ${ARN}:live`,
  });
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  await expect(policy('live')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('what cannot be a statement is refused, each in its own words', async () => {
  const { add, remove } = await account();
  await expect(remove()).rejects.toMatchObject({
    message: 'No policy is associated with the given resource.',
  });
  await add();
  await expect(add()).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message:
      'The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.',
  });
  await expect(add({ Qualifier: '$LATEST' })).rejects.toMatchObject({
    message: 'We currently do not support adding policies for $LATEST.',
  });
  await expect(add({ StatementId: 'x', Principal: 'somebody' })).rejects.toMatchObject({
    message: 'The provided principal was invalid. Please check the principal and try again.',
  });
  await expect(add({ StatementId: 'example.com' })).rejects.toMatchObject({
    message:
      "1 validation error detected: Value 'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
  });
  await expect(add({ Qualifier: '7' })).rejects.toMatchObject({ message: `Function not found: ${ARN}:7` });
});

test('a policy has a revision of its own, which a change can insist on', async () => {
  const { add, policy } = await account();
  await add();
  const { RevisionId } = await policy();
  await add({ StatementId: 'second', RevisionId });
  const failed = add({ StatementId: 'third', RevisionId });
  await expect(failed).rejects.toMatchObject({
    name: 'PreconditionFailedException',
    message:
      'The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id',
  });
  expect((await policy()).RevisionId).not.toBe(RevisionId);
});

test('a policy ends at 20 KB', async () => {
  const { add } = await account();
  const statements = async () => {
    for (let at = 0; at < 200; at++) await add({ StatementId: `s${at}`, SourceArn: `arn:aws:s3:::${at}` });
  };
  await expect(statements()).rejects.toMatchObject({ name: 'PolicyLengthExceededException' });
});

test('a layer version is shared by a statement of its own policy', async () => {
  const { client } = await account();
  const LayerName = 'words';
  await client.send(new PublishLayerVersionCommand({ LayerName, Content: { ZipFile } }));
  const version = { LayerName, VersionNumber: 1 };
  const add = (changes = {}) =>
    client.send(
      new AddLayerVersionPermissionCommand({
        ...version,
        StatementId: 'all',
        Action: 'lambda:GetLayerVersion',
        Principal: '*',
        ...changes,
      }),
    );
  await expect(client.send(new GetLayerVersionPolicyCommand(version))).rejects.toMatchObject({
    message: 'No policy is associated with the given resource.',
  });
  const { Statement = '' } = await add({ OrganizationId: 'o-1234567890' });
  expect(JSON.parse(Statement)).toEqual({
    Sid: 'all',
    Effect: 'Allow',
    Principal: '*',
    Action: 'lambda:GetLayerVersion',
    Resource: 'arn:aws:lambda:us-east-1:111122223333:layer:words:1',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
  });
  await expect(add({ Action: '*' })).rejects.toMatchObject({
    message:
      "1 validation error detected: Value '*' at 'action' failed to satisfy constraint: Member must satisfy regular expression pattern: lambda:GetLayerVersion",
  });
  await expect(add({ VersionNumber: 2 })).rejects.toMatchObject({
    message: 'Layer version arn:aws:lambda:us-east-1:111122223333:layer:words:2 does not exist.',
  });
  await client.send(new RemoveLayerVersionPermissionCommand({ ...version, StatementId: 'all' }));
  await expect(
    client.send(new RemoveLayerVersionPermissionCommand({ ...version, StatementId: 'all' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
