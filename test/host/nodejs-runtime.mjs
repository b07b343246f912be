/**
 * A runtime for functions in Node.js, over real HTTP: what Lambda's own does, in the parts that a handler can see. `_HANDLER` is looked for
 * in `LAMBDA_TASK_ROOT`, and `AWS_LAMBDA_RUNTIME_API` says where the events are.
 */

import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { registerHooks } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT = process.cwd(), _HANDLER = '', ...variables } = process.env;
const [hostname, port] = AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** One call to the Runtime API. */
function call(method, path, body = '', headers = {}) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const sent = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers };
  const asked = { hostname, port, agent, method, path: `/2018-06-01/runtime${path}`, headers: sent };
  request(asked, async (response) => {
    const parts = await response.toArray();
    resolve({ headers: response.headers, body: Buffer.concat(parts).toString() });
  })
    .on('error', reject)
    .end(body);
  return promise;
}

/** On Lambda `import`, too, looks into the folders of `NODE_PATH`, last of all. */
registerHooks({
  resolve(specifier, context, resolve) {
    try {
      return resolve(specifier, context);
    } catch (error) {
      for (const folder of (variables.NODE_PATH ?? '').split(delimiter))
        try {
          return resolve(specifier, {
            ...context,
            parentURL: String(pathToFileURL(join(folder, '../index.mjs'))),
          });
        } catch {}
      throw error;
    }
  },
});

const { port1: events, port2: thread } = new MessageChannel();
const arrived = new Int32Array(new SharedArrayBuffer(4));
new Worker(
  `const { hostname, port, thread, arrived } = require('node:worker_threads').workerData;
  thread.on('message', () =>
    require('node:http').get({ hostname, port, path: '/2018-06-01/runtime/invocation/next' }, async (response) => {
      const body = Buffer.concat(await response.toArray()).toString();
      thread.postMessage({ headers: response.headers, body });
      Atomics.store(arrived, 0, 1);
      Atomics.notify(arrived, 0);
    }));`,
  { eval: true, workerData: { hostname, port, thread, arrived }, transferList: [thread] },
).unref();

/** The next event. Until it is there nothing of the function goes on, as in a frozen environment: a thread of its own asks. */
function nextEvent() {
  events.postMessage('');
  Atomics.wait(arrived, 0, 0);
  arrived[0] = 0;
  return receiveMessageOnPort(events).message;
}

let requestId = '-';
for (const [name, level] of Object.entries({
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
}))
  console[name] = (...values) => {
    const line = `${new Date().toISOString()}\t${requestId}\t${level}\t${format(...values)}`;
    process.stdout.write(`${line.replace(/\n/g, '\r')}\n`);
  };

const asPayload = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

/** Reports an error as the runtime's own client does: its type in a header, and the rest as JSON. */
function report(path, error) {
  const payload = asPayload(error);
  return call('POST', path, JSON.stringify(payload), {
    'lambda-runtime-function-error-type': payload.errorType,
  });
}

const failure = (name, message) => Object.assign(new Error(message), { name });

async function loadHandler() {
  const [, file, exported] = /^(.+)\.([^./]+)$/.exec(_HANDLER) ?? [];
  if (!file) throw failure('Runtime.MalformedHandlerName', 'Bad handler');
  const path = ['.js', '.mjs', '.cjs']
    .map((ending) => join(LAMBDA_TASK_ROOT, file + ending))
    .find(existsSync);
  if (!path) throw failure('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const module = await import(pathToFileURL(path));
  const handler = module[exported] ?? module.default?.[exported];
  if (!handler) throw failure('Runtime.HandlerNotFound', `${_HANDLER} is undefined or not exported`);
  if (typeof handler !== 'function')
    throw failure('Runtime.HandlerNotFound', `${_HANDLER} is not a function`);
  return handler;
}

const parsed = (text) => (text ? JSON.parse(text) : undefined);

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    clientContext: parsed(headers['lambda-runtime-client-context']),
    identity: parsed(headers['lambda-runtime-cognito-identity']),
    functionName: variables.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: variables.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: variables.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: variables.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: variables.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

async function serve(handler) {
  const { headers, body } = nextEvent();
  requestId = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  try {
    const result = await handler(JSON.parse(body), contextOf(headers));
    await call('POST', `/invocation/${requestId}/response`, JSON.stringify(result) ?? 'null');
  } catch (error) {
    const { trace: stack, ...said } = asPayload(error);
    console.error('Invoke Error', `\t${JSON.stringify({ ...said, stack })}`);
    await report(`/invocation/${requestId}/error`, error);
  }
}

const handler = await loadHandler().catch(async (error) => {
  await report('/init/error', error);
  process.exit(1);
});
while (true) await serve(handler);
