import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { invokeFunction } from '../../src/lab/invocation.ts';
import { zipOf } from '../../src/lab/zip.ts';
import { routesInWords, routesOf } from '../../src/workbench/account-page/alias-routes.ts';
import { logStreamsOf } from '../../src/workbench/account-page/log-streams.ts';
import { readOverview } from '../../src/workbench/account-page/overview.ts';
import { variablesOf, variablesText } from '../../src/workbench/account-page/variables.ts';
import { sizeInWords, timeInWords } from '../../src/workbench/account-page/words.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const ZipFile = zipOf([
  { path: 'index.mjs', text: 'export const handler = async () => console.log("said")' },
]);

async function accountWithEverything() {
  const target = targetOn(await freshCloud());
  const { client } = target;
  const FunctionName = 'hello';
  const { LayerVersionArn = '' } = await client.send(
    new PublishLayerVersionCommand({
      LayerName: 'words',
      Content: { ZipFile },
      CompatibleRuntimes: ['nodejs24.x'],
    }),
  );
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: target.roleArn,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Layers: [LayerVersionArn],
      Tags: { team: 'blue' },
      Code: { ZipFile },
    }),
  );
  await target.functionReady(FunctionName);
  await client.send(new PublishVersionCommand({ FunctionName, Description: 'first' }));
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  await client.send(
    new AddPermissionCommand({
      FunctionName,
      Qualifier: 'live',
      StatementId: 's3',
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
    }),
  );
  await target.functionReady(FunctionName);
  return target;
}

test('an overview has all that the API tells of functions and layers', async () => {
  const { functions, layers } = await readOverview((await accountWithEverything()).client);
  expect(functions).toHaveLength(1);
  expect(functions[0]).toMatchObject({
    name: 'hello',
    configuration: { State: 'Active', Runtime: 'nodejs24.x' },
    tags: { team: 'blue' },
    versions: [{ Version: '$LATEST' }, { Version: '1', Description: 'first' }],
    aliases: [{ Name: 'live', FunctionVersion: '1' }],
    policies: [{ qualifier: 'live', policy: expect.stringContaining('s3.amazonaws.com') }],
  });
  expect(layers).toMatchObject([
    {
      name: 'words',
      versions: [{ Version: 1, codeSize: ZipFile.length, usedBy: ['hello:$LATEST', 'hello:1'] }],
    },
  ]);
});

test('an empty account has an empty overview', async () => {
  expect(await readOverview(targetOn(await freshCloud()).client)).toEqual({ functions: [], layers: [] });
});

test('each environment has a log stream of its own, named as the function reads it', async () => {
  const target = await accountWithEverything();
  await invokeFunction(target.client, 'hello', '{}', '1');
  await invokeFunction(target.client, 'hello', '{}');
  const streams = logStreamsOf(await target.traceFrom(0));
  expect(streams.map(({ group }) => group)).toEqual(['/aws/lambda/hello', '/aws/lambda/hello']);
  expect(streams[0]?.name).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  expect(streams[1]?.name).toContain('[1]');
  for (const { lines } of streams) expect(lines.map(({ text }) => text).join('\n')).toContain('said');
});

test('an alias without weights sends all to its version', () => {
  const routes = routesOf({ FunctionVersion: '3' });
  expect(routes).toEqual([{ version: '3', percent: 100 }]);
  expect(routesInWords(routes)).toBe('All invocations go to version 3.');
});

test('the version of a weighted alias has what the other one leaves', () => {
  const routes = routesOf({
    FunctionVersion: '1',
    RoutingConfig: { AdditionalVersionWeights: { 2: 0.105 } },
  });
  expect(routes).toEqual([
    { version: '1', percent: 89.5 },
    { version: '2', percent: 10.5 },
  ]);
  expect(routesInWords(routes)).toBe('89.5% of invocations go to version 1, 10.5% to version 2.');
});

test('environment variables are read a line each, and written so', () => {
  const text = 'STAGE=test\nURL=a=b\nEMPTY=';
  expect(variablesOf(`\n${text}\n`)).toEqual({ STAGE: 'test', URL: 'a=b', EMPTY: '' });
  expect(variablesText(variablesOf(text))).toBe(text);
});

test('sizes and times are read by people', () => {
  expect([999, 1500, 2_340_000].map(sizeInWords)).toEqual(['999 bytes', '1.5 kB', '2.3 MB']);
  expect(timeInWords('2026-11-28T11:20:03.000+0000')).toBe('2026-11-28 11:20:03');
  expect(timeInWords(0)).toBe('1970-01-01 00:00:00');
  expect(timeInWords(undefined)).toBe('');
});
