// zip -q code.zip index.mjs shop.mjs && node commands.mjs
import { readFileSync } from 'node:fs';
import {
  InvokeCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient();
const FunctionName = 'read-the-log';
const updated = () => waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });

await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: readFileSync('code.zip') }));
await updated();
const LoggingConfig = { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' };
await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, LoggingConfig }));
await updated();

for (let order = 1; order <= 200; order += 1) {
  const { LogResult } = await client.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify({ order }), LogType: 'Tail' }),
  );
  const lines = Buffer.from(LogResult, 'base64').toString().trim().split('\n');
  for (const line of lines.map((text) => JSON.parse(text)))
    if (line.level === 'WARN') console.log(line.message);
}
