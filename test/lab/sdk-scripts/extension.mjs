// (cd layers/ledger && zip -qr ../../layer.zip extensions) && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'extension';

const { LayerVersionArn } = await client.send(
  new PublishLayerVersionCommand({ LayerName: 'ledger', Content: { ZipFile: readFileSync('layer.zip') } }),
);
await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: [LayerVersionArn] }));
await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });
