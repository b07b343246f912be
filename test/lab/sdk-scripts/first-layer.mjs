// (cd layers/colours && zip -qr ../../layer.zip python) && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'first-layer';

const { LayerVersionArn } = await client.send(
  new PublishLayerVersionCommand({
    LayerName: 'colours',
    Content: { ZipFile: readFileSync('layer.zip') },
    CompatibleRuntimes: ['python3.14'],
  }),
);
await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: [LayerVersionArn] }));
await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });
