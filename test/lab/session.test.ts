import {
  DeleteFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  type LoggingConfig,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import type { Check } from '../../src/lab/check.ts';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import type { SourceFile } from '../../src/lab/lab.ts';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { createLabSession, type LabSession } from '../../src/lab/session.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const FunctionName = 'shared';
const saying = (what: string): SourceFile[] => [
  { path: 'index.mjs', text: `console.log('says ${what}'); export const handler = async () => '${what}';` },
];
const open = async () =>
  createLabSession({ ...SCRATCH, id: FunctionName }, targetOn(await freshCloud()), async () => []);
const updates = async ({ client }: LabSession) =>
  (await client.send(new GetFunctionCommand({ FunctionName }))).Configuration?.LastModified;

test('code that others deployed gives way to the learner’s files at the next run', async () => {
  const session = await open();
  await session.run(saying('mine'), '{}');
  await session.client.send(
    new UpdateFunctionCodeCommand({ FunctionName, ZipFile: buildDeploymentPackage(saying('theirs')) }),
  );
  expect(await session.run(saying('mine'), '{}')).toMatchObject({ payload: '"mine"' });
});

test('code that others deployed stays when it is what the learner has', async () => {
  const session = await open();
  await session.run(saying('old'), '{}');
  await session.client.send(
    new UpdateFunctionCodeCommand({ FunctionName, ZipFile: buildDeploymentPackage(saying('new')) }),
  );
  await session.advance(60_000);
  const before = await updates(session);
  expect(await session.run(saying('new'), '{}')).toMatchObject({ payload: '"new"' });
  expect(await updates(session)).toBe(before);
});

test('a function that others deleted is created anew', async () => {
  const session = await open();
  await session.run(saying('one'), '{}');
  await session.client.send(new DeleteFunctionCommand({ FunctionName }));
  expect(await session.run(saying('one'), '{}')).toMatchObject({ kind: 'returned', payload: '"one"' });
});

test('two that find no function create one function', async () => {
  const session = await open();
  const both = await Promise.all([session.create(saying('a')), session.run(saying('a'), '{}')]);
  expect(both).toMatchObject([undefined, { payload: '"a"' }]);
});

test('a function that is there stays as it is when there is only to be one', async () => {
  const session = await open();
  await session.run(saying('theirs'), '{}');
  await session.create(saying('mine'));
  await session.client.send(new InvokeCommand({ FunctionName }));
  expect(await session.sinceLast([])).toMatchObject({ payload: '"theirs"' });
});

test('what others invoked is seen as a run, once', async () => {
  const session = await open();
  await session.create(saying('hi'));
  expect(await session.sinceLast([])).toBeUndefined();
  await session.client.send(new InvokeCommand({ FunctionName }));
  expect(await session.sinceLast([])).toMatchObject({
    kind: 'returned',
    payload: '"hi"',
    phases: [{ phase: 'init' }, { phase: 'invoke' }],
    log: expect.arrayContaining([{ kind: 'function', text: expect.stringContaining('says hi') }]),
  });
  expect(await session.sinceLast([])).toBeUndefined();
});

test('what checks had the function do is nobody’s run', async () => {
  const check: Check = {
    reads: 'client',
    id: 'answers',
    step: 1,
    title: 'It answers',
    hints: ['Return something.'],
    run: async ({ invoke }) => {
      await invoke({});
      return { kind: 'pass' };
    },
  };
  const session = createLabSession(
    { ...SCRATCH, id: FunctionName },
    targetOn(await freshCloud()),
    async () => [check],
  );
  expect(await session.check(saying('hi'))).toMatchObject({ results: [{ outcome: { kind: 'pass' } }] });
  expect(await session.sinceLast([])).toBeUndefined();
});

test('a function that logs in JSON runs with its figures, and with none where its log level leaves them out', async () => {
  const session = await open();
  const setLog = async (LoggingConfig: LoggingConfig) => {
    await session.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, LoggingConfig }));
    await session.settled();
  };
  await session.run(saying('one'), '{}');
  await setLog({ LogFormat: 'JSON' });
  expect(await session.run(saying('one'), '{}')).toMatchObject({
    payload: '"one"',
    report: { memorySizeMB: 128, durationMs: expect.any(Number), initDurationMs: expect.any(Number) },
  });
  await session.client.send(new InvokeCommand({ FunctionName }));
  expect(await session.sinceLast(saying('one'))).toMatchObject({ report: { memorySizeMB: 128 } });
  await setLog({ LogFormat: 'JSON', SystemLogLevel: 'WARN' });
  expect(await session.run(saying('one'), '{}')).toMatchObject({ payload: '"one"', report: undefined });
});
