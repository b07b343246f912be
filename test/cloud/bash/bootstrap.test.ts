import { expect, test } from 'vitest';
import { event, runScript } from './run-script.ts';

const BOOTSTRAP = `
set -euo pipefail
# Initialization: the handler's file.
source $LAMBDA_TASK_ROOT/"$(echo $_HANDLER | cut -d. -f1).sh"
while true
do
  HEADERS="$(mktemp)"
  EVENT=$(curl -sS -LD "$HEADERS" "http://\${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/next")
  ID=$(grep -Fi Lambda-Runtime-Aws-Request-Id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
  ANSWER=$($(echo "$_HANDLER" | cut -d. -f2) "$EVENT")
  curl "http://\${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/$ID/response" -d "$ANSWER"
done
`;
const HANDLER = `function handler () {
  echo "got $1" 1>&2
  echo "hello $(echo "$1" | jq -r .name)"
}
`;

test('a loop over the Runtime API serves event after event, and waits in between', async () => {
  const script = await runScript(BOOTSTRAP, { task: { 'function.sh': HANDLER } });
  expect(script.log).toEqual([]);
  for (const name of ['Ada', 'Bob', 'Cay']) {
    expect(script.held).toHaveLength(1);
    await script.held.shift()!.respond(event(`id-${name}`, { name }));
  }
  const posts = script.asked.filter(({ method }) => method === 'POST');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/2018-06-01/runtime/invocation/id-Ada/response', 'hello Ada'],
    ['/2018-06-01/runtime/invocation/id-Bob/response', 'hello Bob'],
    ['/2018-06-01/runtime/invocation/id-Cay/response', 'hello Cay'],
  ]);
  expect(script.log).toContain('got {"name":"Ada"}');
  expect(script.log).toContain('{"status":"OK"}');
  expect(script.exit()).toBeUndefined();
});

test('limits of the interpreter are those of one event, however many there are', async () => {
  const script = await runScript(`
while true; do
  { echo begun; curl -s "$AWS_LAMBDA_RUNTIME_API/next"; echo; } | tail -1
  awk 'BEGIN { while (i < 100000) i++; print i }'
done`);
  for (let times = 0; times < 12; times += 1) {
    script.log.length = 0;
    script.renew();
    await script.held.shift()!.respond(event(`id-${times}`, times));
    expect(script.log).toEqual([String(times), '100000']);
  }
});
