// zip -q code.zip index.mjs && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'roll-back';
const Name = 'live';

await client.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion: '2' }));

await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: readFileSync('code.zip') }));
await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });
const { Version } = await client.send(
  new PublishVersionCommand({ FunctionName, Description: 'Knows who comes to the shop' }),
);
const RoutingConfig = { AdditionalVersionWeights: { [Version]: 0.1 } };
await client.send(new UpdateAliasCommand({ FunctionName, Name, RoutingConfig }));
