import { beforeAll, expect, test } from 'vitest';
import { hostSettings } from '../../../src/host/cloud.ts';
import { sendBy } from '../../../src/targets/send.ts';
import { targetOn } from '../../../src/targets/simulator.ts';
import { createAwsCommand } from '../../../src/terminal/aws/aws.ts';
import type { ScriptHost } from '../../../src/terminal/node/run.ts';
import { createShell } from '../../../src/terminal/shell.ts';
import { freshCloud } from '../../support/simulate.ts';
import { engine, file, runner } from '../terminal.ts';

const CODE =
  'export const handler = async ({ name }, context) => ({ name, version: context.functionVersion });';
const CREATE =
  'zip -q function.zip index.mjs && aws lambda create-function --function-name hello --runtime nodejs24.x ' +
  '--handler index.handler --role arn:aws:iam::111122223333:role/workbook-lab --zip-file fileb://function.zip';

async function openAccount() {
  const cloud = await freshCloud();
  const target = targetOn(cloud);
  const scripts: ScriptHost = {
    engine: () => hostSettings().engines.nodejs(),
    send: (request) => sendBy(target.client, request),
    advance: (ms) => cloud.advance(ms),
  };
  const aws = createAwsCommand(target.client, () => target.functionReady('hello'));
  const shell = createShell({ engine, files: [file('index.mjs', CODE)], aws, scripts });
  const run = runner(shell);
  await run(CREATE);
  return { shell, run };
}

let account: Awaited<ReturnType<typeof openAccount>>;
beforeAll(async () => {
  account = await openAccount();
  // The SDK is bundled with the first script that names it.
  await account.run(`node -e "require('@aws-sdk/client-lambda')"`);
});

/** Runs `text` as a module. */
async function script(text: string, args = '') {
  await account.shell.putFiles([file('script.mjs', text)]);
  return account.run(`node script.mjs ${args}`);
}

test('a script speaks to the account with the real SDK, as aws does', async () => {
  const result = await script(
    `import { InvokeCommand, LambdaClient, PublishVersionCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
     const client = new LambdaClient({});
     const FunctionName = process.argv[2];
     await waitUntilFunctionActiveV2({ client, maxWaitTime: 10 }, { FunctionName });
     const { Version } = await client.send(new PublishVersionCommand({ FunctionName }));
     const { Payload, ExecutedVersion } = await client.send(
       new InvokeCommand({ FunctionName, Qualifier: Version, Payload: JSON.stringify({ name: 'Ada' }) }));
     console.log(ExecutedVersion, JSON.parse(Buffer.from(Payload)));`,
    'hello',
  );
  expect(result).toEqual({ stdout: "1 { name: 'Ada', version: '1' }\n", stderr: '', exitCode: 0 });
  const versions = `--query 'Versions[].Version' --output text`;
  const { stdout } = await account.run(
    `aws lambda list-versions-by-function --function-name hello ${versions}`,
  );
  expect(stdout).toBe('$LATEST\t1\n');
});

test('an error of the service that nobody catches is printed with what it carries', async () => {
  const { stderr, exitCode } = await script(
    `import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
     await new LambdaClient({}).send(new GetFunctionCommand({ FunctionName: 'none' }));`,
  );
  expect(stderr).toMatch(
    /^ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111122223333:function:none \{/,
  );
  expect(stderr).toContain('httpStatusCode: 404');
  expect(stderr).toMatch(/\n\nNode\.js v24\.\d+\.\d+\n$/);
  expect(exitCode).toBe(1);
});

test('an error that nobody catches is printed with its place', async () => {
  const { stderr, exitCode } = await script(`const x = 1;\n  throw new TypeError('no');`);
  expect(stderr).toMatch(
    /^file:\/\/\/home\/user\/script\.mjs:2\n {2}throw new TypeError\('no'\);\n +\^\n\nTypeError: no\n {4}at .*script\.mjs:2/,
  );
  expect(exitCode).toBe(1);
});

test.each([
  [
    'what is printed',
    `console.log('a', { b: [1] }, null); console.error('%d%%', 5); process.stdout.write('c');`,
    'a { b: [ 1 ] } null\nc',
    '5%\n',
    0,
  ],
  ['the exit code', 'setTimeout(() => { process.exitCode = 3; }, 5)', '', '', 3],
  ['process.exit', `process.exit(4); console.log('never')`, '', '', 4],
  [
    'top-level await',
    `console.log(await new Promise((done) => setTimeout(() => done('late'), 5)))`,
    'late\n',
    '',
    0,
  ],
  ['a value that is thrown', 'throw 7', '', 'Uncaught:\n7\n\nNode.js ', 1],
  ['a rejection', `Promise.reject(new Error('nobody'))`, '', 'Error: nobody', 1],
  ['a later error', `setTimeout(() => { throw new Error('late') }, 5)`, '', 'Error: late', 1],
  ['a timer that nothing waits for', 'clearTimeout(setTimeout(() => {}, 1e6))', '', '', 0],
  [
    'arguments and place',
    'console.log(process.argv.slice(1), process.cwd())',
    "[ '/home/user/script.mjs', 'x y' ] /home/user\n",
    '',
    0,
  ],
  ['variables', 'console.log(process.env.STAGE, process.env._HANDLER)', 'prod undefined\n', '', 0],
  [
    'a package that is not there',
    `import '@aws-sdk/client-sqs'`,
    '',
    "Cannot find package '@aws-sdk/client-sqs'",
    1,
  ],
  ['a syntax error', 'const = 1', '', 'SyntaxError', 1],
])('as in Node.js: %s', async (_what, text, stdout, stderr, exitCode) => {
  await account.run('export STAGE=prod');
  const result = await script(text, "'x y'");
  expect(result).toMatchObject({ stdout, exitCode });
  if (stderr === '') expect(result.stderr).toBe('');
  else expect(result.stderr).toContain(stderr);
});

test('files go both ways, with their modes', async () => {
  await account.run('mkdir -p data; echo old > data/change; echo x > data/gone; chmod 755 data/change');
  const result = await script(
    `import fs from 'node:fs';
     fs.appendFileSync('data/change', fs.readFileSync('data/change', 'utf8').toUpperCase());
     fs.rmSync('data/gone');
     fs.mkdirSync('data/made');
     fs.writeFileSync('data/made/run.sh', '#!/bin/sh', { mode: 0o700 });`,
  );
  expect(result).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  const { stdout } = await account.run('cd data; cat change; stat -c %a change made/run.sh; ls; cd ..');
  expect(stdout).toBe('old\nOLD\n755\n700\nchange\nmade\n');
});

test('modules of the lab import each other, and -e runs a text', async () => {
  await account.shell.putFiles([
    file('lib/one.mjs', 'export const one = 1;'),
    file('two.cjs', 'module.exports = 2;'),
  ]);
  expect(
    (
      await script(
        `import { one } from './lib/one.mjs'; import two from './two.cjs'; console.log(one + two);`,
      )
    ).stdout,
  ).toBe('3\n');
  expect(
    await account.run(`node -e "console.log(require('./two.cjs'), process.argv.length)" x; ls '[eval].js'`),
  ).toMatchObject({ stdout: '2 2\n' });
  expect(await account.run('node none.mjs')).toMatchObject({
    stderr: "Error: Cannot find module '/home/user/none.mjs'\n",
    exitCode: 1,
  });
  expect(await account.run('node')).toMatchObject({ exitCode: 9 });
});

test('a script that computes without end is stopped, and so is one that waits', async () => {
  expect(await script('while (true) {}')).toMatchObject({
    stderr: expect.stringContaining('5 seconds'),
    exitCode: 130,
  });
  await account.shell.putFiles([file('script.mjs', 'setInterval(() => {}, 10);')]);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  expect(await account.run('node script.mjs', stop.signal)).toMatchObject({
    stderr: 'bash: stopped\n',
    exitCode: 130,
  });
  expect((await account.run('echo usable')).stdout).toBe('usable\n');
});

test('a script reaches neither the host nor the network', async () => {
  const { stdout } = await script(
    `console.log(typeof window, typeof self, typeof postMessage, typeof WebAssembly);
     const { LambdaClient, GetFunctionCommand } = await import('@aws-sdk/client-lambda');
     const client = new LambdaClient({ endpoint: 'https://example.com', maxAttempts: 1 });
     await client.send(new GetFunctionCommand({ FunctionName: 'hello' })).catch((error) => console.log(error.code));`,
  );
  expect(stdout).toBe('undefined undefined undefined undefined\nENOTFOUND\n');
});

test('a script that names node in its first line is a command', async () => {
  const text = '#!/usr/bin/env node\nconsole.log(process.argv.slice(2));';
  await account.shell.putFiles([file('tools/args.mjs', text)]);
  expect(await account.run('./tools/args.mjs a "b c"')).toEqual({
    stdout: "[ 'a', 'b c' ]\n",
    stderr: '',
    exitCode: 0,
  });
});
