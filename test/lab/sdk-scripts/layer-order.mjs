// node commands.mjs
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'layer-order';

const { Layers } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
const arns = Layers.map(({ Arn }) => Arn).sort();
await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: arns }));
await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });
