import { CreateFunctionCommand, InvokeCommand, PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const EXECUTABLE = { attrs: 0o755 << 16, os: 3 };
const bytes = (text: string) => new TextEncoder().encode(text);

/** It waits for its events in the background, so that a signal finds the shell itself. */
const FLUSH = `#!/bin/bash
set -euo pipefail

NAME="$(basename "$0")"
API="http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension"
HEADERS="$(mktemp)"
EVENT="$(mktemp)"

_term() {
  echo "[$NAME] SIGTERM"
  kill -TERM "$PID" 2>/dev/null || true
  exit 0
}

curl -sS -LD "$HEADERS" -XPOST "$API/register" --header "Lambda-Extension-Name: $NAME" \\
  -d '{"events": ["INVOKE", "SHUTDOWN"]}' > /dev/null
ID="$(grep -Fi Lambda-Extension-Identifier "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)"
echo "[$NAME] registered"

BUFFER=()
while true
do
  curl -sS -L -XGET "$API/event/next" --header "Lambda-Extension-Identifier: $ID" > "$EVENT" &
  PID=$!
  trap _term SIGTERM
  wait "$PID"
  trap - SIGTERM
  if [ "$(jq -r .eventType "$EVENT")" = SHUTDOWN ]; then
    echo "[$NAME] flushed \${#BUFFER[@]}: \${BUFFER[*]}"
    exit 0
  fi
  BUFFER+=("$(jq -r .requestId "$EVENT" | cut -c1-4)")
done
`;

const GRACEFUL = `process.on('SIGTERM', () => { console.log('goodbye'); process.exit(0); });
export const handler = async (event) => event;
`;

async function deployed(
  files: Parameters<typeof zipSync>[0],
  Runtime: 'nodejs24.x' | 'python3.14' | 'provided.al2023',
  layer?: Parameters<typeof zipSync>[0],
) {
  const cloud = await freshCloud();
  const { client, roleArn } = targetOn(cloud);
  const published =
    layer &&
    (await client.send(
      new PublishLayerVersionCommand({ LayerName: 'extension', Content: { ZipFile: zipSync(layer) } }),
    ));
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'f',
      Runtime,
      Role: roleArn,
      Handler: 'index.handler',
      Code: { ZipFile: zipSync(files) },
      ...(published && { Layers: [published.LayerVersionArn!] }),
    }),
  );
  await cloud.settled();
  const log = () => cloud.trace.flatMap((event) => (event.type === 'log' ? [event.text] : []));
  const seen = <T extends TraceEvent['type']>(type: T) =>
    cloud.trace.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type);
  const invoke = async () => {
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({ FunctionName: 'f', Payload: '{"a":1}' }),
    );
    return { payload: Payload?.transformToString(), FunctionError };
  };
  return { cloud, invoke, log, seen };
}

/** The same in JavaScript, which runs where the function's runtime brings Node.js. */
const FLUSH_JS = `#!/usr/bin/env node
import { basename } from 'node:path';

const name = basename(process.argv[1]);
const api = \`http://\${process.env.AWS_LAMBDA_RUNTIME_API}/2020-01-01/extension\`;
const registered = await fetch(\`\${api}/register\`, {
  method: 'POST',
  headers: { 'Lambda-Extension-Name': name },
  body: JSON.stringify({ events: ['INVOKE', 'SHUTDOWN'] }),
});
const headers = { 'Lambda-Extension-Identifier': registered.headers.get('lambda-extension-identifier') };
console.log(\`[\${name}] registered\`);
const buffer = [];
for (;;) {
  const event = await (await fetch(\`\${api}/event/next\`, { headers })).json();
  if (event.eventType === 'SHUTDOWN') {
    console.log(\`[\${name}] flushed \${buffer.length}: \${buffer.join(' ')}\`);
    process.exit(0);
  }
  buffer.push(event.requestId.slice(0, 4));
}
`;

const LAYER = { 'extensions/flush': [bytes(FLUSH), EXECUTABLE] } as Parameters<typeof zipSync>[0];

test.each([
  ['bash', FLUSH],
  ['JavaScript', FLUSH_JS],
])('an extension in %s hears of each invocation, and of the end', async (_language, program) => {
  const layer = { 'extensions/flush': [bytes(program), EXECUTABLE] } as Parameters<typeof zipSync>[0];
  const { cloud, invoke, log, seen } = await deployed({ 'index.mjs': bytes(GRACEFUL) }, 'nodejs24.x', layer);
  expect(await invoke()).toEqual({ payload: '{"a":1}' });
  await invoke();
  await cloud.advance(11 * 60_000);
  const ids = seen('log').flatMap(({ text }) => /^START RequestId: (.{4})/.exec(text)?.[1] ?? []);
  expect(log()).toContain('EXTENSION\tName: flush\tState: Ready\tEvents: [INVOKE, SHUTDOWN]');
  expect(log().at(-1)).toBe(`[flush] flushed 2: ${ids.join(' ')}`);
  expect(seen('shutdown')).toMatchObject([{ reason: 'spindown' }]);
  expect(seen('phase')[0]?.parts?.map((part) => part.of)).toEqual(['extension', 'runtime', 'function']);
});

const GRACEFUL_PYTHON = `import signal
import sys

def goodbye(number, frame):
    print('goodbye', number)
    sys.exit(0)

signal.signal(signal.SIGTERM, goodbye)

def handler(event, context):
    return event
`;

test.each([
  ['runs with an extension', LAYER, true],
  ['does not run without one', undefined, false],
])('what a function in Python does on SIGTERM %s', async (_how, layer, runs) => {
  const files = { 'index.py': bytes(GRACEFUL_PYTHON) };
  const { cloud, invoke, log } = await deployed(files, 'python3.14', layer);
  expect(await invoke()).toEqual({ payload: '{"a": 1}' });
  await cloud.advance(11 * 60_000);
  expect(log().includes('goodbye 15')).toBe(runs);
});

const TRAPPING = `#!/bin/bash
trap 'echo "cleaned up"; exit 0' SIGTERM
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
while true
do
  HEADERS="$(mktemp)"
  EVENT="$(curl -sS -LD "$HEADERS" "$API/invocation/next")"
  ID="$(grep -Fi Lambda-Runtime-Aws-Request-Id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)"
  curl -sS -o /dev/null "$API/invocation/$ID/response" -d "$EVENT"
done
`;

test.each([
  ['runs with an extension', LAYER, true],
  ['does not run without one', undefined, false],
])('a trap on SIGTERM in the bootstrap %s', async (_how, layer, runs) => {
  const { cloud, invoke, log } = await deployed(
    { bootstrap: [bytes(TRAPPING), EXECUTABLE] },
    'provided.al2023',
    layer,
  );
  expect(await invoke()).toEqual({ payload: '{"a":1}' });
  await cloud.advance(11 * 60_000);
  expect(log().includes('cleaned up')).toBe(runs);
});
