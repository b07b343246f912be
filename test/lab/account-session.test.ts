import { CreateFunctionCommand, GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HttpResponse } from '@smithy/core/protocols';
import { expect, test } from 'vitest';
import { createAccountSession } from '../../src/lab/account-session.ts';
import type { Check } from '../../src/lab/check.ts';
import { zipOf } from '../../src/lab/zip.ts';
import type { AccountTarget } from '../../src/targets/account.ts';
import { asLab, freshCloud, HELLO, targetOn } from '../support/simulate.ts';

const lab = asLab(HELLO);
const FILES = [{ path: 'index.mjs', text: 'export const handler = async ({ name }) => `Hello, ${name}!`;' }];

const says: Check = {
  reads: 'client',
  id: 'says',
  step: 1,
  title: 'Says hello',
  hints: ['Say it'],
  async run({ invoke }) {
    const { payload } = await invoke({ name: 'Ada' });
    return payload === 'Hello, Ada!'
      ? { kind: 'pass' }
      : { kind: 'fail', expected: 'Hello, Ada!', actual: String(payload) };
  },
};
const looksInside: Check = { ...says, reads: 'simulator', id: 'looks-inside' };

/** An account that has nothing but the SDK's client. */
async function anAccount(): Promise<AccountTarget> {
  const { client, roleArn, functionReady } = targetOn(await freshCloud());
  const place = { name: 'here', url: 'https://lambda.example.com', region: 'us-east-1' };
  return { kind: 'account', place, client, roleArn, functionReady };
}

const there = ({ client }: AccountTarget) => client.send(new GetFunctionCommand({ FunctionName: lab.id }));

test('a lab runs in an account, with the log that Lambda’s answer carries', async () => {
  const session = createAccountSession(lab, await anAccount(), async () => [says]);
  expect(await session.connect()).toBeUndefined();
  expect(await session.run(FILES, '{"name":"Ada"}')).toMatchObject({
    kind: 'returned',
    payload: '"Hello, Ada!"',
    phases: [],
    report: { memorySizeMB: 128 },
  });
});

test('an account answers client checks; a check that reads the simulator is unavailable', async () => {
  const session = createAccountSession(lab, await anAccount(), async () => [says, looksInside]);
  const judged = await session.check(FILES);
  expect(judged).toMatchObject({
    kind: 'judged',
    results: [
      { id: 'says', outcome: { kind: 'pass' } },
      { id: 'looks-inside', outcome: { kind: 'unavailable' } },
    ],
  });
  expect(judged.kind === 'judged' && judged.results[0]?.log.map(({ text }) => text).join('\n')).toMatch(
    /^REPORT/m,
  );
});

test('clean-up deletes what the lab made, and is content when there is nothing', async () => {
  const account = await anAccount();
  const session = createAccountSession(lab, account, async () => []);
  expect(await session.cleanUp()).toBeUndefined();
  await session.run(FILES, '{}');
  expect((await there(account)).Configuration?.FunctionName).toBe(lab.id);
  expect(await session.cleanUp()).toBeUndefined();
  await expect(there(account)).rejects.toThrow(/Function not found/);
});

test('a function of the same name that the workbook did not make is neither changed nor deleted', async () => {
  const account = await anAccount();
  await account.client.send(
    new CreateFunctionCommand({
      FunctionName: lab.id,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: account.roleArn,
      Code: { ZipFile: zipOf([{ path: 'index.mjs', text: '// Theirs' }]) },
    }),
  );
  await account.functionReady(lab.id);
  const before = (await there(account)).Configuration?.RevisionId;
  const session = createAccountSession(lab, account, async () => [says]);
  const refusals = [await session.run(FILES, '{}'), await session.check(FILES), await session.cleanUp()];
  for (const refused of refusals) expect(refused).toMatchObject({ kind: 'refused', name: 'NotOurFunction' });
  await account.functionReady(lab.id);
  expect((await there(account)).Configuration?.RevisionId).toBe(before);
});

test('what the account refuses is told with what to do', async () => {
  const account = await anAccount();
  const answering = (handle: () => Promise<{ response: HttpResponse }>) => {
    const client = new LambdaClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'A', secretAccessKey: 'B' },
      maxAttempts: 1,
      requestHandler: { handle },
    });
    return createAccountSession(lab, { ...account, client }, async () => []);
  };
  const unreachable = answering(async () => {
    throw new TypeError('Failed to fetch');
  });
  expect(await unreachable.connect()).toMatchObject({
    kind: 'refused',
    name: 'No answer',
    message: expect.stringContaining('https://lambda.example.com gave no answer'),
  });
  const faulty = answering(async () => {
    throw new TypeError('Cannot read properties of undefined');
  });
  await expect(faulty.connect()).rejects.toThrow('Cannot read properties of undefined');
  const expired = answering(async () => {
    const headers = { 'x-amzn-errortype': 'ExpiredTokenException', 'content-type': 'application/json' };
    const body = new TextEncoder().encode(
      '{"message":"The security token included in the request is expired"}',
    );
    return { response: new HttpResponse({ statusCode: 403, headers, body }) };
  });
  expect(await expired.run(FILES, '{}')).toMatchObject({
    kind: 'refused',
    name: 'ExpiredTokenException',
    message: expect.stringMatching(
      /is expired\. Leave the account, and connect again with fresh credentials\.$/,
    ),
  });
});
