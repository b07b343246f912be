import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { strToU8 } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachedCloud, BOOTSTRAP, realBash, realNodejs } from '../support/attached.ts';
import {
  attachedFunction,
  call,
  create,
  FunctionName,
  invoke,
  RUNTIME,
} from '../support/attached-function.ts';
import { cloudProcess } from '../support/cloud-process.ts';
import { clientOf } from '../support/serving.ts';
import { HELLO, runFiles } from '../support/simulate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'task-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const handlerIs = (code: string) => writeFileSync(join(folder, 'index.mjs'), code);

/** An attached function, and the variables of a process whose code is in `folder`. */
async function attached(settings?: { Timeout?: number; Handler?: string }) {
  const account = await attachedFunction(settings);
  return { ...account, variables: { ...(await account.variables()), LAMBDA_TASK_ROOT: folder } };
}

/** The variables that the command prints, as a shell reads them. */
function exported(lines: string): Record<string, string> {
  const say = `"${process.execPath}" -p 'JSON.stringify(process.env)'`;
  const { stdout } = spawnSync('bash', ['-c', `cd ${folder} && ${lines} && ${say}`], {
    encoding: 'utf8',
    env: {},
  });
  return JSON.parse(stdout);
}

test('npm run cloud -- --attach: a real Node.js with the printed variables serves the function', async () => {
  handlerIs(`
    export const handler = async ({ name }, { functionName, memoryLimitInMB, awsRequestId, getRemainingTimeInMillis }) => {
      console.log('hello', name);
      if (name === undefined) throw new RangeError('nobody');
      return { name, functionName, memoryLimitInMB, id: awsRequestId.length, greeting: process.env.GREETING,
        root: process.env.LAMBDA_TASK_ROOT, inTime: getRemainingTimeInMillis() > 2000, endpoint: process.env.AWS_ENDPOINT_URL };
    };`);
  const args = ['--port', '0', '--attach', `${FunctionName}=0`, '--state', join(folder, 'account.json')];
  const server = cloudProcess(args);
  const url = await server.url();
  const client = clientOf(url);
  await server.said(/There is no function demo yet: create it, and invoke it\./);
  await create(client);
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 20, minDelay: 1 }, { FunctionName });
  const first = invoke(client, { name: 'Ada' });
  const [, port = '', lines = ''] = await server.said(
    /An event for demo waits: nobody asks for events on port (\d+) yet\. Start its runtime .*:\n((?:export .*\n)+)/,
  );
  const variables = exported(lines.trim().replaceAll('\n', ' && '));
  expect(variables.AWS_LAMBDA_RUNTIME_API).toBe(`127.0.0.1:${port}`);
  await using runtime = realNodejs(variables);
  const { result, error, log } = await first;
  expect({ result, error }).toEqual({
    result: {
      name: 'Ada',
      functionName: FunctionName,
      memoryLimitInMB: '128',
      id: 36,
      greeting: "it's $HOME",
      root: folder,
      inTime: true,
      endpoint: url,
    },
    error: undefined,
  });
  // Init is the time until it asked, which is what it took to start.
  expect(Number(/Init Duration: ([\d.]+) ms/.exec(log)?.[1])).toBeGreaterThan(10);
  const failed = await invoke(client);
  expect(failed).toMatchObject({
    error: 'Unhandled',
    result: { errorType: 'RangeError', errorMessage: 'nobody' },
  });
  expect(failed.result.trace[0]).toBe('RangeError: nobody');
  expect(failed.log).not.toContain('Init Duration');
  expect(runtime.out()).toMatch(/Z\t[\da-f-]{36}\tINFO\thello Ada\n/);
  client.destroy();
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0, errors: '' });

  // The function is there from the start now, and so are its variables.
  const again = cloudProcess(args);
  await again.said(
    /The Runtime API of demo is at 127\.0\.0\.1:\d+\. Start its runtime .*:\n(export .*\n)+export LAMBDA_TASK_ROOT="\$PWD"\n/,
  );
  again.kill('SIGTERM');
  expect(await again.ended).toMatchObject({ code: 0, errors: '' });
});

test.each([
  [['--attach', 'demo'], '--attach takes the name of a function and a port, as demo=9001, not demo.'],
  [['--attach', 'demo=web'], '--attach takes the name of a function and a port, as demo=9001, not demo=web.'],
  [['--attach', 'demo=99999'], '--attach demo takes a whole number from 0 to 65535, not 99999.'],
  [['--attach', ''], '--attach takes the name of a function and a port, as demo=9001, not nothing.'],
  [['--attach', 'demo=0', '--attach', 'demo=0'], '--attach demo is given twice'],
])('%j is answered with what may be said', async (args, why) => {
  const { code, errors } = await cloudProcess(args).ended;
  expect({ code, line: errors.split('\n')[0] }).toEqual({ code: 1, line: expect.stringContaining(why) });
});

test('a port of an attached function that is taken is told', async () => {
  const { address, ...account } = await attachedCloud(FunctionName);
  const port = Number(address.split(':')[1]);
  const { code, errors } = await cloudProcess(['--port', '0', '--attach', `demo=${port}`]).ended;
  expect({ code, errors }).toEqual({
    code: 1,
    errors: `Port ${port} is taken. Choose another one: --attach demo=${port + 1}\n`,
  });
  await account[Symbol.asyncDispose]();
});

test('a bootstrap in real bash, which asks with curl, serves ten events', async () => {
  await using account = await attached({ Handler: 'function.handler' });
  const { client, variables } = account;
  const { LAMBDA_TASK_ROOT, ...others } = variables;
  await using runtime = realBash({ ...others, _HANDLER: 'function.handler' });
  const events = Array.from({ length: 10 }, (_, turn) =>
    JSON.stringify({ turn, text: 'ünï "quoted" $(echo no)' }),
  );
  const answers: string[] = [];
  for (const event of events) {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: strToU8(event) }));
    answers.push(Payload?.transformToString() ?? '');
  }
  expect(answers, runtime.out()).toEqual(events.map((event) => `Echoing request: '${event}'`));
  // The same files in the simulator's own bash.
  const files = ['bootstrap', 'function.sh'].map((path) => ({
    path,
    text: readFileSync(join(BOOTSTRAP, path), 'utf8'),
  }));
  const settings = { ...HELLO, runtime: 'provided.al2023' as const, handler: 'function.handler' };
  const simulated = await runFiles(settings, files, events);
  expect(simulated.map((outcome) => outcome.kind === 'returned' && outcome.payload)).toEqual(answers);
});

test('after a timeout the late answer is refused, and the same process serves on', async () => {
  handlerIs(`
    export const handler = async ({ ms }) => new Promise((done) => setTimeout(done, ms, ms));`);
  await using account = await attached({ Timeout: 1 });
  const { address, client, variables } = account;
  await using _runtime = realNodejs(variables);
  expect(await invoke(client, { ms: 10 })).toMatchObject({ result: 10 });
  const late = await invoke(client, { ms: 1500 });
  expect(late).toMatchObject({ error: 'Unhandled', result: { errorType: 'Sandbox.Timedout' } });
  expect(late.log).toMatch(/Duration: 1000\.00 ms.*Status: timeout/);
  const [, id] = /RequestId: (\S+)/.exec(late.log) ?? [];
  expect(await call(address, 'POST', `${RUNTIME}/invocation/${id}/response`, '1')).toMatchObject({
    status: 400,
    text: '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}\n',
  });
  expect(await invoke(client, { ms: 20 })).toMatchObject({ result: 20 });
});

test('a process that dies leaves its event to the timeout; the one after it serves on', async () => {
  handlerIs(`
    export const handler = async ({ die }) => die ? process.exit(7) : 'alive';`);
  await using account = await attached({ Timeout: 1 });
  const { client, variables, unheard } = account;
  const first = realNodejs(variables);
  expect(await invoke(client)).toMatchObject({ result: 'alive' });
  const [{ result, error }, code] = await Promise.all([invoke(client, { die: true }), first.ended]);
  expect({ code, error, type: result.errorType }).toEqual({
    code: 7,
    error: 'Unhandled',
    type: 'Sandbox.Timedout',
  });
  const before = unheard();
  const waiting = invoke(client);
  await expect.poll(unheard).toBe(before + 1);
  const second = realNodejs(variables);
  expect(await waiting).toMatchObject({ result: 'alive' });
  // One that dies while it waits: its connection is closed, and so nobody asks.
  await second[Symbol.asyncDispose]();
  const again = invoke(client);
  await expect.poll(unheard).toBe(before + 2);
  await using _third = realNodejs(variables);
  expect(await again).toMatchObject({ result: 'alive' });
});

test('a handler that cannot be loaded is what the caller gets, until there is one', async () => {
  await using account = await attached();
  const { client, variables } = account;
  const broken = realNodejs(variables);
  expect(await broken.ended).toBe(1);
  expect(await invoke(client)).toMatchObject({
    error: 'Unhandled',
    result: { errorType: 'Runtime.ImportModuleError', errorMessage: "Error: Cannot find module 'index'" },
  });
  handlerIs(`export const handler = async () => 'mended';`);
  await using _mended = realNodejs(variables);
  // Until it has asked, what the last one said holds.
  await expect.poll(async () => (await invoke(client)).result).toBe('mended');
});
