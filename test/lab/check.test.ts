import { InvokeCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import type { Check, SimulatorCheckContext } from '../../src/lab/check.ts';
import { judge } from '../../src/lab/judge.ts';
import type { LabSettings } from '../../src/lab/lab.ts';
import { readLab } from '../../src/lab/read.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const lab: LabSettings = readLab('hello-event');
const files = [{ path: 'index.mjs', text: 'export const handler = async () => ({ at: Date.now() });' }];

const simulatorCheck = (id: string, see: (context: SimulatorCheckContext) => Promise<void>): Check => ({
  reads: 'simulator',
  id,
  step: 2,
  title: id,
  hints: ['Look.'],
  async run(context) {
    await see(context);
    return { kind: 'pass' };
  },
});

const judgeWith = async (...checks: Check[]) => {
  const session = createLabSession(lab, targetOn(await freshCloud()), async () => checks);
  const verdict = await session.check(files);
  if (verdict.kind === 'refused') throw new Error(verdict.message);
  return verdict.results;
};

test('a result says which step it belongs to', async () => {
  expect((await judgeWith(simulatorCheck('a', async () => {})))[0]).toMatchObject({ id: 'a', step: 2 });
});

test('a simulator check sees the trace of its own invocations, and no others', async () => {
  const phases: string[][] = [];
  const look = async ({ invoke, trace }: SimulatorCheckContext) => {
    expect(trace()).toEqual([]);
    await invoke({});
    phases.push(trace().flatMap((event) => (event.type === 'phase' ? [event.phase] : [])));
  };
  await judgeWith(simulatorCheck('first', look), simulatorCheck('second', look));
  expect(phases).toEqual([['init', 'invoke'], ['invoke']]);
});

test('what earlier runs left in their environments is not judged', async () => {
  const counting = [{ path: 'index.mjs', text: 'let n = 0;\nexport const handler = async () => ++n;' }];
  const seen: unknown[] = [];
  const check = simulatorCheck('counts', async ({ invoke }) => {
    seen.push((await invoke({})).payload);
  });
  const session = createLabSession(lab, targetOn(await freshCloud()), async () => [check]);
  for (let run = 0; run < 2; run += 1) await session.run(counting, '{}');
  await session.check(counting);
  await session.check(counting);
  expect(seen).toEqual([1, 1]);
});

test('what the bare client does is in the trace as well', async () => {
  await judgeWith(
    simulatorCheck('bare', async ({ client, functionName, trace }) => {
      await client.send(new InvokeCommand({ FunctionName: functionName }));
      expect(trace().some((event) => event.type === 'phase' && event.phase === 'invoke')).toBe(true);
    }),
  );
});

test('a request that is refused is in the trace', async () => {
  await judgeWith(
    simulatorCheck('refused', async ({ client, trace }) => {
      const missing = new InvokeCommand({ FunctionName: 'not-there' });
      await expect(client.send(missing)).rejects.toThrow();
      expect(trace()).toContainEqual(expect.objectContaining({ type: 'request', statusCode: 404 }));
    }),
  );
});

test('virtual time is that of the account, and never runs back', async () => {
  await judgeWith(
    simulatorCheck('time', async ({ invoke, now, settled }) => {
      const { payload } = await invoke({});
      expect(now()).toBeGreaterThanOrEqual((payload as { at: number }).at);
      const before = now();
      await settled();
      expect(now()).toBeGreaterThanOrEqual(before);
    }),
  );
});

test('a simulator check makes a bucket, and finds in it what a function stores', async () => {
  const code = `import boto3
def handler(event, context):
    boto3.client("s3").put_object(Bucket=event["bucket"], Key="a b", Body="kept")`;
  const check = simulatorCheck('stores', async ({ s3, invoke, trace }) => {
    expect(await s3('PUT', '/notes')).toMatchObject({ statusCode: 200 });
    expect((await s3('GET', '/notes/a%20b')).text).toContain('<Code>NoSuchKey</Code>');
    await invoke({ bucket: 'notes' });
    expect(trace()).toContainEqual(expect.objectContaining({ type: 'service-call', operation: 'PutObject' }));
    expect(await s3('GET', '/notes/a%20b')).toMatchObject({ statusCode: 200, text: 'kept' });
    expect((await s3('GET', '/notes?list-type=2&prefix=a')).text).toContain('<Key>a b</Key>');
  });
  const python: LabSettings = { ...lab, runtime: 'python3.14' };
  const session = createLabSession(python, targetOn(await freshCloud()), async () => [check]);
  const verdict = await session.check([{ path: 'index.py', text: code }]);
  expect(verdict).toMatchObject({ results: [{ outcome: { kind: 'pass' } }] });
});

test('a check that asks for what the account does not have fails, and says what that is', async () => {
  const asks = simulatorCheck('asks', async ({ invoke }) => void (await invoke({}, 'live')));
  expect((await judgeWith(asks))[0]?.outcome).toEqual({
    kind: 'fail',
    expected: 'the account to have it',
    actual: expect.stringMatching(/^Function not found: .+:live$/),
  });
});

test('a check without an answer in time is a timeout, and the client is as it was', async () => {
  const target = targetOn(await freshCloud());
  const context = {
    client: target.client,
    functionName: 'f',
    lab,
    files: [],
    invoke: async () => ({ payload: 1, log: '', version: '$LATEST' }),
  };
  const stuck = simulatorCheck('stuck', () => new Promise(() => {}));
  expect((await judge(stuck, context, target, 0, 5)).outcome).toEqual({ kind: 'timeout', seconds: 0.005 });
});
