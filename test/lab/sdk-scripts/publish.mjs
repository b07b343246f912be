// zip -q code.zip index.mjs && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'publish';
const waiter = { client, maxWaitTime: 60 };
const updated = () => waitUntilFunctionUpdatedV2(waiter, { FunctionName });

await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: readFileSync('code.zip') }));
await updated();
await client.send(new PublishVersionCommand({ FunctionName, Description: 'Says its version' }));

await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 10 }));
await updated();
await client.send(new PublishVersionCommand({ FunctionName, Description: 'Has ten seconds' }));
await waitUntilPublishedVersionActive(waiter, { FunctionName, Qualifier: '3' });

for (const Qualifier of ['1', '2', '3']) {
  const { Payload } = await client.send(
    new InvokeCommand({ FunctionName, Qualifier, Payload: JSON.stringify({ name: 'Ada' }) }),
  );
  console.log(Payload.transformToString());
}
