import * as sdk from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const arn = 'arn:aws:lambda:us-east-1:111122223333:code-signing-config:csc-0123456789abcdef0';

test.each([
  [
    'CreateCapacityProvider',
    new sdk.CreateCapacityProviderCommand({
      CapacityProviderName: 'a',
      VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
      PermissionsConfig: { CapacityProviderOperatorRoleArn: 'arn:aws:iam::111122223333:role/a' },
    }),
  ],
  [
    'CheckpointDurableExecution',
    new sdk.CheckpointDurableExecutionCommand({ DurableExecutionArn: 'a/b', CheckpointToken: 'c' }),
  ],
  ['GetRuntimeManagementConfig', new sdk.GetRuntimeManagementConfigCommand({ FunctionName: 'a' })],
  ['ListCapacityProviders', new sdk.ListCapacityProvidersCommand({})],
])('%s answers by its name that it is not here', async (operation, command) => {
  const { client } = targetOn(await freshCloud());
  await expect(client.send(command as sdk.ListCapacityProvidersCommand)).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: `This simulator does not have the operation ${operation}.`,
  });
});

test('there are no code signing configurations', async () => {
  const { client } = targetOn(await freshCloud());
  expect(await client.send(new sdk.ListCodeSigningConfigsCommand({}))).toMatchObject({
    CodeSigningConfigs: [],
  });
  await expect(
    client.send(new sdk.GetCodeSigningConfigCommand({ CodeSigningConfigArn: arn })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `The Lambda code signing configuration ${arn} can not be found.`,
  });
});
