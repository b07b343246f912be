import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  InvokeCommand,
  ListAliasesCommand,
  PublishVersionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloudProcess } from '../support/cloud-process.ts';
import { clientOf } from '../support/serving.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloud-'));
  file = join(folder, 'account.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FunctionName = 'demo';
test('it serves an account that outlives it, and ends well when it is asked to', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const server = cloudProcess(['--port', '0', '--state', file, '--instant']);
    const url = await server.url();
    const client = clientOf(url);
    if (signal === 'SIGTERM') {
      await client.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: 'arn:aws:iam::111122223333:role/demo',
          Code: { ZipFile: zipSync({ 'index.mjs': strToU8(`export const handler = () => 'still here';`) }) },
        }),
      );
      await waitUntilFunctionActiveV2({ client, maxWaitTime: 20, minDelay: 1 }, { FunctionName });
      await client.send(new PublishVersionCommand({ FunctionName }));
      await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    }
    const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName }));
    expect(Aliases).toMatchObject([{ Name: 'live', FunctionVersion: '1' }]);
    const { Payload } = await client.send(new InvokeCommand({ FunctionName, Qualifier: 'live' }));
    expect(Payload?.transformToString()).toBe('"still here"');
    client.destroy();
    server.kill(signal);
    expect(await server.ended).toEqual({
      code: 0,
      signal: null,
      errors: '',
      out: `The simulated cloud is at ${url}: aws lambda list-functions --endpoint-url ${url} --region us-east-1\n`,
    });
    expect(readdirSync(folder).sort()).toEqual(['account.json', 'account.json.blobs']);
  }
});

test.each([
  [['--port', '99999'], '--port takes a whole number from 0 to 65535, not 99999.'],
  [['--port', 'web'], '--port takes a whole number from 0 to 65535, not web.'],
  [['--seed', '-1'], "Option '--seed' argument is ambiguous."],
  [['--origin', 'example.org'], '--origin example.org is no origin'],
  [['--origin', 'https://example.org/page'], '--origin https://example.org/page is no origin'],
  [['--origin', '*'], '--origin * is no origin'],
  [['--state', ''], '--state needs the name of a file.'],
  [['--prot', '9000'], "Unknown option '--prot'"],
  [['9000'], "Unexpected argument '9000'"],
])('%j is answered with what may be said', async (args, why) => {
  const { code, errors, out } = await cloudProcess(args).ended;
  expect(errors.split('\n')[0]).toContain(why);
  expect(errors).toContain('Use it as: npm run cloud -- [--port 9000]');
  expect({ code, out }).toEqual({ code: 1, out: '' });
});

test('help is no error', async () => {
  const { code, out, errors } = await cloudProcess(['--help']).ended;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toMatch(/^Use it as: npm run cloud .*--origin url/s);
});

test.each([
  ['{ "hello": 1 }', 'This is not an account of the workbook’s simulator.'],
  [
    '{ "kind": "lambda-workbook account", "version": 99 }',
    'The account was saved in version 99 of its format',
  ],
  ['{ "kind": "lambda-workbook account", "version": 1 }', 'cannot be used'],
  ['not JSON', 'is not JSON'],
])('a state file with %s is refused and left as it is', async (text, why) => {
  writeFileSync(file, text);
  const { code, errors } = await cloudProcess(['--port', '0', '--state', file]).ended;
  expect(code).toBe(1);
  expect(errors).toContain(why);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(errors).toContain('It was left as it is. Give another --state, or move');
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['account.json']);
});

test('a port that is taken is told, and the state file is free again', async () => {
  const first = cloudProcess(['--port', '0']);
  const port = new URL(await first.url()).port;
  const { code, errors } = await cloudProcess(['--port', port, '--state', file]).ended;
  expect({ code, errors }).toEqual({
    code: 1,
    errors: `Port ${port} is taken. Choose another one: npm run cloud -- --port ${Number(port) + 1}\n`,
  });
  expect(readdirSync(folder)).toEqual([]);
  first.kill('SIGKILL');
  await first.ended;
});
