import {
  CreateFunctionCommand,
  type CreateFunctionRequest,
  InvokeCommand,
  PublishLayerVersionCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { zipOf } from '../../../src/lab/zip.ts';
import { freshCloud, targetOn } from '../../support/simulate.ts';

const BOOTSTRAP = `#!/bin/bash
set -euo pipefail
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
source ./function.sh
while true; do
  HEADERS="$(mktemp)"
  EVENT=$(curl -sS -LD "$HEADERS" "$API/next")
  ID=$(grep -Fi Lambda-Runtime-Aws-Request-Id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
  ANSWER=$(handler "$EVENT")
  curl -s "$API/$ID/response" -d "$ANSWER" > /dev/null
done
`;

async function deploy(handler: string, settings: Partial<CreateFunctionRequest> = {}, extension?: string) {
  const cloud = await freshCloud();
  const { client, roleArn } = targetOn(cloud);
  const Layers = extension
    ? await client
        .send(
          new PublishLayerVersionCommand({
            LayerName: 'flush',
            Content: { ZipFile: zipOf([{ path: 'extensions/flush', text: extension }]) },
          }),
        )
        .then(({ LayerVersionArn = '' }) => [LayerVersionArn])
    : [];
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'own',
      Runtime: 'provided.al2023',
      Role: roleArn,
      Handler: 'function.handler',
      Layers,
      Code: {
        ZipFile: zipOf([
          { path: 'bootstrap', text: BOOTSTRAP },
          { path: 'function.sh', text: `handler() {\n${handler}\n}\n` },
        ]),
      },
      ...settings,
    }),
  );
  await cloud.settled();
  const invoke = async (event: unknown = {}) => {
    const {
      FunctionError,
      Payload,
      LogResult = '',
    } = await client.send(
      new InvokeCommand({ FunctionName: 'own', Payload: JSON.stringify(event), LogType: 'Tail' }),
    );
    const log = new TextDecoder().decode(Uint8Array.from(atob(LogResult), (byte) => byte.charCodeAt(0)));
    return { FunctionError, payload: Payload?.transformToString() ?? '', log: log.trimEnd().split('\n') };
  };
  return { cloud, invoke };
}

test('the same requests give the same trace', async () => {
  const traceOf = async () => {
    const { cloud, invoke } = await deploy('echo "$RANDOM $(date +%s%N) $(mktemp -u) $1"; sleep 0.2');
    for (const n of [1, 2, 3]) await invoke({ n });
    await cloud.advance(60_000);
    return cloud.trace.slice();
  };
  expect(await traceOf()).toEqual(await traceOf());
});

test.each([
  ['a loop', 'while :; do :; done', { errorType: 'Sandbox.Timedout' }, 'Status: timeout'],
  ['what waits too long', 'sleep 60', { errorType: 'Sandbox.Timedout' }, 'Status: timeout'],
  [
    'full memory',
    'x=aaaa; while :; do x=$x$x; done',
    { errorType: 'Runtime.ExitError' },
    'Max Memory Used: 128 MB',
  ],
  [
    'a mistake',
    'nowhere || exit',
    { errorType: 'Runtime.ExitError' },
    './function.sh: line 2: nowhere: command not found',
  ],
])('%s ends the invocation, and the next one is served', async (_what, code, payload, line) => {
  const { invoke } = await deploy(`[ "$1" = '{}' ] || { ${code}; }; echo fine`);
  expect((await invoke()).payload).toBe('fine');
  const ended = await invoke({ end: true });
  expect(JSON.parse(ended.payload)).toMatchObject(payload);
  expect(ended.log.join('\n')).toContain(line);
  expect((await invoke()).payload).toBe('fine');
});

test('the log is there although the handler never came to its end', async () => {
  const { invoke } = await deploy('echo "began $1" >&2; sleep 60; echo never');
  const { log } = await invoke({ n: 1 });
  expect(log[1]).toBe('began {"n":1}');
});

test('it computes on the share of a vCPU that its memory buys', async () => {
  const durationOf = async (MemorySize: number) => {
    const { invoke } = await deploy('echo done', { MemorySize });
    await invoke();
    const { log } = await invoke();
    return Number(/\tDuration: ([\d.]+) ms/.exec(log.at(-1) ?? '')?.[1]);
  };
  expect((await durationOf(128)) / (await durationOf(1769))).toBeGreaterThan(8);
});

const EXTENSION = `#!/bin/bash
set -euo pipefail
NAME="$(basename "$0")"
API="http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension"
on_term() { echo "[$NAME] SIGTERM"; kill -TERM "$PID" 2> /dev/null; }
HEADERS="$(mktemp)"; EVENT="$(mktemp)"
curl -sS -o /dev/null -D "$HEADERS" -H "Lambda-Extension-Name: $NAME" "$API/register" -d '{"events":["INVOKE","SHUTDOWN"]}'
ID=$(grep -Fi Lambda-Extension-Identifier "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
while true; do
  curl -sS -H "Lambda-Extension-Identifier: $ID" "$API/event/next" > "$EVENT" & PID=$!
  trap on_term SIGTERM; wait "$PID"; trap - SIGTERM
  TYPE=$(jq -r .eventType "$EVENT")
  echo "[$NAME] $TYPE"
  [ "$TYPE" != SHUTDOWN ] || exit 0
done
`;

test('an extension in bash hears of each invocation, and of the end', async () => {
  const { cloud, invoke } = await deploy('echo hello', {}, EXTENSION);
  for (let times = 0; times < 3; times += 1) {
    const { payload, log } = await invoke();
    expect(payload).toBe('hello');
    expect(log).toContain('[flush] INVOKE');
  }
  await cloud.advance(20 * 60_000);
  const last = cloud.trace.filter((event) => event.type === 'log').at(-1);
  expect(last).toMatchObject({ text: '[flush] SHUTDOWN' });
});
