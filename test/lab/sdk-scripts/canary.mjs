// zip -q code.zip index.mjs && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'canary';
const waiter = { client, maxWaitTime: 60 };

const route = (FunctionVersion, AdditionalVersionWeights) =>
  client.send(
    new UpdateAliasCommand({
      FunctionName,
      Name: 'live',
      FunctionVersion,
      RoutingConfig: { AdditionalVersionWeights },
    }),
  );

async function watch() {
  const served = {};
  for (let order = 1; order <= 200; order += 1) {
    const Payload = JSON.stringify({ order, grams: 800, total: 4900 });
    const { ExecutedVersion } = await client.send(
      new InvokeCommand({ FunctionName, Qualifier: 'live', Payload }),
    );
    served[ExecutedVersion] = (served[ExecutedVersion] ?? 0) + 1;
  }
  console.log(served);
}

await route('2', { 3: 0.1 });
await watch();
await route('3', {});

await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: readFileSync('code.zip') }));
await waitUntilFunctionUpdatedV2(waiter, { FunctionName });
const { Version } = await client.send(
  new PublishVersionCommand({ FunctionName, Description: 'Tells the currency' }),
);
await waitUntilPublishedVersionActive(waiter, { FunctionName, Qualifier: Version });
await route('3', { [Version]: 0.1 });
await watch();
