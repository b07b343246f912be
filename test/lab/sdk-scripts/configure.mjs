// zip -q code.zip lambda_function.py && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  CreateAliasCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'configure';
const updated = () => waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });

await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: readFileSync('code.zip') }));
await updated();

const stages = {
  test: { STAGE: 'test', CURRENCY: 'EUR', TAX_PERCENT: '20' },
  prod: { STAGE: 'prod', CURRENCY: 'CHF', TAX_PERCENT: '8.1' },
};
for (const [Name, Variables] of Object.entries(stages)) {
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  await updated();
  const { Version } = await client.send(new PublishVersionCommand({ FunctionName, Description: Name }));
  await client.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion: Version }));
}
