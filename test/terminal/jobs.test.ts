import { expect, test } from 'vitest';
import { asScript, inRealBash } from '../support/real-bash.ts';
import { openTerminal } from './terminal.ts';

test.each([
  'sleep 0.2 & A=$!; (sleep 0.1; echo sooner) & echo first; wait $A; echo "$? later"',
  '{ echo in; exit 5; } & wait $!; echo $?; wait; echo $?',
  'X=outer; (X=inner; echo $X) & wait; echo $X',
  'for i in 3 1 2; do (sleep 0.$i; echo job $i) & done; wait; echo all',
  'sleep 10 & kill $!; wait $!; echo $?',
  '(sleep 0.3; exit 3) & wait %1; echo $?; (sleep 0.3; exit 4) & wait %1; echo $?; sleep 10 & sleep 20 & kill %2 %1; wait',
  'false & wait -n; echo $?; wait -n; echo $?',
  'f() { sleep 0.1; echo "f $1"; return 3; }; f x & wait $!; echo $?',
  'x=$(sleep 0.1 & echo hi & wait); echo "[$x]"; { echo grouped & wait; } > f; cat f; (echo sub & wait) | tr a-z A-Z',
  'echo late > f & wait; cat f; jobs',
  '{ (sleep 0.1; echo inner) & } & echo outer',
  'set -e; false & wait; echo "on"; false & wait $!; echo no',
  `${asScript("trap 'echo bye' EXIT", '(sleep 0.1; echo after) &', 'echo end')}bash s.sh`,
  `${asScript('sleep 0.1 & PID=$!', 'kill -0 $PID && echo runs', 'wait', 'kill -0 $PID 2> /dev/null || echo gone')}bash s.sh`,
])('the terminal does with jobs what bash does: %s', async (script) => {
  const { stdout, exitCode } = await openTerminal().run(script);
  expect({ stdout, exitCode }).toEqual(inRealBash(script));
});

test('a line lasts until its jobs have ended, and the next knows the last of them', async () => {
  const { run } = openTerminal();
  expect((await run('(sleep 0.1; echo job; exit 3) & echo line')).stdout).toBe('line\njob\n');
  expect((await run('wait $!; echo $?')).stdout).toBe('3\n');
  expect((await run('sleep 100 & kill %1; wait $!; echo $?')).stdout).toBe('143\n');
});

test('Stop ends the jobs of a line, and the shell goes on', async () => {
  const { run, shell } = openTerminal();
  const stop = new AbortController();
  let printed = '';
  const { exitCode } = await shell.run('(echo begins; sleep 100; echo never > f) & sleep 100 & wait', {
    signal: stop.signal,
    write(_stream, text) {
      printed += text;
      if (text === 'begins\n') stop.abort();
    },
  });
  expect({ printed, exitCode }).toEqual({ printed: 'begins\nbash: stopped\n', exitCode: 130 });
  expect(await run('jobs; ls')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
});
