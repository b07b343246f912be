/** Prints how many calls of the control plane a second are answered through the SDK, beside the SDK with answers at hand. */
import * as sdk from '@aws-sdk/client-lambda';
import { freshCloud } from '../../src/host/cloud.ts';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import { targetOn } from '../../src/targets/simulator.ts';
import { clientWithReadyAnswer, ms, row } from './figures.ts';

const FUNCTIONS = 200;
const ZipFile = buildDeploymentPackage([{ path: 'index.mjs', text: 'export const handler = () => 1;' }]);
const Resource = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

/** What is done with a function, from its creation on; after `undefined` what was begun has to be over. */
const life = (client: sdk.LambdaClient, FunctionName: string): ((() => Promise<unknown>) | undefined)[] => [
  () =>
    client.send(
      new sdk.CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111122223333:role/bench',
        Code: { ZipFile },
      }),
    ),
  undefined,
  () => client.send(new sdk.GetFunctionCommand({ FunctionName })),
  () => client.send(new sdk.PublishVersionCommand({ FunctionName })),
  () => client.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 })),
  undefined,
  () => client.send(new sdk.GetFunctionConfigurationCommand({ FunctionName })),
  () => client.send(new sdk.PublishVersionCommand({ FunctionName })),
  () => client.send(new sdk.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' })),
  () =>
    client.send(
      new sdk.UpdateAliasCommand({
        FunctionName,
        Name: 'live',
        RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } },
      }),
    ),
  () => client.send(new sdk.GetAliasCommand({ FunctionName, Name: 'live' })),
  () => client.send(new sdk.ListVersionsByFunctionCommand({ FunctionName })),
  () => client.send(new sdk.ListAliasesCommand({ FunctionName })),
  () => client.send(new sdk.TagResourceCommand({ Resource: Resource(FunctionName), Tags: { team: 'a' } })),
  () => client.send(new sdk.ListFunctionsCommand({ MaxItems: 10 })),
];

async function measure(client: sdk.LambdaClient, settled: () => Promise<void>) {
  let calls = 0;
  let spent = 0;
  for (let number = 0; number < FUNCTIONS; number += 1)
    for (const call of life(client, `bench-${number}`)) {
      if (!call) await settled();
      else {
        const from = performance.now();
        await call();
        spent += performance.now() - from;
        calls += 1;
      }
    }
  return spent / calls;
}

const onCloud = async () => {
  const cloud = await freshCloud();
  return measure(targetOn(cloud).client, () => cloud.settled());
};
const onNothing = () => measure(clientWithReadyAnswer(), async () => {});

await onCloud();
await onNothing();
const [each, peer] = [await onCloud(), await onNothing()];
row(`control plane: a call through the SDK, mean of ${FUNCTIONS * 13}`, ms(each));
row('peer: the same calls on the SDK with a ready answer', ms(peer));
row('ratio: a call to the peer', `${(each / peer).toFixed(1)} : 1`);
row('control-plane calls per second, one client', (1000 / each).toFixed(0));
