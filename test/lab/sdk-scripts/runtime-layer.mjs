// (cd layers/shell-runtime && zip -q ../../layer.zip bootstrap) && zip -q farewell.zip farewell.sh && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'runtime-layer';

const { LayerVersionArn } = await client.send(
  new PublishLayerVersionCommand({
    LayerName: 'shell-runtime',
    Content: { ZipFile: readFileSync('layer.zip') },
    CompatibleRuntimes: ['provided.al2023'],
  }),
);
const Layers = [LayerVersionArn];
await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers }));
await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });

const { Role } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
await client.send(
  new CreateFunctionCommand({
    FunctionName: 'farewell',
    Runtime: 'provided.al2023',
    Handler: 'farewell.handler',
    Role,
    Layers,
    Code: { ZipFile: readFileSync('farewell.zip') },
  }),
);
await waitUntilFunctionActiveV2({ client, maxWaitTime: 60 }, { FunctionName: 'farewell' });
