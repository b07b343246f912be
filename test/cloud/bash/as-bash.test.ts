import { expect, test } from 'vitest';
import { asScript, inRealBash } from '../../support/real-bash.ts';
import { openTerminal } from '../../terminal/terminal.ts';
import { runScript } from './run-script.ts';

/** The same script in a function and in the terminal; all but what goes to standard error. */
async function inOurs(script: string) {
  const { stdout, exitCode } = await openTerminal().run(script);
  const own = await runScript(`mkdir /tmp/own; cd /tmp/own; {\n${script}\n} 2> /dev/null`, {
    timeoutMs: 60_000,
  });
  await own.pass(60_000);
  return {
    terminal: { stdout, exitCode },
    function: { stdout: own.log.map((line) => `${line}\n`).join(''), exitCode: own.exit() },
  };
}

test.each([
  // What a redirection cannot open.
  'echo x > a/b; echo $?; echo x >> a/b || echo no; echo x &> a/b; echo $?; cat < a/b; echo $?; ls',
  'mkdir a; echo x > a/b; cd a; echo y >> ../a/b; cat b; echo z > "$PWD/c"; cat c',
  'echo x > f; echo y > f/x; echo $?; mkdir d; echo x > d; echo $?; cat f',
  '{ echo x; } > a/b; echo $?; (echo x) > a/b || echo no; for i in 1; do echo $i; done > a/b; echo $?',
  'f() { echo x; }; f > a/b; echo $?; x=$(echo x > a/b); echo "[$x] $?"; if echo x > a/b; then echo yes; fi; ls',
  'echo x > f; cp f a/b || mv f a/b || touch a/b || echo x | tee a/b; echo $?; ls',
  'touch own; rm own > a/b; ls',
  'set -e; echo x > a/b; echo no',
  `${asScript('echo x > a/b', ': >> ./a/b', 'cat < a/b', 'touch a/b')}bash s.sh 2>&1 | sed "s:$PWD:.:"`,
  `mkdir a; echo x > a/f; cp -r a b; mv b/f b/g; ls b; cp -r a c/d 2> errors || echo $?`,
])('does what bash does: %s', async (script) => {
  const { stdout, exitCode } = inRealBash(script);
  expect(await inOurs(script)).toEqual({
    terminal: { stdout, exitCode },
    function: { stdout, exitCode: { kind: 'status', code: exitCode } },
  });
});
