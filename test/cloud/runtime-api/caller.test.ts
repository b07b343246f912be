import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { freshCloud, targetOn } from '../../support/simulate.ts';

type Runtime = 'nodejs24.x' | 'python3.14' | 'provided.al2023';

/** A function of one file, and what its callers get. */
async function deploy(text: string, { name = 'index.mjs', Runtime = 'nodejs24.x' as Runtime } = {}) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime,
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      Timeout: 3,
      Code: { ZipFile: zipSync({ [name]: [strToU8(text), { os: 3, attrs: 0o755 << 16 }] }) },
    }),
  );
  await cloud.settled();
  return {
    cloud,
    async invoke(event: unknown = {}) {
      const Payload = JSON.stringify(event);
      const {
        StatusCode,
        FunctionError,
        Payload: answer,
        $metadata,
      } = await client.send(new InvokeCommand({ FunctionName: 'demo', Payload }));
      const text = new TextDecoder().decode(answer);
      return { StatusCode, FunctionError, text: text.replace($metadata.requestId ?? '', '<id>') };
    },
    log: () => cloud.trace.flatMap((event) => (event.type === 'log' ? [event.text] : [])),
  };
}

const FOREVER = 'await new Promise(() => setTimeout(() => {}, 1e6));';
const handler = (body: string) => `export const handler = async (event) => { ${body} };`;
const error = (errorType: string, errorMessage: string) => JSON.stringify({ errorType, errorMessage });
const exited = (how: string) => error('Runtime.ExitError', `RequestId: <id> Error: Runtime exited ${how}`);
/** The function’s own calls to the Runtime API, in the place of the runtime. */
const post = (path: string, body: string, headers = '{}') =>
  `await fetch(\`http://\${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime${path}\`, { method: 'POST', body: ${body}, headers: ${headers} });`;

describe('what the caller gets, each time with status 200 and FunctionError', () => {
  test.each<[string, string, string | RegExp]>([
    [
      'the error that the runtime posts, byte for byte',
      `export const handler = async (_event, { awsRequestId: id }) => { ${post('/invocation/${id}/error', "'no JSON: é'")} };`,
      'no JSON: é',
    ],
    [
      'an error of the handler',
      handler("throw new TypeError('no')"),
      /^\{"errorType":"TypeError","errorMessage":"no","trace":\[/,
    ],
    [
      'a response that is too large, without its size',
      handler("return 'x'.repeat(6_291_555)"),
      error(
        'Function.ResponseSizeTooLarge',
        'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      ),
    ],
    ['a process that exits with 0', handler('process.exit(0)'), exited('without providing a reason')],
    ['a process that exits with 7', handler('process.exit(7)'), exited('with error: exit status 7')],
    [
      'a process that has used up its memory',
      handler('const all = []; for (;;) all.push(new Uint8Array(8e6).fill(1));'),
      exited('with error: signal: killed'),
    ],
    ['a process that exits in the init', 'process.exit(7);', exited('with error: exit status 7')],
    [
      'an error of the init that was posted before the exit',
      `${post('/init/error', '\'{"errorType":"Function.Own"}\'')} process.exit(1);`,
      '{"errorType":"Function.Own"}',
    ],
    [
      'a module that throws',
      "throw new RangeError('at once');",
      /^\{"errorType":"RangeError","errorMessage":"at once"/,
    ],
    [
      'a timeout',
      handler(FOREVER),
      error('Sandbox.Timedout', 'RequestId: <id> Error: Task timed out after 3.00 seconds'),
    ],
    [
      'a response in a mode that there is not, which only the timeout ends',
      `export const handler = async (_event, { awsRequestId: id }) => { ${post('/invocation/${id}/response', "'1'", "{ 'Lambda-Runtime-Function-Response-Mode': 'buffered' }")} ${FOREVER} };`,
      error('Sandbox.Timedout', 'RequestId: <id> Error: Task timed out after 3.00 seconds'),
    ],
  ])('of %s', async (_name, text, expected) => {
    const { invoke } = await deploy(text);
    const { StatusCode, FunctionError, text: answer } = await invoke();
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    if (typeof expected === 'string') expect(answer).toBe(expected);
    else expect(answer).toMatch(expected);
  });

  test('of an error of Python’s init, whose request id is empty', async () => {
    const { invoke } = await deploy("raise Exception('at once')", {
      name: 'index.py',
      Runtime: 'python3.14',
    });
    expect(JSON.parse((await invoke()).text)).toMatchObject({ errorType: 'Exception', requestId: '' });
  });
});

test('a response that the code posts itself is the caller’s, and the runtime’s own comes too late', async () => {
  const { invoke } = await deploy(
    `export const handler = async (_event, { awsRequestId: id }) => { ${post('/invocation/${id}/response', '\'"first"\'')} return 'second'; };`,
  );
  expect(await invoke()).toEqual({ StatusCode: 200, FunctionError: undefined, text: '"first"' });
});

test('after an init that failed each invocation starts the process again, inside of its own time', async () => {
  const { invoke, cloud } = await deploy('process.exit(1);');
  await invoke();
  await invoke();
  const phases = cloud.trace.flatMap((event) => (event.type === 'phase' ? [event.phase] : []));
  expect(phases).toEqual(['init', 'suppressed-init', 'suppressed-init']);
});

test.each([
  ['a timeout', FOREVER],
  ['a crash', 'process.exit(1);'],
])('after %s the process is new, and /tmp of the environment stays', async (_name, fails) => {
  const { invoke } = await deploy(`
    import fs from 'node:fs';
    let count = 0;
    export const handler = async ({ fail }) => {
      count += 1;
      if (!fail) return { count, kept: fs.readFileSync('/tmp/kept', 'utf8') };
      fs.writeFileSync('/tmp/kept', 'yes');
      ${fails}
    };`);
  await invoke({ fail: true });
  expect((await invoke()).text).toBe('{"count":1,"kept":"yes"}');
});

test('the first fatal error of an invocation counts: what is posted before the exit', async () => {
  const { invoke, log } = await deploy(
    `export const handler = async (_event, { awsRequestId: id }) => { ${post('/invocation/${id}/error', "'1'", "{ 'Lambda-Runtime-Function-Error-Type': 'Function.First' }")} process.exit(3); };`,
  );
  expect((await invoke()).text).toBe('1');
  expect(log().at(-1)).toContain('Error Type: Function.First');
});

/** A bootstrap in bash that takes the first event, and then does what it is told to. */
const bootstrap = (then: string, first = '') => `#!/bin/bash
API=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime
next() { curl -sS -D - -o /tmp/event "$API/invocation/next" | grep -i aws-request-id | tr -d '[:space:]' | cut -d: -f2; }
post() { curl -sS -o /tmp/answer -w '%{http_code} ' "$API/$1" -d "$2" "\${@:3}"; cat /tmp/answer; }
${first}
ID=$(next)
${then}
`;

describe('the same of a bootstrap in bash', () => {
  const TIMED_OUT = error('Sandbox.Timedout', 'RequestId: <id> Error: Task timed out after 3.00 seconds');

  test.each<[string, string, string | undefined, string]>([
    ['a response', bootstrap('post invocation/$ID/response no-JSON; next'), undefined, 'no-JSON'],
    [
      'the event, asked for twice, which is the same one',
      bootstrap(
        'OTHER=$(next); post invocation/$OTHER/response "$(cat /tmp/event) $([ $ID = $OTHER ] && echo same)"; next',
      ),
      undefined,
      '{"a":1} same',
    ],
    [
      'an error that it posts',
      bootstrap(
        `post invocation/$ID/error '{"errorMessage":"own"}' -H 'Lambda-Runtime-Function-Error-Type: Function.Own'; next`,
      ),
      'Unhandled',
      '{"errorMessage":"own"}',
    ],
    [
      'a response that is too large',
      bootstrap(
        'for i in 1 2 3 4 5 6 7; do printf %1000000s x; done > /tmp/large; post invocation/$ID/response @/tmp/large; next',
      ),
      'Unhandled',
      error(
        'Function.ResponseSizeTooLarge',
        'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      ),
    ],
    ['its end with 0', bootstrap('exit 0'), 'Unhandled', exited('without providing a reason')],
    ['its end with 7', bootstrap('exit 7'), 'Unhandled', exited('with error: exit status 7')],
    [
      'a command that there is not',
      bootstrap('exec nothing'),
      'Unhandled',
      exited('with error: exit status 127'),
    ],
    ['its end in the init', bootstrap('', 'exit 3'), 'Unhandled', exited('with error: exit status 3')],
    [
      'an error of the init',
      bootstrap('', `post init/error '{"errorType":"Runtime.Own"}'; exit 1`),
      'Unhandled',
      '{"errorType":"Runtime.Own"}',
    ],
    ['a wait for nothing', bootstrap('sleep 100'), 'Unhandled', TIMED_OUT],
    [
      'a response in a mode that there is not, after which nothing is allowed',
      bootstrap(
        "post invocation/$ID/response 1 -H 'Lambda-Runtime-Function-Response-Mode: x'; post invocation/$ID/response 1; sleep 100",
      ),
      'Unhandled',
      TIMED_OUT,
    ],
  ])('%s', async (_name, text, FunctionError, expected) => {
    const { invoke } = await deploy(text, { name: 'bootstrap', Runtime: 'provided.al2023' });
    expect(await invoke({ a: 1 })).toEqual({ StatusCode: 200, FunctionError, text: expected });
  });

  test('what is refused is told in the words of the API', async () => {
    const first = 'post invocation/none/response 1; post init/error 1; post init/error 1;';
    const { invoke, log } = await deploy(bootstrap('', `${first} exit 1`), {
      name: 'bootstrap',
      Runtime: 'provided.al2023',
    });
    await invoke();
    expect(log().slice(1, 4)).toEqual([
      '400 {"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}',
      '202 {"status":"OK"}',
      '403 {"errorMessage":"State transition from InitError to InitError failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}',
    ]);
  });
});

test.each([
  [{ 'content-type': 'text/json' }, 'text/json'],
  [{}, 'application/json'],
  // What the clients of AWS say of every payload says nothing of it.
  [{ 'content-type': 'application/octet-stream' }, 'application/json'],
])('of an invoke with %j the runtime hears the content type %s', async (headers, expected) => {
  const { cloud } = await deploy(handler('return 1'));
  await cloud.handle({
    method: 'POST',
    path: '/2015-03-31/functions/demo/invocations',
    query: {},
    queryLists: {},
    headers,
    body: strToU8('{}'),
  });
  const types = cloud.trace.flatMap((event) =>
    event.type === 'runtime-api' && event.path.endsWith('/next')
      ? [event.responseHeaders['content-type']]
      : [],
  );
  expect(types).toEqual([expected]);
});
