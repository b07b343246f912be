import {
  CreateAliasCommand,
  CreateFunctionCommand,
  InvokeCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import { SEED } from '../../src/sandbox/seed.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const FunctionName = 'checkout';

/** To record anew: `npx vitest run test/content/canary.test.ts -u`. */
test('the figure of a canary shows which of a thousand calls the simulator gave to the new version', async () => {
  const cloud = await freshCloud(SEED);
  const { client } = targetOn(cloud);
  const text = 'export const handler = async (event, { functionVersion }) => functionVersion;';
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/checkout',
      Code: { ZipFile: buildDeploymentPackage([{ path: 'index.mjs', text }]) },
    }),
  );
  await cloud.settled();
  for (const Description of ['stable', 'new']) {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description }));
    await cloud.settled();
    await client.send(new PublishVersionCommand({ FunctionName }));
    await cloud.settled();
  }
  await client.send(
    new CreateAliasCommand({
      FunctionName,
      Name: 'live',
      FunctionVersion: '1',
      RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } },
    }),
  );
  const calls = 1_000;
  const toNew: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName, Qualifier: 'live' }));
    if (Payload?.transformToString() === '"2"') toNew.push(call);
  }
  await expect(`${JSON.stringify({ calls, toNew: toNew.join(' ') }, null, 2)}\n`).toMatchFileSnapshot(
    '../../src/components/figures/recordings/canary/split.json',
  );
});
