import { expect, test } from 'vitest';
import { event, runScript } from './run-script.ts';

test('jobs run beside the shell, and wait tells how they ended', async () => {
  const script = await runScript(`
sleep 1 & A=$!
{ sleep 2; echo two; exit 5; } & B=$!
X=outer; (X=inner; sleep 0.1) &
echo started
wait $A; echo "A $? at $SECONDS"
wait $B; echo "B $? at $SECONDS $X"
for i in 3 1 2; do (sleep 0.$i; echo job $i) & done; wait; echo all
wait 99999; echo $?`);
  expect(script.log).toEqual(['started']);
  await script.pass(5_000);
  expect(script.log.slice(1)).toEqual([
    ...['A 0 at 1', 'two', 'B 5 at 2 outer', 'job 1', 'job 2', 'job 3', 'all'],
    ...['/var/task/bootstrap: line 10: wait: pid 99999 is not a child of this shell', '127'],
  ]);
});

test('kill ends a job, and timeout what takes too long', async () => {
  const script = await runScript(`
sleep 100 & kill -TERM $!; wait $!; echo "status $?"
curl -s $AWS_LAMBDA_RUNTIME_API/next & kill -s KILL $!; wait $!; echo "status $?"
kill $!; kill -0 $$ && echo alive; kill nobody
timeout 1 sleep 10; echo "status $? at $SECONDS"
timeout 3 sleep 1; echo "status $? at $SECONDS"`);
  await script.pass(5_000);
  expect(script.log).toEqual([
    ...[
      'status 143',
      'status 137',
      expect.stringMatching(/line 5: kill: \(\d+\) - No such process$/),
      'alive',
    ],
    '/var/task/bootstrap: line 5: kill: nobody: arguments must be process or job IDs',
    ...['status 124 at 1', 'status 0 at 2'],
  ]);
});

const EXTENSION = `
set -euo pipefail
_term() {
  echo "[flush] got SIGTERM"
  kill -TERM "$PID" 2>/dev/null || true
}
forward() {
  trap _term SIGTERM
  wait "$PID"
  trap - SIGTERM
  wait "$PID" || true
}
ANSWER=$(mktemp)
while true; do
  curl -sS -X GET "http://\${AWS_LAMBDA_RUNTIME_API}/2020-01-01/extension/event/next" > "$ANSWER" &
  PID=$!
  forward
  echo "[flush] $(jq -r .eventType "$ANSWER")"
done`;

test('an extension that waits for its curl in the background is told of SIGTERM', async () => {
  const script = await runScript(EXTENSION);
  await script.held.shift()!.respond(event('1', { eventType: 'INVOKE' }));
  expect(script.log).toEqual(['[flush] INVOKE']);
  expect(script.held).toHaveLength(1);
  await script.terminate();
  expect(script.log).toContain('[flush] got SIGTERM');
  expect(script.exit()).toEqual({ kind: 'status', code: 143 });
});

test.each([
  ['no trap ends it', 'curl -s $A/next; echo never', 143, []],
  [
    'a trap runs after the command that it ended',
    'trap \'echo "T $?"; exit 0\' TERM; curl -s $A/next; echo never',
    0,
    ['T 143'],
  ],
  [
    '… also under set -e, and before EXIT',
    "set -e; trap 'echo bye' EXIT; trap 'echo T; exit 4' SIGTERM; sleep 100",
    4,
    ['T', 'bye'],
  ],
  ['… and the script goes on', 'trap \'echo T\' 15; sleep 100; echo "went on $?"', 0, ['T', 'went on 143']],
  ['a subshell ends', 'trap \'echo T\' TERM; X=$(sleep 100; echo never); echo "$? $X"', 0, ['T', '143 ']],
  ['an empty trap takes no notice', "trap '' TERM; sleep 1 & wait; echo done", 0, ['done']],
  ['a trap that was taken back', "trap 'echo T' TERM; trap - TERM; sleep 100; echo never", 143, []],
])('SIGTERM: %s', async (_what, text, code, lines) => {
  const script = await runScript(text, { variables: { A: '169.254.100.1:9001' } });
  await script.terminate();
  await script.pass(10);
  expect(script.log).toEqual(lines);
  expect(script.exit()).toEqual({ kind: 'status', code });
});

test('traps for EXIT and ERR, in shells of their own', async () => {
  const { log } = await runScript(`trap 'echo "exit $?"' EXIT
trap 'echo "error $? in line $LINENO"' ERR
false
false || echo handled
if false; then :; fi
(trap 'echo sub' EXIT; true)
X=$(trap 'echo last' EXIT; echo first); echo $X
trap -p EXIT
trap x NONE
exit 3`);
  expect(log).toEqual([
    ...['error 1 in line 4', 'handled', 'sub', 'first last', 'trap -- \'echo "exit $?"\' EXIT'],
    ...[
      '/var/task/bootstrap: line 10: trap: NONE: invalid signal specification',
      'error 1 in line 10',
      'exit 3',
    ],
  ]);
});
