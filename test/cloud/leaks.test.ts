import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

/** The memories of all machines that were made; of those that nobody holds any more, an empty reference. */
const memories: WeakRef<WebAssembly.Memory>[] = [];
const { instantiate } = WebAssembly;

beforeAll(() => {
  WebAssembly.instantiate = (async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const instance = await instantiate(module, imports);
    memories.push(new WeakRef(instance.exports.memory as WebAssembly.Memory));
    return instance;
  }) as typeof instantiate;
});
afterAll(() => {
  WebAssembly.instantiate = instantiate;
});

async function memoriesAlive(): Promise<Set<WebAssembly.Memory>> {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  for (let round = 0; round < 4; round++) {
    await new Promise((done) => setImmediate(done));
    collectGarbage();
  }
  return new Set(memories.flatMap((memory) => memory.deref() ?? []));
}

/** A memory grows by so many bytes at a time. */
const PAGE = 2 ** 16;

const CODE = `let n = 0;
const { createHash } = require('node:crypto');
exports.handler = async (event, context) => {
  await new Promise((done) => setTimeout(done, 5));
  console.log('serving', event);
  return { n: ++n, id: context.awsRequestId, hash: createHash('sha256').update(event.name).digest('hex') };
};`;

async function deploy(): Promise<Cloud> {
  const cloud = await freshCloud();
  const { client, roleArn } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'busy',
      Runtime: 'nodejs24.x',
      Role: roleArn,
      Handler: 'index.handler',
      Code: { ZipFile: buildDeploymentPackage([{ path: 'index.js', text: CODE }]) },
    }),
  );
  await cloud.settled();
  return cloud;
}

async function invoke(cloud: Cloud): Promise<{ n: number }> {
  const { body } = await cloud.handle({
    method: 'POST',
    path: '/2015-03-31/functions/busy/invocations',
    query: {},
    queryLists: {},
    headers: {},
    body: new TextEncoder().encode('{"name":"Ada"}'),
  });
  return JSON.parse(new TextDecoder().decode(body));
}

test('10,000 invokes take no more machines and no more of their memory than the first thousand did', async () => {
  const cloud = await deploy();
  const taken = async () => ({
    sizes: new Map([...(await memoriesAlive())].map((memory) => [memory, memory.buffer.byteLength])),
    maxMemoryUsedMB: (await cloud.environments('busy')).map(({ maxMemoryUsedMB }) => maxMemoryUsedMB),
  });
  for (let i = 0; i < 1_000; i++) await invoke(cloud);
  const before = await taken();
  for (let i = 0; i < 8_999; i++) await invoke(cloud);
  expect((await invoke(cloud)).n).toBe(10_000);
  const after = await taken();
  expect(after.maxMemoryUsedMB).toEqual(before.maxMemoryUsedMB);
  // Less than the smallest handle for each invoke; and a memory that was not there before has grown by all of it.
  const growth = [...after.sizes].map(([memory, size]) => size - (before.sizes.get(memory) ?? 0));
  expect(Math.max(...growth)).toBeLessThanOrEqual(PAGE);
});

test('an environment that is given up gives its machine back', async () => {
  const cloud = await deploy();
  const before = (await memoriesAlive()).size;
  for (let i = 0; i < 50; i++) {
    expect((await invoke(cloud)).n).toBe(1);
    await cloud.reclaim('busy');
  }
  expect(memories.length).toBeGreaterThanOrEqual(50);
  expect((await memoriesAlive()).size - before).toBeLessThanOrEqual(1);
});
