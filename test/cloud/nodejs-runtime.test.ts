import { expect, test } from 'vitest';
import type { RunOutcome } from '../../src/lab/run.ts';
import { runHandler } from '../support/simulate.ts';

const one = async (...input: Parameters<typeof runHandler>): Promise<RunOutcome> =>
  (await runHandler(...input))[0]!;

const failureOf = (outcome: RunOutcome) => {
  if (outcome.kind !== 'failed') throw new Error(`expected a failed run, got ${JSON.stringify(outcome)}`);
  return outcome.failure;
};
const payloadOf = (outcome: RunOutcome) => {
  if (outcome.kind !== 'returned') throw new Error(`expected a returned run, got ${JSON.stringify(outcome)}`);
  return JSON.parse(outcome.payload);
};
const linesOf = (outcome: RunOutcome) =>
  outcome.kind === 'refused' ? [] : outcome.log.map(({ text }) => text);
const handler = (body: string) => `export const handler = async (event, context) => {\n${body}\n};`;

test('a handler gets the event and its result comes back', async () => {
  expect(payloadOf(await one(handler('return { hello: event.name };'), [{ name: 'Ada' }]))).toEqual({
    hello: 'Ada',
  });
});

test('a handler that returns nothing answers null', async () => {
  expect(payloadOf(await one(handler('')))).toBeNull();
});

test('module state lives as long as the environment', async () => {
  const outcomes = await runHandler(`let n = 0;\n${handler('return ++n;')}`, [{}, {}, {}]);
  expect(outcomes.map(payloadOf)).toEqual([1, 2, 3]);
});

test('the context says who is running', async () => {
  const context = payloadOf(
    await one(handler('return { ...context, left: context.getRemainingTimeInMillis() };')),
  );
  expect(context).toMatchObject({
    functionName: 'function-under-test',
    functionVersion: '$LATEST',
    memoryLimitInMB: '128',
    logGroupName: '/aws/lambda/function-under-test',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:function-under-test',
  });
  expect(context.left).toBeGreaterThan(2_900);
  expect(context.left).toBeLessThanOrEqual(3_000);
});

test('one console call is one line of the log, in Lambda’s form', async () => {
  const lines = linesOf(await one(handler("console.log('a', { b: [1] });\nconsole.error('two\\nlines');")));
  const own = lines.filter((line) => /^\d{4}-/.test(line));
  expect(own[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t[0-9a-f-]{36}\tINFO\ta { b: \[ 1 \] }$/);
  expect(own[1]).toMatch(/\tERROR\ttwo\rlines$/);
});

test('a cold run logs INIT_START, START, END and a REPORT with Init Duration; a warm one has no init', async () => {
  const [cold, warm] = (await runHandler(handler('return 1;'), [{}, {}])).map(linesOf);
  expect(cold![0]).toMatch(
    /^INIT_START Runtime Version: nodejs:24\.v\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/,
  );
  expect(cold![1]).toMatch(/^START RequestId: [0-9a-f-]{36} Version: \$LATEST$/);
  expect(cold![2]).toMatch(/^END RequestId: [0-9a-f-]{36}$/);
  expect(cold![3]).toMatch(
    /^REPORT RequestId: [0-9a-f-]{36}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t$/,
  );
  expect(warm).toHaveLength(3);
  expect(warm![2]).not.toContain('Init Duration');
});

test('billed duration covers init and rounds up', async () => {
  const outcome = await one(handler('return 1;'));
  if (outcome.kind !== 'returned') throw new Error(outcome.kind);
  const { billedDurationMs, durationMs, initDurationMs } = outcome.report!;
  expect(billedDurationMs).toBe(Math.ceil(durationMs + initDurationMs!));
});

test('a thrown error keeps its type, message and the learner’s line', async () => {
  const failure = failureOf(
    await one("export const handler = async () => {\n  throw new TypeError('boom');\n};"),
  );
  expect(failure).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'boom',
    location: { path: 'index.mjs', line: 2 },
  });
  expect(failure.trace[0]).toBe('TypeError: boom');
  expect(failure.trace[1]).toMatch(/^ {4}at handler \(file:\/\/\/var\/task\/index\.mjs:2:\d+\)$/);
});

test('the log shows a thrown error as Invoke Error, with stack for trace', async () => {
  const line = linesOf(await one(handler("throw Object.assign(new Error('boom'), { code: 'E1' });"))).find(
    (text) => text.includes('Invoke Error'),
  );
  expect(line).toMatch(
    /\tERROR\tInvoke Error \t\{"errorType":"Error","errorMessage":"boom","code":"E1","stack":\["Error: boom",/,
  );
});

test('an error of a class of its own shows the line that made it', async () => {
  const failure = failureOf(
    await one("class Mine extends Error {}\nexport const handler = () => {\n  throw new Mine('x');\n};"),
  );
  expect(failure.location?.line).toBe(3);
});

test.each([
  ['null.foo', "Cannot read properties of null (reading 'foo')"],
  ['const o = {}; o.run()', 'o.run is not a function'],
  ['const c = 1; c = 2', 'Assignment to constant variable.'],
  ['missing()', 'missing is not defined'],
  ['early; let early = 1', "Cannot access 'early' before initialization"],
])('%s fails in the words of V8', async (body, message) => {
  expect(failureOf(await one(handler(body))).errorMessage).toBe(message);
});

test('a syntax error is reported with the place where it is', async () => {
  const failure = failureOf(await one('export const handler = async () => {\n  const x = ;\n};'));
  expect(failure).toMatchObject({
    errorType: 'Runtime.UserCodeSyntaxError',
    errorMessage: "SyntaxError: Unexpected token ';'",
    location: { path: 'index.mjs', line: 2 },
  });
});

test.each([
  ['export const other = 1;', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
  ['export const handler = 1;', 'Runtime.HandlerNotFound', 'index.handler is not a function'],
  [
    'export const handler = (event, context, callback) => callback();',
    'Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
  ],
  [
    "import 'uuid';\nexport const handler = () => 1;",
    'Error',
    "Cannot find package 'uuid' imported from /var/task/index.mjs",
  ],
  [
    "import 'node:child_process';\nexport const handler = () => 1;",
    'Error',
    "The module 'node:child_process' is not available in this simulator",
  ],
])('%s fails at init with %s', async (code, errorType, errorMessage) => {
  const outcome = await one(code);
  expect(failureOf(outcome)).toMatchObject({ errorType, errorMessage });
  expect(linesOf(outcome).some((line) => line.startsWith('INIT_REPORT Init Duration: '))).toBe(true);
});

test('a missing file is Runtime.ImportModuleError', async () => {
  const failure = failureOf(await one(handler(''), [{}], { handler: 'app.handler' }));
  expect(failure.errorType).toBe('Runtime.ImportModuleError');
  expect(failure.errorMessage).toMatch(/^Error: Cannot find module 'app'\nRequire stack:/);
});

test('process.exit ends the process, and the next invocation runs init again inside its duration', async () => {
  const [first, second] = await runHandler(
    `let n = 0;\n${handler('n += 1; if (event.exit) process.exit(3); return n;')}`,
    [{ exit: true }, {}],
  );
  const failure = failureOf(first!);
  expect(failure.errorType).toBe('Runtime.ExitError');
  expect(failure.errorMessage).toMatch(
    /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
  );
  expect(payloadOf(second!)).toBe(1);
  if (second?.kind !== 'returned') throw new Error();
  expect(second.report!.initDurationMs).toBeUndefined();
  expect(second.report!.durationMs).toBeGreaterThan(90);
});

test('a rejection that nobody handles ends the process with status 1', async () => {
  const failure = failureOf(
    await one(
      handler("Promise.reject(new Error('late'));\nawait new Promise((done) => setTimeout(done, 50));"),
    ),
  );
  expect(failure.errorMessage).toMatch(/exit status 1$/);
});

test('a rejection that is handled in time is nobody’s business', async () => {
  const body = "const p = Promise.reject(new Error('x'));\ntry { await p; } catch {}\nreturn 'fine';";
  expect(payloadOf(await one(handler(body)))).toBe('fine');
});

test('a handler that keeps nothing needs no more memory after thousands of timers and many invocations', async () => {
  const body =
    'for (let i = 0; i < 400; i++) { const big = [i, i, i, i]; await new Promise((done) => setTimeout(() => done(big), 1)); }';
  const outcomes = await runHandler(
    handler(body),
    Array.from({ length: 40 }, () => ({})),
  );
  const used = outcomes.map((outcome) =>
    outcome.kind === 'returned' ? outcome.report!.maxMemoryUsedMB : outcome.kind,
  );
  expect(new Set(used)).toEqual(new Set([used[0]]));
});

test.each([
  ['texts', "const kept = [];\nfor (;;) kept.push('x'.repeat(1e6) + kept.length);"],
  ['small objects', 'let last;\nfor (;;) last = { last };'],
  ['one large array', 'return new Uint8Array(2 ** 30).length;'],
  ['what is caught', 'let last;\ntry { for (;;) last = { last }; } catch { return (last = 0); }'],
])('running out of memory looks like a killed process: %s', async (_what, body) => {
  const outcome = await one(handler(body));
  expect(failureOf(outcome).errorMessage).toMatch(/Runtime exited with error: signal: killed$/);
  if (outcome.kind !== 'failed') throw new Error();
  expect(outcome.report!.maxMemoryUsedMB).toBe(128);
});

test('an error that only says that memory is out is an error like others', async () => {
  const outcome = await one(handler("throw new Error('out of memory');"));
  expect(failureOf(outcome).errorMessage).toBe('out of memory');
});

test('CommonJS handlers, their relative requires and JSON work', async () => {
  const { runFiles, HELLO } = await import('../support/simulate.ts');
  const [outcome] = await runFiles(
    HELLO,
    [
      {
        path: 'index.cjs',
        text: "const { hi } = require('./lib');\nexports.handler = async () => hi(require('./data.json').who);",
      },
      { path: 'lib.js', text: 'exports.hi = (who) => "hi " + who;' },
      { path: 'data.json', text: '{"who":"you"}' },
    ],
    ['{}'],
  );
  expect(payloadOf(outcome!)).toBe('hi you');
});

test('TypeScript is stripped when it is packaged, and lines stay where they are', async () => {
  const { runFiles, HELLO } = await import('../support/simulate.ts');
  const text =
    'interface In {\n  name: string;\n}\nexport const handler = async (event: In): Promise<void> => {\n  throw new Error(event.name satisfies string);\n};';
  const [outcome] = await runFiles(HELLO, [{ path: 'index.mts', text }], ['{"name":"Ada"}']);
  expect(failureOf(outcome!)).toMatchObject({
    errorMessage: 'Ada',
    location: { path: 'index.mts', line: 5 },
  });
});

test('TypeScript that cannot be read is refused with its place', async () => {
  const { runFiles, HELLO } = await import('../support/simulate.ts');
  const [outcome] = await runFiles(HELLO, [{ path: 'index.mts', text: 'const a: = 1;\n' }], ['{}']);
  expect(outcome).toMatchObject({
    kind: 'refused',
    name: 'SyntaxError',
    location: { path: 'index.mts', line: 1 },
  });
});

test('endless recursion is a RangeError that can be caught', async () => {
  const failure = failureOf(await one(handler('const f = () => f(); f();')));
  expect(failure).toMatchObject({
    errorType: 'RangeError',
    errorMessage: 'Maximum call stack size exceeded',
  });
  const caught = handler('const f = (n) => f(n + 1) + 1; try { f(0); } catch (error) { return error.name; }');
  expect(payloadOf(await one(caught))).toBe('RangeError');
});

test.each([
  'throw new Proxy(new Error("x"), { get() { throw 1; } });',
  'throw Object.defineProperty(new Error("x"), "message", { get() { throw 1; } });',
  'throw Object.assign(new Error("x"), { stack: 5, name: {} });',
])('%s is an error of the handler like any other', async (body) => {
  const [failed, next] = await runHandler(
    `let n = 0;\n${handler(`n += 1; if (event.fail) { ${body} } return n;`)}`,
    [{ fail: true }, {}],
  );
  expect(failed?.kind).toBe('failed');
  expect(payloadOf(next!)).toBe(2);
});

test('what the engine cannot survive ends the process, without frames of its own in the log', async () => {
  const outcome = await one(handler("return JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)).length;"));
  expect(linesOf(outcome).join('\n')).not.toMatch(/wasm|quickjs/);
});

test('an error thrown by a timer ends the process, and the log shows where in the learner’s files', async () => {
  const { runFiles, HELLO } = await import('../support/simulate.ts');
  const [outcome] = await runFiles(
    HELLO,
    [
      {
        path: 'index.mjs',
        text: "import { late } from './src/late.mjs';\nexport const handler = () => new Promise(() => setTimeout(late, 5));",
      },
      { path: 'src/late.mjs', text: "export const late = () => {\n  throw new Error('late');\n};" },
    ],
    ['{}'],
  );
  expect(failureOf(outcome!).errorMessage).toMatch(/exit status 1$/);
  expect(linesOf(outcome!).join('\n')).toMatch(
    /Error: late\n {4}at late \(file:\/\/\/var\/task\/src\/late\.mjs:2:\d+\)/,
  );
});
