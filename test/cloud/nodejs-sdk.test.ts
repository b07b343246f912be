import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import type { SourceFile } from '../../src/lab/lab.ts';
import { freshCloud, HELLO, runFiles } from '../support/simulate.ts';

const SETTINGS = { ...HELLO, memorySize: 512, timeout: 30 };
const IMPORT = `import * as s3 from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
const client = new s3.S3Client({});
const send = (name, input, options) => client.send(new s3[name + 'Command']({ Bucket: 'notes', ...input }), options);
const told = (sent) => sent.then(() => 'sent', (error) => [error.name, error.message, error.$metadata?.httpStatusCode]);
`;

async function run(files: readonly SourceFile[], events = ['{}'], settings = SETTINGS) {
  const cloud = await freshCloud();
  const outcomes = await runFiles(settings, files, events, cloud);
  const results = outcomes.map((outcome) => {
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    return outcome.kind === 'returned' ? JSON.parse(outcome.payload) : outcome.failure;
  });
  return { results, outcomes, trace: cloud.trace as readonly TraceEvent[] };
}

/** What the body of a handler returns, with a bucket `notes` there. */
async function resultOf(body: string, settings = SETTINGS) {
  const text = `${IMPORT}export const handler = async () => { await send('CreateBucket'); ${body} };`;
  const { results } = await run([{ path: 'index.mjs', text }], ['{}'], settings);
  return results[0];
}

test('an object is put and read back, as a stream of Node.js’s with what the SDK adds to it', async () => {
  const result = await resultOf(`
    const put = await send('PutObject', { Key: 'a b', Body: 'héllo', Metadata: { by: 'me' } });
    const whole = await send('GetObject', { Key: 'a b' });
    const bytes = await (await send('GetObject', { Key: 'a b' })).Body.transformToByteArray();
    await send('PutObject', { Key: 'streamed', Body: Readable.from(['one', 'two']), ContentLength: 6 });
    const chunks = [];
    for await (const chunk of (await send('GetObject', { Key: 'streamed' })).Body) chunks.push(chunk);
    return [put.ETag, whole.Body instanceof Readable, await whole.Body.transformToString(), whole.Metadata, bytes.length,
      String(Buffer.concat(chunks))];`);
  expect(result).toEqual([
    expect.stringMatching(/^"[0-9a-f]{32}"$/),
    true,
    'héllo',
    { by: 'me' },
    6,
    'onetwo',
  ]);
});

test('errors of the service are those of the SDK, to be told apart by their names', async () => {
  expect(
    await resultOf(`try { await send('GetObject', { Key: 'none' }); }
      catch (error) { return [error.name, error.$metadata.httpStatusCode, error instanceof s3.NoSuchKey]; }`),
  ).toEqual(['NoSuchKey', 404, true]);
});

test('requests that are under way at once wait at once, and waiting is no work', async () => {
  const [one, ten] = (await resultOf(`
    const put = (_, n) => send('PutObject', { Key: String(n), Body: 'x' });
    await put();
    let from = Date.now();
    await put();
    const one = Date.now() - from;
    from = Date.now();
    await Promise.all(Array.from({ length: 10 }, put));
    return [one, Date.now() - from];`)) as [number, number];
  expect(one).toBeGreaterThan(60);
  expect(one).toBeLessThan(200);
  expect(ten).toBeLessThan(3 * one);
});

test('a host that nobody has is not found, after the tries that the SDK makes', async () => {
  expect(
    await resultOf(`const away = new s3.S3Client({ endpoint: 'https://s3.example.com' });
      try { await away.send(new s3.ListBucketsCommand({})); }
      catch (error) { return [error.code, error.message, error.$metadata.attempts]; }`),
  ).toEqual(['ENOTFOUND', 'getaddrinfo ENOTFOUND s3.example.com', 3]);
});

test('a request can be given up, and takes no longer than it may', async () => {
  const [aborted, late] = await resultOf(`
    const giveUp = new AbortController();
    const asked = told(send('GetObject', { Key: 'a' }, { abortSignal: giveUp.signal }));
    setTimeout(() => giveUp.abort(), 10);
    const hasty = new s3.S3Client({ requestHandler: { requestTimeout: 5, throwOnRequestTimeout: true }, maxAttempts: 1 });
    return [await asked, await told(hasty.send(new s3.ListBucketsCommand({})))];`);
  expect(aborted.slice(0, 2)).toEqual(['AbortError', 'Request aborted']);
  expect(late[0]).toBe('TimeoutError');
});

test('it loads with require as well, and a copy in the package comes first', async () => {
  const text = `const { S3Client } = require('@aws-sdk/client-s3');
    exports.handler = async () => [S3Client.name, require.resolve('@aws-sdk/client-s3')];`;
  const index = { path: 'index.js', text };
  const own = { path: 'node_modules/@aws-sdk/client-s3/index.js', text: 'exports.S3Client = class Own {};' };
  expect((await run([index])).results[0]).toEqual(['S3Client', '@aws-sdk/client-s3']);
  expect((await run([index, own])).results[0]).toEqual(['Own', `/var/task/${own.path}`]);
});

test.each([
  ['import', 'mjs', "import '@aws-sdk/client-dynamodb'; export const handler = () => {};"],
  ['require', 'cjs', "require('@aws-sdk/client-dynamodb'); exports.handler = () => {};"],
])(
  'another package of the SDK says that Lambda has it and the simulator has not: %s',
  async (_, end, text) => {
    const [failure] = (await run([{ path: `index.${end}`, text }])).results;
    expect(failure.errorMessage).toMatch(
      /^(?:Error: )?Cannot find package '@aws-sdk\/client-dynamodb' imported from .*simulator has @aws-sdk\/client-lambda and @aws-sdk\/client-s3 only\. Lambda's Node\.js runtime has it\./,
    );
  },
);

test('importing it takes the time that Node.js takes for it, once for each environment, and what it calls is in the trace', async () => {
  const text = `${IMPORT}export const handler = () => told(send('CreateBucket'));`;
  const { outcomes, trace } = await run([{ path: 'index.mjs', text }], ['{}', '{}']);
  const init = outcomes[0]?.kind === 'returned' ? outcomes[0].phases[0]!.parts : [];
  expect(init?.find(({ of }) => of === 'function')?.ms).toBeGreaterThan(120);
  const calls = trace.filter((event) => event.type === 'service-call');
  expect(calls.map(({ operation }) => operation)).toEqual(['CreateBucket', 'CreateBucket']);
  const again = await run([{ path: 'index.mjs', text }], ['{}', '{}']);
  expect(again.trace).toEqual(trace);
});

test('what is no header does not become one, and code that changes the language reaches no other host', async () => {
  const [split, astray, patched] = await resultOf(`
    const split = await told(send('PutObject', { Key: 'a', Body: '', Metadata: { x: 'a\\r\\nhost: b' } }));
    client.middlewareStack.add((next) => (args) => { args.request.hostname = '169.254.169.254'; return next(args); },
      { step: 'build', name: 'astray' });
    const astray = await told(send('ListObjectsV2'));
    client.middlewareStack.remove('astray');
    const { concat } = Buffer;
    Buffer.concat = () => 'no bytes';
    const patched = await told(send('ListObjectsV2'));
    Buffer.concat = concat;
    return [split, astray, patched, await told(send('ListObjectsV2'))];`);
  expect(split[1]).toBe('Invalid character in header content ["x-amz-meta-x"]');
  expect(astray[1]).toBe('getaddrinfo ENOTFOUND 169.254.169.254');
  expect(patched).not.toBe('sent');
});

test('a large object is sent and read by native code, and one that has no room ends the function alone', async () => {
  const put = `const Body = Buffer.alloc(5e6, 'x'); await send('PutObject', { Key: 'k', Body });`;
  const read = `return (await (await send('GetObject', { Key: 'k' })).Body.transformToByteArray()).length;`;
  expect(await resultOf(put + read)).toBe(5e6);
  const full = `const kept = Buffer.alloc(3e7, 'x'); ${put.replace('5e6', '2e7')} return kept.length;`;
  const ended = await resultOf(full, { ...SETTINGS, memorySize: 128 });
  expect(ended.errorType).toBe('Runtime.ExitError');
});
