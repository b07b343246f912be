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

test('a program of the environment can be reached by the others, and by nobody else', async () => {
  const store = `#!/usr/bin/env node
import { createServer } from 'node:http';
createServer(async (request, response) => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const { method, url, headers } = request;
  response.writeHead(201, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ method, url, type: headers['x-type'], body }));
}).listen(2773, () => console.log('listening'));
${WATCHER.replace(/^#!.*/, '')}`;
  const { result, log } = await run(
    `export const handler = async () => {
      const answer = await fetch('http://localhost:2773/parameters?name=a', { method: 'PUT', headers: { 'X-Type': 'text' }, body: 'é' });
      return [answer.status, answer.headers.get('content-type'), await answer.json(),
        await fetch('http://localhost:2774').catch(({ message, cause }) => [message, cause.code])];
    };`,
    { store },
  );
  expect(log).toContain('listening');
  expect(result).toEqual([
    201,
    'application/json',
    { method: 'PUT', url: '/parameters?name=a', type: 'text', body: 'é' },
    ['fetch failed', 'ECONNREFUSED'],
  ]);
});

test('the function’s code can serve itself, one server a port', async () => {
  const { result } = await run(`
import http from 'node:http';
const server = http.createServer();
server.on('request', (request, response) => { response.statusCode = 404; response.setHeader('X-One', 1); response.write('no'); response.end('where'); });
export const handler = async () => {
  await new Promise((done) => server.listen(0, done));
  const { port } = server.address();
  const taken = await new Promise((done) => http.createServer().once('error', ({ code }) => done(code)).listen(port));
  const answer = await new Promise((done) => http.get('http://127.0.0.1:' + port, done));
  let text = '';
  for await (const part of answer) text += part;
  await new Promise((done) => server.close(done));
  const gone = await new Promise((done) => http.get({ port }).once('error', ({ code }) => done(code)));
  return [taken, answer.statusCode, answer.headers, text, gone];
};`);
  expect(result).toEqual(['EADDRINUSE', 404, { 'x-one': '1' }, 'nowhere', 'ECONNREFUSED']);
});

test('the Telemetry API delivers its events to a server of the extension', async () => {
  const telemetry = WATCHER.replace(
    'for (;;) {',
    `import { createServer } from 'node:http';
createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  console.log('events', ...JSON.parse(body).map(({ type, record }) => type === 'function' ? record.trim().split('\\t').at(-1) : type));
  response.end();
}).listen(8080);
const { host } = new URL(api);
const subscribed = await fetch('http://' + host + '/2022-07-01/telemetry', {
  method: 'PUT',
  headers,
  body: JSON.stringify({
    schemaVersion: '2022-12-13',
    types: ['platform', 'function'],
    buffering: { maxItems: 1000, maxBytes: 262144, timeoutMs: 25 },
    destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:8080' },
  }),
});
console.log('subscribed', await subscribed.text());
for (;;) {`,
  );
  const { log } = await run("export const handler = async () => console.log('hello');", { telemetry });
  expect(log).toContain('subscribed "OK"');
  expect(log).toContain('TELEMETRY\tName: telemetry\tState: Subscribed\tTypes: [Platform, Function]');
  const events = log.flatMap((line) => (line.startsWith('events') ? line.split(' ').slice(1) : []));
  expect(events).toEqual([
    'platform.initStart',
    'platform.telemetrySubscription',
    'platform.extension',
    'platform.initRuntimeDone',
    'platform.initReport',
    'platform.start',
    'hello',
    'platform.runtimeDone',
    'platform.report',
  ]);
});

test('an extension in bash reaches a server of the function with curl', async () => {
  const ask = `#!/bin/bash
API=http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension
ID=$(curl -sS -D - -o /dev/null $API/register -H 'Lambda-Extension-Name: ask' -d '{"events":["INVOKE"]}' | grep -i extension-identifier | tr -d '[:space:]' | cut -d: -f2)
while curl -sS -o /tmp/event $API/event/next -H "Lambda-Extension-Identifier: $ID"; do
  echo "$(curl -sS localhost:8080/x -d y) $(curl -sS localhost:8081 2>&1)"
done
`;
  const { log } = await run(
    `import { createServer } from 'node:http';
createServer(({ method, url }, response) => response.end(method + ' ' + url)).listen(8080);
${HANDLER}`,
    { ask },
  );
  expect(log).toContain(
    'POST /x curl: (7) Failed to connect to localhost port 8081 after 0 ms: Could not connect to server',
  );
});
