import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListFunctionsCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const zipOf = (code: string) => zipSync({ 'index.mjs': strToU8(code) });
const WAIT = zipOf(
  "export const handler = () => new Promise((done) => setTimeout(() => done(process.env.STAGE ?? 'none'), 60_000));",
);

async function account(settings: Partial<CreateFunctionCommandInput> = {}, names = ['demo']) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  const create = (FunctionName: string, changes: Partial<CreateFunctionCommandInput> = settings) =>
    client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111122223333:role/demo',
        Timeout: 90,
        Code: { ZipFile: WAIT },
        ...changes,
      }),
    );
  for (const name of names) await create(name);
  await cloud.settled();
  const configure = (changes: Partial<UpdateFunctionConfigurationCommandInput>) =>
    client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'demo', ...changes }));
  const invoke = async () => {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'demo' }));
    return JSON.parse(Payload?.transformToString() ?? '');
  };
  return { cloud, client, create, configure, invoke };
}

const refusal = (sent: Promise<unknown>): Promise<Error> =>
  sent.then(
    () => expect.unreachable('it should have been refused'),
    (error) => error,
  );

test('several members that are wrong are named together', async () => {
  const { create } = await account({}, []);
  const error = await refusal(create('demo', { MemorySize: 1, Role: 'r1' }));
  expect(error.name).toBe('ValidationException');
  expect(error.message).toMatch(
    /^2 validation errors detected: Value 'r1' at 'role' failed .*; Value '1' at 'memorySize'/,
  );
});

test.each([
  [
    { Variables: { AWS_REGION: 'x', OK: 'y' } },
    'InvalidParameterValueException',
    'Reserved keys used in this request: AWS_REGION',
  ],
  [{ Variables: { '1st': 'x' } }, 'ValidationException', "Value '{1st=x}' at 'environment.variables'"],
])('variables named %o are refused', async (Environment, name, message) => {
  const { create } = await account({}, []);
  const error = await refusal(create('demo', { Environment }));
  expect(error.name).toBe(name);
  expect(error.message).toContain(message);
});

test('until an update is done, invocations run the function as it was', async () => {
  const { cloud, configure, invoke } = await account({ Environment: { Variables: { STAGE: 'before' } } });
  const updated = await configure({ Environment: { Variables: { STAGE: 'after' } } });
  expect(updated).toMatchObject({
    Environment: { Variables: { STAGE: 'after' } },
    LastUpdateStatus: 'InProgress',
    LastUpdateStatusReasonCode: 'Creating',
  });
  expect(await invoke()).toBe('before');
  await cloud.settled();
  expect(await invoke()).toBe('after');
});

test('an update that names an old revision is refused, and each update makes a new one', async () => {
  const { cloud, client, configure } = await account();
  const revision = async () =>
    (await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'demo' }))).RevisionId ?? '';
  const before = await revision();
  const { RevisionId } = await configure({ RevisionId: before, Description: 'next' });
  expect(RevisionId).not.toBe(before);
  await cloud.settled();
  expect(await revision()).not.toBe(RevisionId);
  const error = await refusal(configure({ RevisionId: before, Description: 'too late' }));
  expect(error.name).toBe('PreconditionFailedException');
});

test('what an update does not name stays as it was', async () => {
  const { configure } = await account({ Description: 'mine', LoggingConfig: { LogFormat: 'JSON' } });
  expect(await configure({ MemorySize: 256, LoggingConfig: { SystemLogLevel: 'WARN' } })).toMatchObject({
    Description: 'mine',
    Timeout: 90,
    MemorySize: 256,
    LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' },
  });
});

test('a dry run of new code tells its hash and changes nothing', async () => {
  const { client } = await account();
  const { CodeSha256 } = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'demo' }));
  const ZipFile = zipOf('export const handler = async () => 2;');
  const dry = await client.send(
    new UpdateFunctionCodeCommand({ FunctionName: 'demo', ZipFile, DryRun: true }),
  );
  expect(dry.CodeSha256).not.toBe(CodeSha256);
  const after = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'demo' }));
  expect(after.CodeSha256).toBe(CodeSha256);
});

test('a deleted function answers the invocations it has begun, and its environments end', async () => {
  const { cloud, client, invoke } = await account();
  const [answer] = await Promise.all([
    invoke(),
    client.send(new DeleteFunctionCommand({ FunctionName: 'demo' })),
  ]);
  expect(answer).toBe('none');
  expect(cloud.trace.filter(({ type }) => type === 'reclaimed')).toMatchObject([{ reason: 'deleted' }]);
  expect((await refusal(invoke())).name).toBe('ResourceNotFoundException');
});

test('functions are listed by name, page after page, without their state', async () => {
  const { client } = await account({}, ['beta', 'alpha', 'gamma']);
  const first = await client.send(new ListFunctionsCommand({ MaxItems: 2 }));
  expect(first.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['alpha', 'beta']);
  expect(first.Functions?.[0]).not.toHaveProperty('State');
  const last = await client.send(new ListFunctionsCommand({ Marker: first.NextMarker }));
  expect(last.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['gamma']);
  expect(last.NextMarker).toBeUndefined();
});

test('a dry run of an invocation is 204, and runs nothing', async () => {
  const { cloud, client } = await account();
  const { StatusCode, Payload } = await client.send(
    new InvokeCommand({ FunctionName: 'demo', InvocationType: 'DryRun' }),
  );
  expect(StatusCode).toBe(204);
  expect(Payload?.length ?? 0).toBe(0);
  expect(cloud.trace.some(({ type }) => type === 'environment')).toBe(false);
});

test('a runtime that AWS has and this simulator has not can be configured, and says so when it is invoked', async () => {
  const { invoke } = await account({ Runtime: 'java21' });
  expect((await invoke()).errorMessage).toMatch(
    /^java21 does not run in this simulator, which has nodejs24\.x/,
  );
});

test('what nothing here would act on is refused by name', async () => {
  const { create } = await account({}, []);
  const error = await refusal(create('demo', { VpcConfig: { SubnetIds: ['subnet-1'] } }));
  expect(error.message).toBe('This simulator does not have VpcConfig of CreateFunction yet.');
});
