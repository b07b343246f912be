// (cd layers/vat-rates && zip -qr ../../layer.zip nodejs) && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  DeleteLayerVersionCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'layer-version';
const LayerName = 'vat-rates';

const { LayerVersionArn } = await client.send(
  new PublishLayerVersionCommand({
    LayerName,
    Content: { ZipFile: readFileSync('layer.zip') },
    CompatibleRuntimes: ['nodejs24.x'],
  }),
);
await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: [LayerVersionArn] }));
await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });
await client.send(new DeleteLayerVersionCommand({ LayerName, VersionNumber: 1 }));
