import { expect, test } from 'vitest';
import { event, runScript } from './run-script.ts';

test('what is printed is logged when it is printed, a line an event, also by functions that go on', async () => {
  const script = await runScript(`
main() {
  printf 'be'; printf 'gun\\ntwo lines\\n'
  while true; do
    for word in a b; do { echo $word; } 2> /dev/null; done
    echo error >&2
    X=$(echo captured; echo aside >&2; curl -s $AWS_LAMBDA_RUNTIME_API/next)
    echo "$X" | cat
  done
}
main`);
  expect(script.log).toEqual(['begun', 'two lines', 'a', 'b', 'error', 'aside']);
  script.log.length = 0;
  await script.held[0]!.respond(event('1', 1));
  expect(script.log).toEqual(['captured', '1', 'a', 'b', 'error', 'aside']);
});

test('what goes elsewhere is not logged', async () => {
  const { log } = await runScript(`f() { echo out; echo err >&2; }
f > /tmp/a 2>&1; f 2> /dev/null | cat > /tmp/b; f &> /tmp/c; { f; } >> /tmp/c 2> /tmp/d; g() { echo in; } > /tmp/e; g
X=$(f 2>&1); f |& cat > /tmp/f; cat <(f 2>&1) > /tmp/g
head -5 /tmp/a /tmp/b /tmp/c /tmp/d /tmp/e /tmp/f /tmp/g | grep -v '^$'; echo "$X"`);
  expect(log).toEqual([
    ...['==> /tmp/a <==', 'out', 'err', '==> /tmp/b <==', 'out', '==> /tmp/c <==', 'out', 'err', 'out'],
    ...[
      '==> /tmp/d <==',
      'err',
      '==> /tmp/e <==',
      'in',
      '==> /tmp/f <==',
      'err',
      'out',
      '==> /tmp/g <==',
      'out',
      'err',
    ],
    ...['out', 'err'],
  ]);
});

test('exec takes the output of all that follows, or the place of the shell', async () => {
  const redirected = await runScript('exec > /tmp/log 2>&1\necho hidden; none\n');
  expect(redirected.log).toEqual([]);
  expect(new TextDecoder().decode(redirected.files.readFile('/tmp/log'))).toBe(
    'hidden\n/var/task/bootstrap: line 3: none: command not found\n',
  );
  const replaced = await runScript('echo before; exec ./other x; echo never', {
    task: { other: '#!/bin/sh\necho "other $1"; exit 6' },
  });
  expect(replaced.log).toEqual(['before', 'other x']);
  expect(replaced.exit()).toEqual({ kind: 'status', code: 6 });
});

test('the time is that of the account, in UTC, and chance is its chance', async () => {
  const script = () =>
    runScript(`date -u +%FT%TZ; date; date +%s; date -d '2024-01-01 10:00' +%H:%M; printf '%(%F %H:%M)T\\n' -1; jq -n 'now|floor'
echo a | sha256sum; touch /tmp/x; ls -l /tmp/x; sleep 2; echo $SECONDS; echo $RANDOM $RANDOM $$ $BASHPID`);
  const first = await script();
  await first.pass(3_000);
  expect(first.log.slice(0, 8)).toEqual([
    '2026-11-23T10:40:00Z',
    'Mon Nov 23 10:40:00 UTC 2026',
    '1795430400',
    '10:00',
    '2026-11-23 10:40',
    '1795430400',
    '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7  -',
    expect.stringContaining(' Nov 23 10:40 /tmp/x'),
  ]);
  expect(first.log[8]).toBe('2');
  const second = await script();
  await second.pass(3_000);
  expect(second.log).toEqual(first.log);
});

test.each([
  ['exit 3', 3, []],
  ['true', 0, []],
  ['set -e; false; echo never', 1, []],
  ['set -u; echo $missing', 1, ['/var/task/bootstrap: line 2: missing: unbound variable']],
  ['none', 127, ['/var/task/bootstrap: line 2: none: command not found']],
  [
    'echo a\nfi',
    2,
    [
      'a',
      "/var/task/bootstrap: line 3: syntax error near unexpected token `fi'",
      "/var/task/bootstrap: line 3: `fi'",
    ],
  ],
  ['if true; then\necho a', 2, ['/var/task/bootstrap: line 3: syntax error: unexpected end of file']],
  [
    'echo a\necho )',
    2,
    [
      'a',
      "/var/task/bootstrap: line 3: syntax error near unexpected token `)'",
      "/var/task/bootstrap: line 3: `echo )'",
    ],
  ],
  ['echo "a', 2, ['/var/task/bootstrap: line 2: unexpected EOF while looking for matching `"\'']],
  ['set -e; x=$(false; echo went on); echo "$x"', 0, ['went on']],
  [
    'set -e; f() { false; echo "went on"; }; f || true; f && ! f; echo end',
    0,
    ['went on', 'went on', 'went on', 'end'],
  ],
  ['set -u; (echo $missing) 2> /dev/null; echo "status $?"', 0, ['status 1']],
  [
    'set -u; f() { echo "${1:-none}" "${missing-}" "${missing+set}."; }; f; f a; eval \'echo "${missing:-b}"\'',
    0,
    ['none  .', 'a  .', 'b'],
  ],
  ['set -e; x=$(exit 3) || code=$?; false || x=1; echo "$code $?"; x=$(exit 4); echo never', 4, ['3 0']],
  ['command="echo one two"; $command three; $nothing; none=; $none echo four', 0, ['one two three', 'four']],
  ['set -eo pipefail; false | true; echo never', 1, []],
])('%j ends with status %i', async (text, code, lines) => {
  const { log, exit } = await runScript(text);
  expect(log).toEqual(lines);
  expect(exit()).toEqual({ kind: 'status', code });
});

test('what the shell holds can be looked at', async () => {
  const { process } = await runScript(
    'count=3; export NAME=Ada; list=(a b); greet() { :; }; curl -s $AWS_LAMBDA_RUNTIME_API/next',
  );
  expect(await process.moduleState()).toEqual([
    {
      path: '/var/task/bootstrap',
      values: [
        { name: 'count', text: '"3"' },
        { name: 'NAME', text: '"Ada"' },
        { name: 'list', text: '("a" "b")' },
      ],
      functions: ['greet'],
      more: 0,
    },
  ]);
  expect(process.heapGrowth()).toBeGreaterThan(0);
});
