import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { beforeEach, expect, test, vi } from 'vitest';
import { freshMachine } from '../../src/cloud/runtimes/nodejs/machine.ts';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import { freshCloud, HELLO, runFiles, targetOn } from '../support/simulate.ts';

const own = vi.hoisted(() => ({ made: 0, make: undefined as typeof freshMachine | undefined }));

vi.mock('../../src/cloud/runtimes/nodejs/machine.ts', async (original) => {
  const actual = await original<typeof import('../../src/cloud/runtimes/nodejs/machine.ts')>();
  return {
    ...actual,
    copiedMachine: (...options: Parameters<typeof freshMachine>) => {
      own.made++;
      return (own.make ?? actual.copiedMachine)(...options);
    },
  };
});
beforeEach(() => {
  own.made = 0;
});

const HANDLERS: Record<string, string> = {
  'time, chance and memory': `
    const atInit = [Date.now(), Math.random(), process.memoryUsage().heapUsed, performance.now()];
    exports.handler = async () => [atInit, Math.random(), process.hrtime(), process.uptime(), crypto.randomUUID(),
      process.memoryUsage(), new Error('x').stack, Object.keys(process.env), Object.getOwnPropertyNames(globalThis)];`,
  'Node.js’s library': `
    const { createHash } = require('crypto'), { gzipSync } = require('zlib'), { setTimeout } = require('timers/promises');
    exports.handler = async (event) => { await setTimeout(20); console.log(event, new Map([[1, new Set('ab')]]));
      return [createHash('sha256').update('x').digest('hex'), gzipSync('x'.repeat(5000)).length, process.memoryUsage()]; };`,
  'the AWS SDK': `
    const { S3Client, CreateBucketCommand, PutObjectCommand, ListBucketsCommand } = require('@aws-sdk/client-s3');
    const client = new S3Client({});
    exports.handler = async () => { await client.send(new CreateBucketCommand({ Bucket: 'notes' }));
      await client.send(new PutObjectCommand({ Bucket: 'notes', Key: 'a', Body: 'x' }));
      return [await client.send(new ListBucketsCommand({})), os.uptime(), performance.now(), process.memoryUsage()]; };
    const os = require('os');`,
  work: `let n = 0; exports.handler = () => { for (let i = 0; i < 2e5; i++) n += i % 7; return n; };`,
  'what a module keeps': `const seen = []; exports.handler = (event) => { seen.push(event, Symbol('s')); globalThis.last = event; };`,
  'an endless loop': 'exports.handler = () => { for (;;); };',
  'an endless recursion':
    'let depth = 0; exports.handler = () => { const f = () => { depth++; f(); }; try { f(); } catch { return depth; } };',
  'too much memory': `exports.handler = () => { const all = []; for (;;) all.push(new Uint8Array(8e6)); };`,
  'an error of the engine': 'exports.handler = (event) => event.nothing.at.all;',
};

async function outcomeOf(code: string, fresh: boolean, runtime: string): Promise<[TraceEvent[], unknown]> {
  own.make = fresh ? freshMachine : undefined;
  const cloud = await freshCloud();
  const settings = { ...HELLO, runtime: runtime as 'nodejs24.x' };
  await runFiles(settings, [{ path: 'index.js', text: code }], ['{"n":1}', '{"n":2}'], cloud);
  return [[...cloud.trace], await cloud.environments('function-under-test')];
}

test.each(Object.entries(HANDLERS))('a copied machine does what a fresh one does: %s', async (_, code) => {
  for (const runtime of ['nodejs24.x', 'nodejs22.x']) {
    const copied = await outcomeOf(code, false, runtime);
    expect(await outcomeOf(code, true, runtime)).toEqual(copied);
  }
  expect(own.made).toBeGreaterThanOrEqual(4);
});

test('environments that start at the same time are given different numbers by chance', async () => {
  own.make = undefined;
  const cloud = await freshCloud();
  const code = 'exports.handler = () => new Promise((done) => setTimeout(() => done(Math.random()), 100));';
  const { client, roleArn } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'chance',
      Runtime: 'nodejs24.x',
      Role: roleArn,
      Handler: 'index.handler',
      Code: { ZipFile: buildDeploymentPackage([{ path: 'index.js', text: code }]) },
    }),
  );
  await cloud.settled();
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => client.send(new InvokeCommand({ FunctionName: 'chance' }))),
  );
  const numbers = answers.map(({ Payload }) => Number(Payload?.transformToString()));
  expect(own.made).toBe(5);
  expect(new Set(numbers).size).toBe(5);
  for (const number of numbers) expect(number).toBeGreaterThan(0);
});
