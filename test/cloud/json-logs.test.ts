import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  type LoggingConfig,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

/** The log of one cold invocation of a function that logs as JSON, each line parsed. */
async function logOf(
  body: string,
  LoggingConfig: LoggingConfig = {},
  changes: Partial<CreateFunctionCommandInput> = {},
) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      LoggingConfig: { LogFormat: 'JSON', ...LoggingConfig },
      Code: {
        ZipFile: zipSync({ 'index.mjs': strToU8(`export const handler = async (event) => {\n${body}\n};`) }),
      },
      ...changes,
    }),
  );
  await cloud.settled();
  const { $metadata } = await client.send(new InvokeCommand({ FunctionName: 'demo' }));
  const lines = cloud.trace.flatMap((event) => (event.type === 'log' ? [JSON.parse(event.text)] : []));
  return { lines, requestId: $metadata.requestId };
}

const typesOf = (lines: { type?: string }[]) => lines.map(({ type }) => type ?? 'application');

test('in JSON, the platform and the function write one object a line', async () => {
  const { lines, requestId } = await logOf("console.log('hello', 1);\nreturn 1;");
  expect(typesOf(lines)).toEqual(['platform.initStart', 'platform.start', 'application', 'platform.report']);
  const [initStart, start, application, report] = lines;
  expect(initStart.record).toMatchObject({
    initializationType: 'on-demand',
    phase: 'init',
    runtimeVersion: 'nodejs:24.v1',
    functionName: 'demo',
    functionVersion: '$LATEST',
  });
  expect(start).toMatchObject({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    record: { requestId, version: '$LATEST' },
  });
  expect(application).toEqual({
    timestamp: expect.any(String),
    level: 'INFO',
    requestId,
    message: 'hello 1',
  });
  expect(report.record).toMatchObject({ requestId, status: 'success', metrics: { memorySizeMB: 128 } });
  const { durationMs, initDurationMs, billedDurationMs } = report.record.metrics;
  expect(billedDurationMs).toBe(Math.ceil(durationMs + initDurationMs));
});

test('a single value is the message as it is, and an error is told in fields', async () => {
  const { lines } = await logOf(
    "console.info({ order: 7 });\nconsole.error(new TypeError('one'));\nconsole.warn('because', new RangeError('two'));",
    { SystemLogLevel: 'WARN' },
  );
  const [object, error, both] = lines;
  expect(object.message).toEqual({ order: 7 });
  expect(error).toMatchObject({ level: 'ERROR', message: { errorType: 'TypeError', errorMessage: 'one' } });
  expect(both).toMatchObject({ level: 'WARN', errorType: 'RangeError', errorMessage: 'two' });
  expect(both.message).toContain('because RangeError: two');
  expect(both.stackTrace[0]).toBe('RangeError: two');
});

test.each([
  ['INFO', ['INFO', 'WARN']],
  ['WARN', ['WARN']],
  ['TRACE', ['DEBUG', 'INFO', 'WARN']],
] as const)(
  'at the application level %s the function’s lines are %o',
  async (ApplicationLogLevel, levels) => {
    const { lines } = await logOf("console.debug('a');\nconsole.log('b');\nconsole.warn('c');", {
      ApplicationLogLevel,
    });
    expect(lines.flatMap(({ level }) => level ?? [])).toEqual(levels);
  },
);

test('at the system level DEBUG the platform tells when init and runtime are done', async () => {
  const { lines } = await logOf('return 1;', { SystemLogLevel: 'DEBUG' });
  expect(typesOf(lines)).toEqual([
    'platform.initStart',
    'platform.initRuntimeDone',
    'platform.initReport',
    'platform.start',
    'platform.runtimeDone',
    'platform.report',
  ]);
});

test('at the system level WARN the platform writes only of what failed', async () => {
  expect((await logOf('return 1;', { SystemLogLevel: 'WARN' })).lines).toEqual([]);
  const { lines } = await logOf('await new Promise(() => setTimeout(() => {}, 9e6));', {
    SystemLogLevel: 'WARN',
  });
  expect(typesOf(lines)).toEqual(['platform.runtimeDone', 'platform.report']);
  expect(lines.map(({ record }) => record.status)).toEqual(['timeout', 'timeout']);
});

test('an error that the handler throws is the message of one line', async () => {
  const { lines } = await logOf("throw new SyntaxError('boom');", { SystemLogLevel: 'WARN' });
  expect(lines).toMatchObject([
    {
      level: 'ERROR',
      message: { errorType: 'SyntaxError', errorMessage: 'boom', stackTrace: expect.any(Array) },
    },
  ]);
});

test('a process that ends early is told by its report', async () => {
  const { lines } = await logOf('process.exit(3);');
  expect(lines.at(-1).record).toMatchObject({ status: 'error', errorType: 'Runtime.ExitError' });
});
