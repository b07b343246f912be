import { CreateFunctionCommand, InvokeCommand, PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const executable = (text: string) => [strToU8(text), { os: 3, attrs: 0o755 << 16 }] as const;

/** Invokes a function of these files beside extensions of these files, by name, and then lets its environment end. */
async function run(handler: string, extensions: Record<string, string> = {}) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  const layer = Object.entries(extensions).map(([name, text]) => [`extensions/${name}`, executable(text)]);
  const { LayerVersionArn } =
    layer.length > 0
      ? await client.send(
          new PublishLayerVersionCommand({
            LayerName: 'extensions',
            Content: { ZipFile: zipSync(Object.fromEntries(layer)) },
          }),
        )
      : {};
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(handler) }) },
      ...(LayerVersionArn && { Layers: [LayerVersionArn] }),
    }),
  );
  await cloud.settled();
  const { Payload, FunctionError } = await client.send(new InvokeCommand({ FunctionName: 'demo' }));
  await cloud.advance(60 * 60_000);
  return {
    result: JSON.parse(new TextDecoder().decode(Payload)),
    FunctionError,
    log: cloud.trace.flatMap((event) => (event.type === 'log' ? [event.text] : [])),
    calls: cloud.trace.flatMap((event) =>
      event.type === 'runtime-api' && event.path.startsWith('/2020')
        ? [`${event.extension ?? ''} ${event.path.split('/').at(-1)} ${event.status}`]
        : [],
    ),
  };
}

const HANDLER = 'export const handler = async () => 1;';
const API = '`http://${process.env.AWS_LAMBDA_RUNTIME_API}/2020-01-01/extension`';
/** Registers, says what it gets, and ends with SHUTDOWN. */
const WATCHER = `#!/usr/bin/env node
import { basename } from 'node:path';
const api = ${API};
const name = basename(process.argv[1]);
const registered = await fetch(api + '/register', {
  method: 'POST',
  headers: { 'Lambda-Extension-Name': name },
  body: JSON.stringify({ events: ['INVOKE', 'SHUTDOWN'] }),
});
const headers = { 'Lambda-Extension-Identifier': registered.headers.get('lambda-extension-identifier') };
console.log(name, (await registered.json()).handler);
for (;;) {
  const event = await (await fetch(api + '/event/next', { headers })).json();
  console.log('got %s', event.eventType);
  if (event.eventType === 'SHUTDOWN') break;
}
`;

test('a script is an extension: it registers by fetch, waits for events, and ends when it is told to', async () => {
  const { result, log, calls } = await run(HANDLER, { watch: WATCHER });
  expect(result).toBe(1);
  expect(log.filter((line) => /^(watch|got|EXTENSION)/.test(line))).toEqual([
    'watch index.handler',
    'EXTENSION\tName: watch\tState: Ready\tEvents: [INVOKE, SHUTDOWN]',
    'got INVOKE',
    'got SHUTDOWN',
  ]);
  expect(calls).toEqual(['watch register 200', 'watch next 200', 'watch next 200']);
});

test.each([
  [
    'a CommonJS script',
    'watch',
    WATCHER.replace(/^import.*$/m, "const { basename } = require('node:path');"),
  ],
  ['a module', 'watch.mjs', WATCHER],
])('%s may be an extension', async (_name, name, text) => {
  const asFunction = name === 'watch';
  const [first, ...rest] = text.split('\n');
  const script = asFunction
    ? `${first}\n(async () => {\nif (require.main !== module) throw new Error('not the main module');\n${rest.join('\n')}})();`
    : text;
  const { result, log } = await run(HANDLER, { [name]: script });
  expect(result).toBe(1);
  expect(log).toContain('got SHUTDOWN');
});

test('node:http reaches the Runtime API as well, from the function’s own code', async () => {
  const { result, log, calls } = await run(`
import http from 'node:http';
const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const call = (method, path, headers, body) => new Promise((resolve, reject) => {
  const request = http.request({ hostname, port, method, path: '/2020-01-01/extension' + path, headers }, async (response) => {
    let text = '';
    for await (const part of response.setEncoding('utf8')) text += part;
    resolve({ status: response.statusCode, headers: response.headers, text });
  });
  request.on('error', reject);
  request.end(body);
});
const { headers } = await call('POST', '/register', { 'Lambda-Extension-Name': 'inside' }, '{"events":["INVOKE"]}');
const id = { 'Lambda-Extension-Identifier': headers['lambda-extension-identifier'] };
let seen;
(async () => {
  for (;;) {
    const { text } = await call('GET', '/event/next', id);
    seen = JSON.parse(text).requestId;
  }
})();
export const handler = async (event, { awsRequestId }) => {
  await new Promise((done) => setTimeout(done, 10));
  return seen === awsRequestId;
};`);
  expect(result).toBe(true);
  expect(log).toContain('EXTENSION\tName: inside\tState: Ready\tEvents: [INVOKE]');
  expect(calls).toEqual([' register 200', ' next 200']);
});

test('other hosts stay out of reach', async () => {
  const { result } = await run(`
import { get } from 'node:http';
export const handler = async () => [
  await fetch('http://example.com').catch((error) => error.message),
  await fetch('https://' + process.env.AWS_LAMBDA_RUNTIME_API).catch((error) => error.message),
  await new Promise((done) => get('http://example.com/', done).on('error', ({ code, hostname }) => done(code + ' ' + hostname))),
  await fetch('http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/nowhere').then(async (answer) => answer.status + await answer.text()),
  await fetch('http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/ping', { signal: AbortSignal.abort('no') }).catch(String),
];`);
  expect(result).toEqual([
    'fetch failed: the network is not available in this simulator',
    'fetch failed: the network is not available in this simulator',
    'ENOTFOUND example.com',
    '404404 page not found\n',
    'no',
  ]);
});

test.each([
  ['ends with nothing left to wait for', "console.log('over');", 'exit code 0', 'over'],
  ['sets its status', 'process.exitCode = 3;', 'exit code 3', undefined],
  ['throws', "setTimeout(() => { throw new TypeError('late') }, 5);", 'exit code 1', 'TypeError: late'],
  ['waits for what never comes', 'await new Promise(() => {});', 'exit code 13', 'unsettled top-level await'],
])('an extension that %s is a crash of the environment', async (_name, text, message, line) => {
  const { result, FunctionError, log } = await run(HANDLER, { watch: `#!/usr/bin/env node\n${text}` });
  expect(FunctionError).toBe('Unhandled');
  expect(result).toEqual({
    errorMessage: expect.stringContaining(message),
    errorType: 'Extension.Crash',
  });
  if (line) expect(log.join('\n')).toContain(line);
});

test('a line that a script prints is an event of the log, as it is', async () => {
  const text =
    "console.log('a %d\\nb', 1, { c: [2] }); console.error('d'); process.stdout.write('e\\n'); require('fs').writeSync(2, 'f');";
  const { log } = await run(HANDLER, { watch: `#!/usr/bin/env node\n${text}` });
  expect(log.slice(1, 6)).toEqual(['a 1', 'b { c: [ 2 ] }', 'd', 'e', 'f']);
});

const LISTENS = `
process.on('SIGTERM', async () => {
  console.log('going');
  await new Promise((done) => setTimeout(done, 20));
  console.log('gone');
  process.exit(0);
});
${HANDLER}`;

test('the function’s code may listen to SIGTERM, which it is sent when there is an extension', async () => {
  expect((await run(LISTENS, { watch: WATCHER })).log.filter((line) => /INFO\tgo/.test(line))).toHaveLength(
    2,
  );
  expect((await run(LISTENS)).log.filter((line) => /INFO\tgo/.test(line))).toHaveLength(0);
});
