import {
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { AttachedProcess } from '../../src/cloud/runtimes/attached.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { asLab, freshCloud, HELLO, targetOn } from '../support/simulate.ts';

const RUNTIME = '/2018-06-01/runtime';
const FunctionName = 'function-under-test';

/** A function that is attached, and what its process can say. */
async function attached({ timeout = 3, attach = true } = {}) {
  const cloud = await freshCloud();
  const target = targetOn(cloud);
  const session = createLabSession(asLab({ ...HELLO, timeout }), target, async () => []);
  await session.deploy([{ path: 'index.mjs', text: "export const handler = () => 'simulated';" }]);
  let unheard = 0;
  const process = attach
    ? cloud.attach(FunctionName, () => {
        unheard += 1;
      })
    : undefined;
  const call = (method: string, path: string, body = '', headers = {}) =>
    (process as AttachedProcess).request({ method, path: RUNTIME + path, headers, body });
  const invoke = async (event: unknown = {}) => {
    const { Payload, FunctionError, LogResult } = await target.client.send(
      new InvokeCommand({ FunctionName, Payload: strToU8(JSON.stringify(event)), LogType: 'Tail' }),
    );
    return { payload: Payload?.transformToString(), error: FunctionError, log: atob(LogResult ?? '') };
  };
  const next = async () => {
    const answer = await call('GET', '/invocation/next');
    return { id: answer?.headers['lambda-runtime-aws-request-id'] ?? '', body: answer?.body, answer };
  };
  return {
    cloud,
    client: target.client,
    process: process as AttachedProcess,
    call,
    next,
    invoke,
    respond: (id: string, body: string) => call('POST', `/invocation/${id}/response`, body),
    unheard: () => unheard,
  };
}

/** Whether a promise is still open after everything that can happen has happened. */
const isOpen = async (promise: Promise<unknown>) => {
  const open = Symbol();
  const later = new Promise((resolve) => setTimeout(resolve, 20, open));
  return (await Promise.race([promise, later])) === open;
};

test('a process that asks first serves events one after the other, in one environment', async () => {
  const { cloud, next, invoke, respond, unheard } = await attached();
  let asked = next();
  for (const name of ['Ada', 'Grace']) {
    const invoked = invoke({ name });
    const { id, body, answer } = await asked;
    expect(JSON.parse(body ?? '')).toEqual({ name });
    expect(answer?.headers['lambda-runtime-invoked-function-arn']).toContain(FunctionName);
    expect(await respond(id, JSON.stringify(`Hello, ${name}`))).toMatchObject({ status: 202 });
    asked = next();
    expect(await invoked).toMatchObject({ payload: JSON.stringify(`Hello, ${name}`), error: undefined });
  }
  expect(unheard()).toBe(0);
  expect(await cloud.environments(FunctionName)).toMatchObject([{ served: 2, process: { kind: 'frozen' } }]);
});

test('time stands still while a call is owed, and nothing is added to it', async () => {
  const { cloud, next, invoke, respond, unheard } = await attached();
  const invoked = invoke();
  expect(await isOpen(invoked)).toBe(true);
  expect(unheard()).toBe(1);
  const { id } = await next();
  expect(await isOpen(invoked)).toBe(true);
  expect(await cloud.environments(FunctionName)).toMatchObject([{ process: { kind: 'serving' } }]);
  await respond(id, '1');
  expect(await isOpen(invoked)).toBe(true);
  void next();
  const { log } = await invoked;
  expect(log).toMatch(/REPORT .*\tDuration: 0\.00 ms\tBilled Duration: \d+ ms.*\tInit Duration: 0\.00 ms/);
});

test('without the process time runs on: the init fails for its ten seconds, and the invocation times out', async () => {
  const { process, invoke } = await attached();
  const invoked = invoke();
  expect(await isOpen(invoked)).toBe(true);
  process.detach();
  const { payload, error, log } = await invoked;
  expect(error).toBe('Unhandled');
  expect(payload).toContain('Task timed out after 3.00 seconds');
  expect(log).toContain('Status: timeout');
  expect(await process.request({ method: 'GET', path: '/', headers: {}, body: '' })).toBeUndefined();
  expect(await invoke()).toMatchObject({ payload: '"simulated"' });
});

test('a `next` that is held is answered with nothing when the process is detached', async () => {
  const { process, next } = await attached();
  const asked = next();
  expect(await isOpen(asked)).toBe(true);
  process.detach();
  expect((await asked).answer).toBeUndefined();
});

test('a second event at the same time is throttled as with a reserved concurrency of one', async () => {
  const { cloud, client, next, invoke, respond } = await attached();
  const first = invoke();
  expect(await isOpen(first)).toBe(true);
  await expect(invoke()).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
  // Not even when the one that is busy serves a version of the code that is gone.
  await client.send(
    new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipSync({ 'index.mjs': strToU8('//') }) }),
  );
  await expect(invoke()).rejects.toThrow('Rate Exceeded');
  const { id } = await next();
  await respond(id, '1');
  const asked = next();
  expect(await first).toMatchObject({ payload: '1' });
  await cloud.settled();
  const second = invoke();
  const { id: another } = await asked;
  await respond(another, '2');
  void next();
  expect(await second).toMatchObject({ payload: '2' });
});

test('a reserved concurrency of none lets nothing through', async () => {
  const { client, invoke } = await attached();
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  await expect(invoke()).rejects.toThrow('Rate Exceeded');
});

test('an event that nobody took, for the connection was closed, goes to the next that asks', async () => {
  const { process, invoke, next, respond, unheard } = await attached();
  const request = { method: 'GET', path: `${RUNTIME}/invocation/next`, headers: {}, body: '' };
  const warm = invoke();
  await respond((await next()).id, '1');
  const connection = new AbortController();
  const held = process.request(request, connection.signal);
  await warm;
  connection.abort();
  expect(await held).toBeUndefined();
  const invoked = invoke({ late: true });
  expect(await isOpen(invoked)).toBe(true);
  expect(unheard()).toBe(1);
  const { id, body } = await next();
  expect(body).toBe('{"late":true}');
  await respond(id, '2');
  void next();
  expect(await invoked).toMatchObject({ payload: '2' });
});

test('an extension within the process registers before there is an environment, and hears of the events', async () => {
  const { process, invoke, next, respond } = await attached();
  const extension = (method: string, path: string, headers: Record<string, string>, body = '') =>
    process.request({ method, path: `/2020-01-01/extension/${path}`, headers, body });
  const registered = extension(
    'POST',
    'register',
    { 'lambda-extension-name': 'inner' },
    '{"events":["INVOKE"]}',
  );
  expect(await isOpen(registered)).toBe(true);
  const invoked = invoke();
  const id = (await registered)?.headers['lambda-extension-identifier'] ?? '';
  const heard = extension('GET', 'event/next', { 'lambda-extension-identifier': id });
  const { id: requestId } = await next();
  expect(JSON.parse((await heard)?.body ?? '')).toMatchObject({ eventType: 'INVOKE', requestId });
  await respond(requestId, '1');
  void next();
  void extension('GET', 'event/next', { 'lambda-extension-identifier': id });
  expect(await invoked).toMatchObject({ payload: '1' });
});

test('without an environment only `next` waits; the rest has the answers of the Runtime API', async () => {
  const { call, process } = await attached();
  expect(await call('POST', '/invocation/some/response', '1')).toEqual({
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}\n',
  });
  expect(await call('POST', '/invocation/next')).toMatchObject({ status: 405 });
  expect(await call('GET', '/nothing')).toMatchObject({ status: 404 });
  const ping = { method: 'GET', path: '/2018-06-01/ping', headers: {}, body: '' };
  expect(await process.request(ping)).toMatchObject({ status: 200, body: 'pong' });
});

test.each(['before', 'after'])(
  'an init error that comes %s the event is what the caller gets',
  async (when) => {
    const { call, invoke, next, respond } = await attached();
    const failure = '{"errorType":"Runtime.ImportModuleError","errorMessage":"no such module"}';
    const report = () =>
      call('POST', '/init/error', failure, {
        'lambda-runtime-function-error-type': 'Runtime.ImportModuleError',
      });
    const invoked = when === 'after' ? invoke() : undefined;
    if (invoked) await isOpen(invoked);
    expect(await report()).toMatchObject({ status: 202 });
    const { payload, error, log } = await (invoked ?? invoke());
    expect({ payload, error }).toEqual({ payload: failure, error: 'Unhandled' });
    expect(log).toContain('Status: error\tError Type: Runtime.ImportModuleError');
    // It comes back, and can start.
    const asked = next();
    const again = invoke();
    await respond((await asked).id, '"mended"');
    void next();
    expect(await again).toMatchObject({ payload: '"mended"' });
  },
);

test('an environment that is given up leaves a held `next` to the one after it', async () => {
  const { cloud, invoke, next, respond } = await attached();
  const first = invoke();
  await respond((await next()).id, '1');
  const asked = next();
  await first;
  await cloud.reclaim(FunctionName);
  const second = invoke();
  await respond((await asked).id, '2');
  void next();
  expect(await second).toMatchObject({ payload: '2' });
  expect(cloud.trace.filter(({ type }) => type === 'environment')).toHaveLength(2);
});

test('the environments of its own runtime are given up when a process is attached', async () => {
  const { cloud, invoke } = await attached({ attach: false });
  expect(await invoke()).toMatchObject({ payload: '"simulated"' });
  const process = cloud.attach(FunctionName);
  expect(await cloud.environments(FunctionName)).toEqual([]);
  expect(() => cloud.attach(FunctionName)).toThrow('is attached already');
  process.detach();
  cloud.attach(FunctionName).detach();
});
