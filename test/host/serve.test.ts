import { request as httpRequest } from 'node:http';
import {
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  InvokeCommand,
  ListFunctionsCommand,
  PutFunctionConcurrencyCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createCloud } from '../../src/cloud/cloud.ts';
import { hostSettings } from '../../src/host/cloud.ts';
import { wallClock } from '../../src/host/wall-clock.ts';
import { serving } from '../support/serving.ts';
import { freshCloud } from '../support/simulate.ts';

const FunctionName = 'demo';
const LIST = '/2015-03-31/functions/';
const create = (code: string) =>
  new CreateFunctionCommand({
    FunctionName,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/demo',
    Timeout: 10,
    Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
  });

/** One request as it is written here: `fetch` sets some headers itself. */
const ask = (port: number, method: string, path: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      })
        .on('error', reject)
        .end();
    },
  );

test.each(['evil.example', 'evil.example:9000', '127.0.0.1.evil.example', 'localhost.evil.example'])(
  'a request to the host "%s" is refused: a page’s name may lead here',
  async (host) => {
    await using server = await serving(await freshCloud());
    const { status, text } = await ask(server.port, 'GET', LIST, { host });
    expect(status).toBe(403);
    expect(JSON.parse(text).message).toContain(`only, not to ${host}.`);
  },
);

test.each(['127.0.0.1', '127.0.0.1:9000', 'localhost:4000', '[::1]:9000'])(
  'a request to %s is answered',
  async (host) => {
    await using server = await serving(await freshCloud());
    expect(await ask(server.port, 'GET', LIST, { host })).toMatchObject({
      status: 200,
      text: '{"Functions":[]}',
    });
  },
);

test('a function URL is answered by its own name, and says itself who may ask', async () => {
  const cloud = await freshCloud();
  await using server = await serving(cloud);
  const { client, port } = server;
  await client.send(
    create(
      "export const handler = async ({ rawPath }) => ({ statusCode: 201, cookies: ['a=1', 'b=2'], body: rawPath });",
    ),
  );
  await cloud.settled();
  const { FunctionUrl = '' } = await client.send(
    new CreateFunctionUrlConfigCommand({
      FunctionName,
      AuthType: 'AWS_IAM',
      Cors: { AllowOrigins: ['https://one.example'] },
    }),
  );
  const { host } = new URL(FunctionUrl);
  expect((await ask(port, 'GET', '/', { host })).status).toBe(403);
  const authorization = 'AWS4-HMAC-SHA256 Credential=A/20261123/us-east-1/lambda/aws4_request';
  const origin = 'https://one.example';
  const answered = await ask(port, 'GET', '/hello', { host: `${host}:80`, authorization, origin });
  expect(answered).toMatchObject({
    status: 201,
    text: '/hello',
    headers: { 'set-cookie': ['a=1', 'b=2'], 'access-control-allow-origin': origin },
  });
  const asked = await ask(port, 'OPTIONS', '/', { host, origin, 'access-control-request-method': 'GET' });
  expect(asked).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': origin } });
});

test('pages of an origin that was given may ask and read the answer; no other is let in or told of', async () => {
  const cloud = await freshCloud();
  const origins = ['https://one.example', 'http://localhost:4321'];
  await using server = await serving(cloud, { origins });
  const host = 'localhost';
  for (const origin of origins) {
    const asked = await ask(server.port, 'OPTIONS', LIST, { host, origin });
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'origin' });
    expect(asked.headers['access-control-allow-headers']).toContain('authorization');
    const answered = await ask(server.port, 'GET', LIST, { host, origin });
    expect(answered.status).toBe(200);
    expect(answered.headers['access-control-allow-origin']).toBe(origin);
    expect(answered.headers['access-control-expose-headers']).toContain('x-amz-log-result');
  }
  for (const origin of ['https://evil.example', 'https://one.example.evil.example', 'null'])
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      const { status, headers } = await ask(server.port, method, LIST, { host, origin });
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  // Nobody let in: not a word about CORS.
  await using closed = await serving(cloud);
  const { status, headers } = await ask(closed.port, 'GET', LIST, { host });
  expect(status).toBe(200);
  expect(Object.keys(headers).filter((name) => /^(access-control|vary)/.test(name))).toEqual([]);
});

test('the S3 of the account answers what is signed for it', async () => {
  await using server = await serving(await freshCloud());
  const s3 = new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'AKIDANYBODY', secretAccessKey: 'anything' },
  });
  const place = { Bucket: 'notes', Key: 'a folder/ünï+code?.txt' };
  await s3.send(new CreateBucketCommand({ Bucket: 'notes' }));
  await s3.send(new PutObjectCommand({ ...place, Body: 'kept' }));
  const { Body } = await s3.send(new GetObjectCommand(place));
  expect(await Body?.transformToString()).toBe('kept');
  s3.destroy();
});

const inRealTime = () =>
  createCloud({ ...hostSettings(), seed: 1, startsAt: Date.now(), wall: wallClock(), traced: false });

test('time is that on the wall: a function becomes active, works, and is still busy when the next request comes', async () => {
  const cloud = inRealTime();
  await using server = await serving(cloud);
  const { client } = server;
  const from = Date.now();
  await client.send(
    create('export const handler = async () => new Promise((r) => setTimeout(r, 2_000, Date.now()));'),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 20, minDelay: 1 }, { FunctionName });
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 2 }));
  const asked = Date.now();
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => client.send(new InvokeCommand({ FunctionName }))),
  );
  const ended = Date.now();
  const [first] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  expect(answers.map(({ status }) => status).sort()).toEqual([
    ...Array.from({ length: 2 }, () => 'fulfilled'),
    ...Array.from({ length: 8 }, () => 'rejected'),
  ]);
  const inFunction = Number(first?.Payload?.transformToString());
  expect(inFunction).toBeGreaterThan(from);
  expect(inFunction).toBeLessThanOrEqual(ended);
  expect(ended - asked).toBeGreaterThanOrEqual(1_999);
});

test('a change is answered only when it is kept, and not at all when it cannot be', async () => {
  const cloud = await freshCloud();
  let kept = 0;
  const keep = async () => {
    kept += 1;
    if (kept > 1) throw new Error('ENOSPC: no space left on device');
  };
  await using server = await serving(cloud, { keep });
  await server.client.send(create('export const handler = () => 1;'));
  await server.client.send(new ListFunctionsCommand({}));
  expect(kept).toBe(1);
  await expect(
    server.client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 2 })),
  ).rejects.toThrow('ENOSPC');
});
