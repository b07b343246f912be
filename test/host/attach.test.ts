import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateFunctionCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  type LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { targetOn } from '../../src/targets/simulator.ts';
import { attachedCloud, BOOTSTRAP, realBash, realNodejs } from '../support/attached.ts';
import { cloudProcess } from '../support/cloud-process.ts';
import { clientOf } from '../support/serving.ts';
import { freshCloud, HELLO, runFiles } from '../support/simulate.ts';

const SLOW = { timeout: 60_000 };
const RUNTIME = '/2018-06-01/runtime';
const FunctionName = 'demo';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'task-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const handlerIs = (code: string) => writeFileSync(join(folder, 'index.mjs'), code);

/** The function as the account has it: its code does not matter, since a real process is its runtime. */
async function create(client: LambdaClient, { Timeout = 3, Handler = 'index.handler' } = {}) {
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler,
      Timeout,
      Role: 'arn:aws:iam::111122223333:role/demo',
      Environment: { Variables: { GREETING: "it's $HOME" } },
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8('// elsewhere') }) },
    }),
  );
}

async function invoke(client: LambdaClient, event: unknown = {}) {
  const { Payload, FunctionError, LogResult } = await client.send(
    new InvokeCommand({ FunctionName, Payload: strToU8(JSON.stringify(event)), LogType: 'Tail' }),
  );
  return {
    result: JSON.parse(Payload?.transformToString() ?? ''),
    error: FunctionError,
    log: Buffer.from(LogResult ?? '', 'base64').toString(),
  };
}

/** A function that real processes serve, in an account of this process. */
async function attached(settings?: { Timeout?: number; Handler?: string }) {
  // It is made where time costs nothing.
  const before = await freshCloud();
  await create(targetOn(before).client, settings);
  await before.settled();
  const account = await attachedCloud(FunctionName, before.save());
  const { client } = targetOn(account.cloud);
  const variables = {
    AWS_LAMBDA_RUNTIME_API: account.address,
    LAMBDA_TASK_ROOT: folder,
    _HANDLER: 'index.handler',
    AWS_LAMBDA_FUNCTION_NAME: FunctionName,
  };
  return { ...account, client, variables };
}

/** One call on the wire. */
const call = (
  address: string,
  method: string,
  path: string,
  body = '',
  headers: Record<string, string> = {},
) =>
  new Promise<{ status: number | undefined; names: string[]; id: string; text: string }>(
    (resolve, reject) => {
      const [host, port] = address.split(':');
      httpRequest({ host, port, method, path, headers }, async (response) => {
        const text = Buffer.concat(await response.toArray()).toString();
        resolve({
          status: response.statusCode,
          names: response.rawHeaders.filter((_part, at) => at % 2 === 0),
          id: String(response.headers['lambda-runtime-aws-request-id']),
          text,
        });
      })
        .on('error', reject)
        .end(body);
    },
  );

/** The variables that the command prints, as a shell reads them. */
function exported(lines: string): Record<string, string> {
  const { stdout } = spawnSync('bash', ['-c', `cd ${folder} && ${lines} && env -0`], {
    encoding: 'utf8',
    env: {},
  });
  return Object.fromEntries(stdout.split('\0').map((line) => line.split(/=(.*)/s, 2) as [string, string]));
}

test(
  'npm run cloud -- --attach: a real Node.js with the printed variables serves the function',
  SLOW,
  async () => {
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
  },
);

test.each([
  [['--attach', 'demo'], '--attach takes the name of a function and a port, as demo=9001, not demo.'],
  [['--attach', 'demo=web'], '--attach takes the name of a function and a port, as demo=9001, not demo=web.'],
  [['--attach', 'demo=99999'], '--attach demo takes a whole number from 0 to 65535, not 99999.'],
  [['--attach', ''], '--attach takes the name of a function and a port, as demo=9001, not nothing.'],
  [['--attach', 'demo=0', '--attach', 'demo=0'], '--attach demo is given twice'],
])('%j is answered with what may be said', SLOW, async (args, why) => {
  const { code, errors } = await cloudProcess(args).ended;
  expect({ code, line: errors.split('\n')[0] }).toEqual({ code: 1, line: expect.stringContaining(why) });
});

test('a port of an attached function that is taken is told', SLOW, async () => {
  const { address, ...account } = await attachedCloud(FunctionName);
  const port = Number(address.split(':')[1]);
  const { code, errors } = await cloudProcess(['--port', '0', '--attach', `demo=${port}`]).ended;
  expect({ code, errors }).toEqual({
    code: 1,
    errors: `Port ${port} is taken. Choose another one: --attach demo=${port + 1}\n`,
  });
  await account[Symbol.asyncDispose]();
});

test('a bootstrap in real bash, which asks with curl, serves ten events', SLOW, async () => {
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

test('over real HTTP the Runtime API answers what is out of order as its table says', SLOW, async () => {
  await using account = await attached();
  const { address, client } = account;
  const at = (method: string, path: string, body?: string, headers?: Record<string, string>) =>
    call(address, method, RUNTIME + path, body, headers);
  const refused = (status: number, errorType: string, errorMessage: string) => ({
    status,
    text: `${JSON.stringify({ errorMessage, errorType })}\n`,
  });
  const forbidden = (from: string, to: string) =>
    refused(
      403,
      'InvalidStateTransition',
      `State transition from ${from} to ${to} failed for runtime. Error: State transition is not allowed`,
    );
  const noSuchId = refused(400, 'InvalidRequestID', 'Invalid request ID');
  expect(await at('POST', '/invocation/early/response', '1')).toMatchObject(noSuchId);
  expect(await call(address, 'GET', '/2018-06-01/ping')).toMatchObject({ status: 200, text: 'pong' });
  expect(await at('GET', '/nothing')).toMatchObject({ status: 404, text: '404 page not found\n' });
  expect(await at('POST', '/invocation/next')).toMatchObject({ status: 405, text: '' });

  const invoked = invoke(client, { a: 1 });
  const { id, text, names } = await at('GET', '/invocation/next');
  expect(text).toBe('{"a":1}');
  expect(names).toEqual(
    expect.arrayContaining([
      'Content-Type',
      'Content-Length',
      'Lambda-Runtime-Aws-Request-Id',
      'Lambda-Runtime-Deadline-Ms',
      'Lambda-Runtime-Invoked-Function-Arn',
      'Lambda-Runtime-Trace-Id',
    ]),
  );
  expect(await at('GET', '/invocation/next')).toMatchObject({ status: 200, id, text });
  expect(await at('POST', '/init/error')).toMatchObject(forbidden('Running', 'InitError'));
  expect(await at('POST', '/invocation/wrong/response', '1')).toMatchObject(noSuchId);
  const accepted = { status: 202, text: '{"status":"OK"}\n' };
  expect(await at('POST', `/invocation/${id}/response`, '1')).toMatchObject(accepted);
  const sent = 'RuntimeResponseSentState';
  expect(await at('POST', `/invocation/${id}/response`, '2')).toMatchObject(
    forbidden(sent, 'InvocationResponse'),
  );
  expect(await at('POST', `/invocation/${id}/error`, '2')).toMatchObject(
    forbidden(sent, 'InvocationErrorResponse'),
  );
  const held = at('GET', '/invocation/next');
  expect(await invoked).toMatchObject({ result: 1, error: undefined });

  // The longest response, and one byte more.
  const most = 6_291_556;
  const long = invoke(client);
  const second = await held;
  const big = JSON.stringify('x'.repeat(most - 2));
  expect(await at('POST', `/invocation/${second.id}/response`, big)).toMatchObject(accepted);
  const heldAgain = at('GET', '/invocation/next');
  expect((await long).result).toHaveLength(most - 2);
  const tooLong = invoke(client);
  const third = await heldAgain;
  expect(
    await at('POST', `/invocation/${third.id}/response`, `${big} ${'x'.repeat(2 ** 24)}`, {
      'transfer-encoding': 'chunked',
    }),
  ).toMatchObject(
    refused(413, 'RequestEntityTooLarge', `Exceeded maximum allowed payload size (${most} bytes).`),
  );
  void at('GET', '/invocation/next').catch(() => undefined);
  expect(await tooLong).toMatchObject({ result: { errorType: 'Function.ResponseSizeTooLarge' } });
});

test('a response in parts reaches the caller with the error that its trailers tell', SLOW, async () => {
  await using account = await attached();
  const { address, client } = account;
  const respond = (id: string, trailers: Record<string, string>) => {
    const [host, port] = address.split(':');
    const headers = {
      'lambda-runtime-function-response-mode': 'streaming',
      'content-type': 'text/plain',
      trailer: Object.keys(trailers).join(),
    };
    const path = `${RUNTIME}/invocation/${id}/response`;
    const request = httpRequest({ host, port, method: 'POST', path, headers });
    request.write('one, ');
    request.write('two');
    request.addTrailers(trailers);
    request.end();
    return new Promise((resolve) => request.on('response', ({ statusCode }) => resolve(statusCode)));
  };
  const stream = async () => {
    const { EventStream } = await client.send(new InvokeWithResponseStreamCommand({ FunctionName }));
    let text = '';
    for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
      text += Buffer.from(PayloadChunk?.Payload ?? '').toString();
      if (InvokeComplete) return { text, error: InvokeComplete.ErrorDetails ?? '' };
    }
    throw new Error('The stream has no end.');
  };
  const whole = stream();
  const first = await call(address, 'GET', `${RUNTIME}/invocation/next`);
  expect(await respond(first.id, { 'x-nothing': 'more' })).toBe(202);
  const next = call(address, 'GET', `${RUNTIME}/invocation/next`);
  expect(await whole).toEqual({ text: 'one, two', error: '' });
  const broken = stream();
  const body = '{"errorType":"Error","errorMessage":"half way"}';
  const trailers = {
    'Lambda-Runtime-Function-Error-Type': 'Function.Broken',
    'Lambda-Runtime-Function-Error-Body': Buffer.from(body).toString('base64'),
  };
  expect(await respond((await next).id, trailers)).toBe(202);
  void call(address, 'GET', `${RUNTIME}/invocation/next`).catch(() => undefined);
  expect(await broken).toEqual({ text: 'one, two', error: body });
});

test('a body that is cut short is no response', SLOW, async () => {
  await using account = await attached();
  const { address, client, cloud } = account;
  const invoked = invoke(client);
  const { id } = await call(address, 'GET', `${RUNTIME}/invocation/next`);
  const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
  const head = `POST ${RUNTIME}/invocation/${id}/response HTTP/1.1\r\nHost: ${address}\r\nContent-Length: 100\r\n\r\n`;
  socket.write(`${head}"half`, () => socket.destroy());
  await expect
    .poll(() => cloud.trace.findLast((event) => event.type === 'runtime-api')?.responseBody)
    .toContain('TruncatedHTTPRequest');
  void call(address, 'GET', `${RUNTIME}/invocation/next`).catch(() => undefined);
  expect((await invoked).result).toMatchObject({ errorType: 'Runtime.TruncatedResponse' });
});

test.each([
  [{ host: 'evil.example' }, 'only, not to evil.example.'],
  [{ origin: 'http://127.0.0.1' }, 'Pages of http://127.0.0.1 may not use'],
  [{ 'sec-fetch-site': 'same-origin' }, 'The Runtime API is for runtimes, not for pages in a browser.'],
])('no page in a browser gets to it: %j', async (headers, why) => {
  await using account = await attachedCloud(FunctionName);
  const { status, text } = await call(account.address, 'GET', '/2018-06-01/ping', '', headers as never);
  expect(status).toBe(403);
  expect(JSON.parse(text).errorMessage).toContain(why);
});

test('after a timeout the late answer is refused, and the same process serves on', SLOW, async () => {
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

test('a process that dies leaves its event to the timeout; the one after it serves on', SLOW, async () => {
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
  const second = realNodejs(variables);
  expect(await waiting).toMatchObject({ result: 'alive' });
  expect(unheard()).toBe(before + 1);
  // One that dies while it waits: its connection is closed, and so nobody asks.
  await second[Symbol.asyncDispose]();
  const again = invoke(client);
  await expect.poll(unheard).toBe(before + 2);
  await using _third = realNodejs(variables);
  expect(await again).toMatchObject({ result: 'alive' });
});

test('a handler that cannot be loaded is what the caller gets, until there is one', SLOW, async () => {
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
  await expect.poll(async () => (await invoke(client)).result, { timeout: 30_000 }).toBe('mended');
});
