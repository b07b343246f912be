import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { runPython } from '../support/python.ts';
import { failureOf, handler, linesOf, one, payloadOf } from '../support/python-outcomes.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

beforeAll(() => one(handler('return 1')));

test('a handler gets the event as Python values, and its result comes back as JSON', async () => {
  const code = handler('return {"hello": event["name"], "types": [type(v).__name__ for v in event["list"]]}');
  expect(payloadOf(await one(code, [{ name: 'Zoë', list: [1, 1.5, null, true, 'a', {}] }]))).toEqual({
    hello: 'Zoë',
    types: ['int', 'float', 'NoneType', 'bool', 'str', 'dict'],
  });
});

test('a handler that returns nothing answers null', async () => {
  expect(payloadOf(await one(handler('pass')))).toBeNull();
});

test('what a module holds lives as long as the environment', async () => {
  const outcomes = await runPython(handler('global n\nn += 1\nreturn n', 'n = 0'), [{}, {}, {}]);
  expect(outcomes.map(payloadOf)).toEqual([1, 2, 3]);
});

test('the context says who is running, and how much time is left', async () => {
  const names = [
    'function_name',
    'function_version',
    'invoked_function_arn',
    'memory_limit_in_mb',
    'log_group_name',
    'client_context',
    'tenant_id',
  ];
  const code = handler(`context_of = {n: getattr(context, n) for n in ${JSON.stringify(names)}}
return {**context_of, "id": context.aws_request_id, "stream": context.log_stream_name,
        "identity": context.identity.cognito_identity_id, "left": context.get_remaining_time_in_millis()}`);
  const context = payloadOf(await one(code));
  expect(context).toMatchObject({
    function_name: 'function-under-test',
    function_version: '$LATEST',
    invoked_function_arn: 'arn:aws:lambda:us-east-1:111122223333:function:function-under-test',
    memory_limit_in_mb: '128',
    log_group_name: '/aws/lambda/function-under-test',
    client_context: null,
    identity: null,
    tenant_id: null,
  });
  expect(context.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(context.stream).toContain('[$LATEST]');
  expect(context.left).toBeGreaterThan(2_900);
  expect(context.left).toBeLessThanOrEqual(3_000);
});

test('print is one event a line as it is, and logging one event with level, time and request', async () => {
  const body = `print("a", {"b": 1})
print("two\\nlines")
logging.warning("careful\\nplease")
logging.getLogger().setLevel("INFO")
logging.getLogger("own").info("hello %s", "Ada")`;
  const lines = linesOf(await one(handler(body, 'import logging')));
  const own = lines.slice(
    lines.findIndex((line) => line.startsWith('START')) + 1,
    lines.findIndex((line) => line.startsWith('END')),
  );
  expect(own.slice(0, 3)).toEqual(["a {'b': 1}", 'two', 'lines']);
  expect(own[3]).toMatch(
    /^\[WARNING\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t[0-9a-f-]{36}\tcareful\nplease$/,
  );
  expect(own[4]).toMatch(/^\[INFO\]\t\S+Z\t[0-9a-f-]{36}\thello Ada$/);
  expect(own).toHaveLength(5);
});

test('logging.info shows nothing until the level is set', async () => {
  const lines = linesOf(await one(handler('logging.info("hidden")', 'import logging')));
  expect(lines.join('\n')).not.toContain('hidden');
});

test('INIT_START names the Python runtime, and only the first run has an Init Duration', async () => {
  const [cold, warm] = (await runPython(handler('return 1'), [{}, {}])).map(linesOf);
  expect(cold![0]).toMatch(
    /^INIT_START Runtime Version: python:3\.14\.v\d+\tRuntime Version ARN: arn:aws:lambda:/,
  );
  expect(cold!.at(-1)).toContain('Init Duration');
  expect(warm!.at(-1)).not.toContain('Init Duration');
});

test('an exception is the caller’s error and one event of the log, with the learner’s lines', async () => {
  const code =
    'def inner(value):\n    raise ValueError(f"bad {value}")\n\ndef handler(event, context):\n    return inner(1)\n';
  const outcome = await one(code);
  const requestId = /RequestId: (\S+)/.exec(linesOf(outcome).join('\n'))![1];
  if (outcome.kind !== 'failed') throw new Error('expected a failure');
  expect(JSON.parse(outcome.payload)).toEqual({
    errorMessage: 'bad 1',
    errorType: 'ValueError',
    requestId,
    stackTrace: [
      '  File "/var/task/index.py", line 5, in handler\n    return inner(1)\n',
      '  File "/var/task/index.py", line 2, in inner\n    raise ValueError(f"bad {value}")\n',
    ],
  });
  const nbsp = '\u00a0';
  expect(linesOf(outcome)).toContain(
    [
      '[ERROR] ValueError: bad 1',
      'Traceback (most recent call last):',
      `${nbsp.repeat(2)}File "/var/task/index.py", line 5, in handler`,
      `${nbsp.repeat(4)}return inner(1)`,
      `${nbsp.repeat(2)}File "/var/task/index.py", line 2, in inner`,
      `${nbsp.repeat(4)}raise ValueError(f"bad {value}")`,
    ].join('\r'),
  );
});

test('the environment outlives an exception', async () => {
  const code = handler('global n\nn += 1\nif n == 1: raise KeyError("x")\nreturn n', 'n = 0');
  const [first, second] = await runPython(code, [{}, {}]);
  expect(failureOf(first!).errorType).toBe('KeyError');
  expect(payloadOf(second!)).toBe(2);
});

test.each([
  [
    'import nowhere\ndef handler(e, c): pass',
    'Runtime.ImportModuleError',
    "Unable to import module 'index': No module named 'nowhere'",
  ],
  [
    'def handler(e, c)\n    pass',
    'Runtime.UserCodeSyntaxError',
    "Syntax error in module 'index': expected ':' (index.py, line 1)",
  ],
  ['def hadler(e, c): pass', 'Runtime.HandlerNotFound', "Handler 'handler' missing on module 'index'"],
  ['1 / 0', 'ZeroDivisionError', 'division by zero'],
])('init fails for %j with %s', async (code, errorType, errorMessage) => {
  const outcome = await one(code);
  expect(failureOf(outcome)).toMatchObject({ errorType, errorMessage });
  expect(linesOf(outcome).join('\n')).toContain(`[ERROR] ${errorType}: ${errorMessage}\rTraceback`);
});

test('a handler without a module is a bad handler', async () => {
  const outcome = await one('', [{}], { handler: 'handler' });
  expect(failureOf(outcome)).toMatchObject({
    errorType: 'Runtime.MalformedHandlerName',
    errorMessage: "Bad handler 'handler': not enough values to unpack (expected 2, got 1)",
  });
});

test('sys.exit ends the process, with and without a status', async () => {
  const [zero] = await runPython(handler('sys.exit(0)', 'import sys'));
  expect(failureOf(zero!)).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(linesOf(zero!).join('\n')).toContain('Error: Runtime exited without providing a reason');
  const [two, after] = await runPython(handler('if event: sys.exit("leaving")\nreturn "new"', 'import sys'), [
    { leave: true },
    {},
  ]);
  expect(linesOf(two!)).toContain('leaving');
  expect(linesOf(two!).join('\n')).toContain('Error: Runtime exited with error: exit status 1');
  expect(payloadOf(after!)).toBe('new');
});

test('a result that JSON cannot hold is a MarshalError', async () => {
  expect(failureOf(await one(handler('return {1, 2}')))).toMatchObject({
    errorType: 'Runtime.MarshalError',
    errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
  });
});

test('decimals and letters of every alphabet are written as Lambda’s runtime writes them', async () => {
  const outcome = await one(
    handler('return {"price": Decimal("1.10"), "name": "Žofie"}', 'from decimal import Decimal'),
  );
  if (outcome.kind !== 'returned') throw new Error('expected a result');
  expect(outcome.payload).toBe('{"price": 1.10, "name": "Žofie"}');
});

test('a handler may lie in a package and import its neighbours', async () => {
  const others = [
    { path: 'app/__init__.py', text: '' },
    {
      path: 'app/main.py',
      text: 'from app.greet import greet\ndef run(event, context): return greet(event["name"])\n',
    },
    { path: 'app/greet.py', text: 'def greet(name): return f"Hello, {name}"\n' },
  ];
  const outcome = await one('', [{ name: 'Ada' }], { handler: 'app/main.run' }, others);
  expect(payloadOf(outcome)).toBe('Hello, Ada');
});

test('environment variables are in os.environ', async () => {
  const body =
    'return [os.environ["TABLE"], os.environ["AWS_EXECUTION_ENV"], os.environ["LAMBDA_TASK_ROOT"], os.getcwd()]';
  const outcome = await one(handler(body, 'import os'), [{}], { environment: { TABLE: 'orders' } });
  expect(payloadOf(outcome)).toEqual(['orders', 'AWS_Lambda_python3.14', '/var/task', '/var/task']);
});

test('another Python version is deployed, and says on invoke that only 3.14 runs here', async () => {
  const outcome = await one(handler('return 1'), [{}], { runtime: 'python3.12' as never });
  expect(failureOf(outcome).errorMessage).toContain('python3.14 only');
});

test('context.log writes one event as it is', async () => {
  const lines = linesOf(await one(handler('context.log("two\\nlines\\n")\ncontext.log(7)')));
  expect(lines.slice(2, 4)).toEqual(['two\nlines', '7']);
});

test.each([
  ['{"client": {"app_title": "shop"}, "custom": {"a": 1}}', ['shop', { a: 1 }, null]],
  ['{', 'Runtime.LambdaContextUnmarshalError'],
])('a client context of %j is %j', async (clientContext, expected) => {
  const cloud = await freshCloud();
  const body = 'sent = context.client_context\nreturn [sent.client.app_title, sent.custom, sent.env]';
  const { client } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime: 'python3.14',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      Code: { ZipFile: zipSync({ 'index.py': strToU8(handler(body)) }) },
    }),
  );
  await cloud.settled();
  const { Payload } = await client.send(
    new InvokeCommand({ FunctionName: 'demo', ClientContext: btoa(clientContext) }),
  );
  const answer = JSON.parse(Payload!.transformToString());
  expect(Array.isArray(answer) ? answer : answer.errorType).toEqual(expected);
  await cloud.reclaim('demo');
});

test('a module of Lambda’s own that is not here says so, and one in the package is found', async () => {
  expect(failureOf(await one('import jmespath')).errorMessage).toBe(
    "Unable to import module 'index': No module named 'jmespath': Lambda's Python runtime has it, this simulator has not.",
  );
  const code = handler('return boto3.mine', 'import boto3');
  expect(payloadOf(await one(code, [{}], {}, [{ path: 'boto3.py', text: 'mine = True' }]))).toBe(true);
});

test('a function’s modules may have any name that the runtime’s could have', async () => {
  const names = [
    'bootstrap',
    'bytecode',
    'closed',
    'context',
    'door',
    'faults',
    'logs',
    'payloads',
    'virtual_time',
  ];
  const own = names.map((name) => ({ path: `${name}.py`, text: `mine = ${JSON.stringify(name)}` }));
  const code = handler(`return [${names.map((name) => `${name}.mine`)}]`, `import ${names}`).replace(
    'def handler(event, context)',
    'def handler(event, _)',
  );
  expect(payloadOf(await one(code, [{}], {}, own))).toEqual(names);
});

test('a handler of the interpreter’s own module is refused', async () => {
  expect(failureOf(await one('', [{}], { handler: 'time.sleep' }))).toMatchObject({
    errorType: 'Runtime.BuiltInModuleConflict',
    errorMessage: 'Cannot use built-in module time as a handler module',
  });
});

test('what is no Exception ends the process', async () => {
  const outcome = await one(handler('raise KeyboardInterrupt'));
  expect(failureOf(outcome).errorMessage).toContain('Runtime exited with error: exit status 1');
  expect(linesOf(outcome)).toContain('KeyboardInterrupt');
});

test('a module of the library is named by its text, which inspect and a traceback show', async () => {
  const code = handler(
    `try:
    json.loads("{")
except ValueError:
    told = traceback.format_exc()
return {"file": json.decoder.__file__, "source": inspect.getsource(json.loads)[:10], "told": told}`,
    'import inspect, json, traceback',
  );
  const { file, source, told } = payloadOf(await one(code));
  expect(file).toMatch(/\/json\/decoder\.py$/);
  expect(source).toBe('def loads(');
  expect(told).toContain('return _default_decoder.decode(s)');
});
