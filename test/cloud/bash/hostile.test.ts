import { expect, test } from 'vitest';
import { runScript } from './run-script.ts';

const SKIPPED = 'skipped-ahead';

test.each([
  ['a loop', 'while :; do :; done'],
  ['a loop in eval', "eval 'for ((;;)); do x=1; done'"],
  ['a loop in a subshell', '( until false; do true; done ); echo never'],
  ['a loop in a program', './loop; echo never'],
  ['a loop in a job', 'while :; do :; done & wait; echo never'],
  ['a loop that no trap can catch', "trap 'echo never' EXIT TERM INT; while :; do false; done"],
  ['a loop of awk', "awk 'BEGIN { while (1) {} }'; echo never"],
  ['eval of itself', 'x=\'eval "$x"\'; eval "$x"; echo never'],
])('%s that does not end is stopped quietly', async (_what, text) => {
  const { log, exit, stopped } = await runScript(text, {
    task: { loop: '#!/bin/sh\nwhile true; do :; done' },
  });
  if (exit()) expect(exit()).toEqual({ kind: 'status', code: 139 });
  else expect(stopped()).toBe(SKIPPED);
  expect(log.filter((line) => /never|executionLimits/.test(line))).toEqual([]);
});

test.each([
  ['a text that doubles', 'x=aaaaaaaa; while :; do x=$x$x; done'],
  ['a list that grows', 'x=$(printf \'%1000000s\' x); while :; do list+=("$x"); done'],
  ['numbers without end', 'x=$(seq 1 1000000000)'],
  ['a wide field', "printf '%999999999s' x"],
])('%s ends the process when memory is full, or its time', async (_what, text) => {
  const { log, exit, stopped } = await runScript(`${text}; echo never`);
  expect(exit() ?? stopped()).toEqual(stopped() ?? { kind: 'killed' });
  expect(log).toEqual([]);
});

test.each([
  ['a function', 'f() { f; }; f'],
  ['a substitution', 'f() { echo $(f); }; f'],
])('%s that calls itself without end ends the process', async (_what, text) => {
  const { log, exit } = await runScript(`${text}; echo never`);
  expect(exit()).toEqual({ kind: 'status', code: 139 });
  expect(log).toEqual([]);
});

test('a million words of braces, and processes that multiply, come to an end', async () => {
  const braces = await runScript('echo {1..1000}{1..1000}{1..1000} | wc -c');
  expect(braces.exit() ?? braces.stopped()).toBeDefined();
  const fork = await runScript(':(){ :|:& };:; wait');
  expect(fork.exit() ?? fork.stopped()).toBeDefined();
});

test('names of JavaScript are names like others', async () => {
  const { log, process } = await runScript(`
__proto__=1; constructor=2; declare -A h; h[__proto__]=x; export toString=3
echo $__proto__ $constructor \${h[__proto__]} $toString $hasOwnProperty \${#prototype}
echo 4 > /tmp/__proto__; cat /tmp/__proto__
constructor; __proto__ 2> /dev/null || echo none
valueOf() { echo five; }; valueOf
jq -nc '{"toString": 6}, {}.constructor, ([]|length)'
awk 'BEGIN { a["__proto__"] = 7; print a["__proto__"], a["constructor"] "" }'
trap x __proto__ 2> /dev/null || kill -constructor 1 2> /dev/null || curl --toString 2> /dev/null || echo refused
jobs; wait; echo '%{__proto__}' > /tmp/w; curl -s -o /dev/null -w '%{constructor}[%{http_code}]' $AWS_LAMBDA_RUNTIME_API/x`);
  expect(log).toEqual([
    ...['1 2 x 3 0', '4', '/var/task/bootstrap: line 6: constructor: command not found', 'none', 'five'],
    ...['{"toString":6}', 'null', '0', '7 ', 'refused', '[202]'],
  ]);
  expect((await process.moduleState())?.[0]?.values).toContainEqual({ name: '__proto__', text: '"1"' });
  expect(({} as { x?: unknown }).x).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('only the files of the environment are there', async () => {
  const { log } = await runScript(`
cat /tmp/../../../etc/passwd /proc/self/environ
ls /; ls /proc; ln -s / /tmp/root; ls /tmp/root; cat /tmp/root/../../etc/hosts
ln -s loop /tmp/loop; cat /tmp/loop
echo x > /bin/sh; rm /usr/bin/curl; mv /bin /tmp/bin`);
  expect(log.filter((line) => /root:|:\/bin|PATH=/.test(line))).toEqual([]);
  expect(log.filter((line) => /^(bin|dev|opt|tmp|usr|var)$/.test(line))).toHaveLength(10);
  expect(log.at(-3)).toMatch(/\/bin\/sh/);
});
