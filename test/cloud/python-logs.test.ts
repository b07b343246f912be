import { CreateFunctionCommand, InvokeCommand, type LoggingConfig } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { handler } from '../support/python-outcomes.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

/** What the function itself wrote in one cold invocation, at the level WARN of the system. */
async function linesOf(code: string, logging: LoggingConfig = {}) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime: 'python3.14',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      LoggingConfig: { LogFormat: 'JSON', ...logging },
      Code: { ZipFile: zipSync({ 'index.py': strToU8(code) }) },
    }),
  );
  await cloud.settled();
  const { $metadata } = await client.send(new InvokeCommand({ FunctionName: 'demo' }));
  const lines = cloud.trace.flatMap((event) =>
    event.type === 'log' && event.source === 'function' ? [event.text] : [],
  );
  await cloud.reclaim('demo');
  return { lines, requestId: $metadata.requestId };
}

test('in JSON, a call of logging is one object, and print stays as it is', async () => {
  const body = `print("plain")
logging.getLogger("orders").warning("order %d is late", 7, extra={"order": {"id": 7}, "customer": None})`;
  const { lines, requestId } = await linesOf(handler(body, 'import logging'));
  expect(lines[0]).toBe('plain');
  expect(Object.entries(JSON.parse(lines[1]!))).toEqual([
    ['timestamp', expect.stringMatching(/^2026-11-23T10:40:\d\d\.\d{3}Z$/)],
    ['level', 'WARNING'],
    ['message', 'order 7 is late'],
    ['logger', 'orders'],
    ['requestId', requestId],
    ['order', { id: 7 }],
  ]);
});

test('an error that logging tells has its type, message, trace and place', async () => {
  const body = 'try: 1 / 0\nexcept ZeroDivisionError: logging.exception("cannot divide")';
  const { lines } = await linesOf(handler(body, 'import logging'));
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'ERROR',
    message: 'cannot divide',
    logger: 'root',
    errorType: 'ZeroDivisionError',
    errorMessage: 'division by zero',
    stackTrace: [expect.stringContaining('File "/var/task/index.py", line 3, in handler')],
    location: '/var/task/index.py:handler:4',
  });
});

test.each([
  [undefined, ['INFO', 'WARNING', 'CRITICAL']],
  ['TRACE', ['DEBUG', 'INFO', 'WARNING', 'CRITICAL']],
  ['DEBUG', ['DEBUG', 'INFO', 'WARNING', 'CRITICAL']],
  ['WARN', ['WARNING', 'CRITICAL']],
  ['FATAL', ['CRITICAL']],
] as const)('at the application level %s the levels %o are logged', async (ApplicationLogLevel, levels) => {
  const body = 'for level in ("debug", "info", "warning", "critical"): getattr(logging, level)("x")';
  const { lines } = await linesOf(
    handler(body, 'import logging'),
    ApplicationLogLevel && { ApplicationLogLevel },
  );
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(levels);
});

test('an error that the handler raises is one object without a logger', async () => {
  const { lines, requestId } = await linesOf(handler('raise ValueError("Žofie")'));
  expect(lines).toHaveLength(1);
  expect(Object.entries(JSON.parse(lines[0]!))).toEqual([
    ['timestamp', expect.stringMatching(/^2026-11-23T10:40:\d\d$/)],
    ['log_level', 'ERROR'],
    ['errorMessage', 'Žofie'],
    ['errorType', 'ValueError'],
    ['requestId', requestId],
    ['stackTrace', ['  File "/var/task/index.py", line 3, in handler\n    raise ValueError("Žofie")\n']],
  ]);
});

test('an init that fails warns before it tells why, both as objects', async () => {
  const { lines } = await linesOf('import nowhere');
  const [warning, error] = lines.map((line) => JSON.parse(line));
  expect(warning).toMatchObject({ level: 'WARNING', logger: 'root', requestId: '' });
  expect(warning.message).toMatch(/^LAMBDA_WARNING: Unhandled exception\./);
  expect(error).toMatchObject({ log_level: 'ERROR', errorType: 'Runtime.ImportModuleError', requestId: '' });
});
