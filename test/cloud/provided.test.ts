import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { freshCloud, targetOn } from '../support/simulate.ts';

const BOOTSTRAP = `#!/bin/sh
set -euo pipefail

source "$LAMBDA_TASK_ROOT/$(echo "$_HANDLER" | cut -d. -f1).sh"

while true
do
  HEADERS="$(mktemp)"
  EVENT=$(curl -sS -LD "$HEADERS" "http://\${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/next")
  REQUEST_ID=$(grep -Fi Lambda-Runtime-Aws-Request-Id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
  RESPONSE=$($(echo "$_HANDLER" | cut -d. -f2) "$EVENT")
  curl -sS "http://\${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/$REQUEST_ID/response" -d "$RESPONSE"
done
`;
const FUNCTION = `function handler () {
  echo "event: $1" 1>&2
  echo "{\\"hello\\": \\"$(echo "$1" | jq -r .name)\\"}"
}
`;

const EXECUTABLE = { attrs: 0o755 << 16, os: 3 };

async function deployed(files: Parameters<typeof zipSync>[0]) {
  const cloud = await freshCloud();
  const { client, roleArn } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'own',
      Runtime: 'provided.al2023',
      Role: roleArn,
      Handler: 'function.handler',
      Code: { ZipFile: zipSync(files) },
    }),
  );
  await cloud.settled();
  const invoke = async (event: unknown = {}) => {
    const { FunctionError, Payload, LogResult } = await client.send(
      new InvokeCommand({ FunctionName: 'own', Payload: JSON.stringify(event), LogType: 'Tail' }),
    );
    return { FunctionError, payload: Payload?.transformToString() ?? '', log: atob(LogResult ?? '') };
  };
  return { cloud, invoke };
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('a bootstrap in bash serves ten invocations, one after the other', async () => {
  const { invoke, cloud } = await deployed({
    bootstrap: [bytes(BOOTSTRAP), EXECUTABLE],
    'function.sh': bytes(FUNCTION),
  });
  for (let at = 0; at < 10; at += 1) {
    const { payload, log, FunctionError } = await invoke({ name: `n${at}` });
    expect(FunctionError).toBeUndefined();
    expect(JSON.parse(payload)).toEqual({ hello: `n${at}` });
    expect(log).toContain(`event: {"name":"n${at}"}\n`);
  }
  expect(cloud.trace.filter(({ type }) => type === 'environment')).toHaveLength(1);
});

describe('what cannot be started', () => {
  test.each([
    [
      'no bootstrap',
      { 'function.sh': bytes(FUNCTION) },
      "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    ],
    [
      'one that is not executable',
      { bootstrap: bytes(BOOTSTRAP) },
      'fork/exec /var/task/bootstrap: permission denied',
    ],
    [
      'one without an interpreter',
      { bootstrap: [bytes('echo hello\n'), EXECUTABLE] as const },
      'fork/exec /var/task/bootstrap: exec format error',
    ],
    [
      'one whose interpreter is not there',
      { bootstrap: [bytes('#!/usr/bin/perl\n'), EXECUTABLE] as const },
      'fork/exec /var/task/bootstrap: no such file or directory',
    ],
    [
      'one with the line ends of Windows',
      { bootstrap: [bytes('#!/bin/sh\r\n'), EXECUTABLE] as const },
      'fork/exec /var/task/bootstrap: no such file or directory',
    ],
  ])('%s', async (_what, files, message) => {
    const { invoke } = await deployed(files as Parameters<typeof zipSync>[0]);
    const { payload, log, FunctionError } = await invoke();
    expect(FunctionError).toBe('Unhandled');
    expect(JSON.parse(payload)).toMatchObject({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: expect.stringContaining(`Error: ${message}`),
    });
    expect(log).toContain(message);
    expect(log).toContain('Status: error\tError Type: Runtime.InvalidEntrypoint');
  });
});
