/** Prints what one invoke costs here and with lambda-local, on the same handlers, and what stays after 10,000. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateFunctionCommand, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import lambdaLocal from 'lambda-local';
import type { Cloud } from '../../src/cloud/cloud.ts';
import type { CloudRequest } from '../../src/cloud/http.ts';
import { freshCloud } from '../../src/host/cloud.ts';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import { targetOn } from '../../src/targets/simulator.ts';
import { clientWithReadyAnswer, median, ms, row } from './figures.ts';

const HANDLERS = {
  echo: 'let n = 0;\nexports.handler = async (event, context) => ({ n: ++n, echo: event, id: context.awsRequestId });\n',
  work: 'exports.handler = async (event) => { let sum = 0; for (let i = 0; i < 2000; i++) sum += i % 7; return { sum, text: JSON.stringify({ ...event, list: Array.from({ length: 50 }, (_, at) => at) }) }; };\n',
};
const PUT =
  "const { S3Client, CreateBucketCommand, PutObjectCommand } = require('@aws-sdk/client-s3');\nconst s3 = new S3Client({}), Bucket = 'notes-of-mine';\nexports.handler = async ({ bucket }) => s3.send(bucket ? new CreateBucketCommand({ Bucket }) : new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));\n";
const EVENT = { name: 'Ada', tags: ['a', 'b'], nested: { deep: true } };
const WARM = 2_000;
const MANY = 10_000;

const timed = async (act: () => Promise<unknown>) => {
  const from = performance.now();
  await act();
  return performance.now() - from;
};

const several = async (times: number, act: () => Promise<unknown>) => {
  const [each = Number.NaN] = await inTurn(times, act);
  return each;
};

/** The median of each, one after the other: they share the processor's caches, as they do within one call. */
async function inTurn(times: number, ...acts: (() => Promise<unknown>)[]) {
  const took = acts.map((): number[] => []);
  for (let i = 0; i < times; i++)
    for (const [place, act] of acts.entries()) took[place]?.push(await timed(act));
  return took.map(median);
}

async function deploy(cloud: Cloud, name: string, code: string): Promise<LambdaClient> {
  const { client, roleArn } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Role: roleArn,
      Handler: 'index.handler',
      Code: { ZipFile: buildDeploymentPackage([{ path: 'index.js', text: code }]) },
    }),
  );
  await cloud.settled();
  return client;
}

const invokeRequest = (name: string, event: object = EVENT): CloudRequest => ({
  method: 'POST',
  path: `/2015-03-31/functions/${name}/invocations`,
  query: {},
  queryLists: {},
  headers: {},
  body: new TextEncoder().encode(JSON.stringify(event)),
});

const folder = mkdtempSync(join(tmpdir(), 'workbook-bench-'));
const eventFile = join(folder, 'event.json');
writeFileSync(eventFile, JSON.stringify(EVENT));
lambdaLocal.getLogger().silent = true;
try {
  for (const [name, code] of Object.entries(HANDLERS)) {
    const cloud = await freshCloud();
    const client = await deploy(cloud, name, code);
    const request = invokeRequest(name);
    const handle = () => cloud.handle(request);
    const sendWith = (client: LambdaClient) =>
      client.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(EVENT) }));
    const readyAnswer = clientWithReadyAnswer(await handle());
    const canned = () => sendWith(readyAnswer);
    const cold = await several(20, async () => {
      await cloud.reclaim(name);
      await handle();
    });
    await several(200, handle);
    const warm = await several(WARM, handle);
    await inTurn(WARM, handle, canned, () => sendWith(client));
    const overSdk = await several(WARM, () => sendWith(client));
    const [warmInTurn = Number.NaN, cannedInTurn = Number.NaN] = await inTurn(WARM, handle, canned);

    const file = join(folder, `${name}.js`);
    writeFileSync(file, code);
    const local = () =>
      lambdaLocal.execute({ event: EVENT, lambdaPath: file, timeoutMs: 3000, verboseLevel: 0 });
    const peerCold = await timed(local);
    await several(200, local);
    const peer = await several(WARM, local);
    const cli = ['node_modules/lambda-local/build/cli.js', '-l', file, '-e', eventFile, '-t', '3'];
    const ownProcess = await several(5, async () => spawnSync('node', cli));

    row(`${name}: cold invoke at handle(), median of 20`, ms(cold));
    row(`${name}: peer: lambda-local, first execute()`, ms(peerCold));
    row(`${name}: peer: lambda-local, a Node.js process for the event`, ms(ownProcess));
    row(`${name}: ratio: Node.js process to cold invoke`, `${(ownProcess / cold).toFixed(1)} : 1`);
    row(`${name}: warm invoke at handle(), median of ${WARM}`, ms(warm));
    row(`${name}: warm invoke through the SDK`, ms(overSdk));
    row(`${name}: peer: the SDK with a ready answer`, ms(await several(WARM, canned)));
    row(`${name}: peer: the same in turn with handle()`, ms(cannedInTurn));
    row(`${name}: warm invoke at handle(), in turn with the SDK`, ms(warmInTurn));
    row(`${name}: peer: lambda-local, warm execute()`, ms(peer));
    row(`${name}: ratio: warm handle() to lambda-local`, `${(warm / peer).toFixed(2)} : 1`);
    row(`${name}: invokes per second, one client at handle()`, (1000 / warm).toFixed(0));
    row(`${name}: peer: executes per second, lambda-local`, (1000 / peer).toFixed(0));
  }
  const withSdk = await freshCloud();
  await deploy(withSdk, 'put', PUT);
  await withSdk.handle(invokeRequest('put', { bucket: true }));
  const put = () => withSdk.handle(invokeRequest('put'));
  const coldPut = await several(20, async () => {
    await withSdk.reclaim('put');
    await put();
  });
  row('AWS SDK: cold invoke with one PutObject, median of 20', ms(coldPut));
  row('AWS SDK: warm invoke with one PutObject', ms(await several(200, put)));

  const cloud = await freshCloud();
  await deploy(cloud, 'echo', HANDLERS.echo);
  const request = invokeRequest('echo');
  const resident = () => process.memoryUsage().rss / 2 ** 20;
  for (let i = 0; i < 100; i++) await cloud.handle(request);
  const before = resident();
  for (let i = 0; i < MANY; i++) await cloud.handle(request);
  row(
    `memory of this process before and after ${MANY} invokes`,
    `${before.toFixed(0)} and ${resident().toFixed(0)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
