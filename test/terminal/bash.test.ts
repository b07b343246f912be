import { expect, test } from 'vitest';
import { asScript, inRealBash } from '../support/real-bash.ts';
import { openTerminal } from './terminal.ts';

test.each([
  // `set -e` asks for commands that failed, and for nothing else.
  'false; x=1; echo $?',
  'set -e; false || x=1; echo reached',
  'set -e; if false; x=1; then echo reached; fi',
  'set -e; f() { false; echo "in f"; }; f || echo no; echo end',
  'set -e; f() { false; echo "in f"; }; f && echo yes; echo end',
  'set -e; f() { false; echo "in f"; }; if f; then echo yes; fi; ! f; echo end',
  'set -e; f() { false; echo "in f"; }; f; echo end',
  'set -e; [ -e nothing ] && echo there; echo end',
  'set -e; x=$(false); echo end',
  'set -e; echo "$(false; echo "in substitution")"; echo end',
  'set -e; (false; echo no); echo end',
  // `set -u` and defaults.
  'set -u; echo "${x:-y}" "${x-y}" ${x:-y} "${x:+z}" "${1:-none}"',
  'set -u; echo "${x:=y}"; echo "$x"',
  'set -u; f() { echo "[${1:-}]"; }; f; f a',
  // Words in a variable that stands for a command.
  `cmd='echo a   b'; $cmd c`,
  `cmd='printf <%s>'; x='a b'; $cmd $x "$x"`,
  `cmd='echo a'; "$cmd" 2> /dev/null; echo $?`,
  'none=; $none echo hi; $none; echo $?',
  // Scripts are programs of their own.
  `${asScript('echo "[$A][$B] $0 $1 $#"; f; A=2; cd /')}A=1; export B=b; f() { echo f; }; bash s.sh x y 2> errors; echo "$A"; cat errors`,
  `${asScript('#!/bin/bash', 'set -e', 'no-such-command', 'echo no')}chmod +x s.sh; ./s.sh 2> errors; echo $?; cat errors`,
  `${asScript('#!/usr/bin/sed -f', 's/a/b/')}chmod +x s.sh; echo a | ./s.sh; echo ca > f; ./s.sh f`,
  // trap
  `trap 'echo "failed with $?"' ERR; true; false; (exit 3); ! false; echo end`,
  `trap 'echo "bye $?"' EXIT; echo begin; exit 3`,
  `trap 'echo "bye $?"' EXIT; set -e; echo begin; false; echo no`,
  `trap 'echo in; exit 4' EXIT; exit 1`,
  `(trap 'echo "subshell ends"' EXIT; echo begin); echo end`,
  `x=$(trap 'echo bye' EXIT; echo begin; exit 1); echo "$x"`,
  `${asScript('trap \'echo "clean $tmp $1 $?"\' EXIT', 'tmp=here', 'exit 5')}bash s.sh arg; echo $?`,
  `trap 'echo a' INT ERR TERM EXIT; trap - EXIT; trap -p`,
  `trap 'echo a' NOTHING 2> /dev/null; echo $?`,
])('the terminal does what bash does: %s', async (script) => {
  const { stdout, exitCode } = await openTerminal().run(script);
  expect({ stdout, exitCode }).toEqual(inRealBash(script));
});

test('traps last from line to line, and the end of a line is not the end of the shell', async () => {
  const { run } = openTerminal();
  expect(await run(`trap 'echo oops' ERR; trap 'echo bye' EXIT`)).toMatchObject({ stdout: '' });
  expect(await run('false')).toEqual({ stdout: 'oops\n', stderr: '', exitCode: 1 });
  expect(await run('exit 2')).toEqual({ stdout: 'bye\n', stderr: '', exitCode: 2 });
  expect((await run('trap - ERR; false; trap -p')).stdout).toBe("trap -- 'echo bye' EXIT\n");
});

/** Stops the last of the lines as soon as it prints that it waits. */
async function stopped(...lines: string[]) {
  const { run, shell } = openTerminal();
  const last = lines.pop() ?? '';
  for (const line of lines) await run(line);
  const stop = new AbortController();
  let printed = '';
  const { exitCode } = await shell.run(last, {
    signal: stop.signal,
    write(_stream, text) {
      printed += text;
      if (printed.includes('waits')) stop.abort();
    },
  });
  return { printed, exitCode, next: await run('echo usable') };
}

test.each([
  ['a loop', [`trap 'echo interrupted' INT; echo waits; while :; do sleep 1; done`], 'interrupted\n'],
  [
    'a line after the one that set it',
    [`trap 'echo interrupted' INT`, 'echo waits; sleep 100'],
    'interrupted\n',
  ],
  [
    'a script, which ends then',
    [asScript('f=x', "trap 'echo cleans $f' EXIT", 'echo waits', 'sleep 100'), 'bash s.sh; echo no'],
    'cleans x\n',
  ],
  [
    'a script that exits in its trap, but not of the shell that called it',
    [
      asScript("trap 'echo interrupted; exit 1' INT", 'echo waits', 'sleep 100'),
      `trap 'echo bye' EXIT`,
      'bash s.sh',
    ],
    'interrupted\n',
  ],
])('what is trapped runs when somebody stops %s', async (_what, lines, expected) => {
  expect(await stopped(...lines)).toEqual({
    printed: `waits\n${expected}bash: stopped\n`,
    exitCode: 130,
    next: { stdout: 'usable\n', stderr: '', exitCode: 0 },
  });
});

test('a flood of output is no interruption', async () => {
  const { stderr } = await openTerminal().run(
    `trap 'echo interrupted >&2' INT; while :; do seq 1 20000; done`,
  );
  expect(stderr).toBe('bash: stopped: a line prints 1 MB at most\n');
});
