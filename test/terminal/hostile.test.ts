import { expect, test } from 'vitest';
import { openTerminal } from './terminal.ts';

/** Stops the line after `ms`, as a person would. */
async function stopAfter(ms: number, line: string) {
  const terminal = openTerminal();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  const result = await terminal.run(line, stop.signal);
  clearTimeout(timer);
  expect((await terminal.run('echo usable')).stdout).toBe('usable\n');
  return result;
}

test.each([
  'while true; do echo hi > /dev/null; done',
  'while true; do echo a | tr a b > x; done',
  'while true; do sleep 1; done',
  'sleep 1000',
  'until false; do cat /etc/nothing 2> /dev/null; done',
])('%s can be stopped', async (line) => {
  expect(await stopAfter(100, line)).toMatchObject({ stderr: 'bash: stopped\n', exitCode: 130 });
});

test('what was printed before the stop stays', async () => {
  const { shell } = openTerminal();
  const stop = new AbortController();
  let printed = '';
  const { exitCode } = await shell.run('echo first; while true; do sleep 1; done', {
    signal: stop.signal,
    write(stream, text) {
      if (stream === 'stdout') printed += text;
      stop.abort();
    },
  });
  expect({ printed, exitCode }).toEqual({ printed: 'first\n', exitCode: 130 });
});

test.each([
  [':(){ :|:& };:', 'a line starts 1000 jobs at most'],
  ['f() { f; }; f', 'maximum recursion depth'],
  ['while :; do :; done', 'too many'],
  [`eval 'while :; do :; done'`, 'too many'],
  ['for ((;;)); do x=1; done', 'too many'],
  ['x=a; while :; do x=$x$x; done', 'string length limit'],
  ['seq 1 100000000000', 'limit'],
  [`awk 'BEGIN { while (1) {} }'`, 'maximum iterations'],
  [`jq -n '[range(1e12)]'`, 'limit'],
  ['eval "$(printf "%0.s(" $(seq 1 5000))"', 'bash:'],
])('%s ends by itself', async (line, message) => {
  const { stderr, exitCode } = await stopAfter(20_000, line);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('executionLimits');
  expect(exitCode).not.toBe(0);
});

test('a flood of output is cut off', async () => {
  const { stdout, stderr, exitCode } = await stopAfter(20_000, 'while :; do seq 1 20000; done');
  expect(stdout.length).toBe(1_000_000);
  expect(stderr).toBe('bash: stopped: a line prints 1 MB at most\n');
  expect(exitCode).toBe(130);
});

test('paths lead out of the home directory, but never out of the terminal', async () => {
  const { run, shell } = openTerminal();
  expect((await run('cat ../../../../../../etc/passwd')).stderr).toContain('No such file');
  expect((await run('ls -a /proc/self | head -3; cat /proc/self/environ')).stdout).not.toContain('node');
  await run('echo x > /tmp/outside; ln -s /tmp/outside link; mkdir -p /home/user2; echo y > /home/user2/z');
  expect(await shell.files()).toEqual([]);
});

test.each(['curl https://example.com', 'wget http://169.254.169.254/'])(
  '%s finds no network',
  async (line) => {
    expect(await openTerminal().run(line)).toMatchObject({
      stderr: expect.stringContaining('no network'),
      exitCode: 7,
    });
  },
);

test('one line cannot replace what the next one needs', async () => {
  const { run } = openTerminal();
  await run('declare() { :; }; eval() { :; }; trap() { :; }; NAME=kept');
  expect((await run('builtin trap "echo bye" EXIT; echo $NAME; exit')).stdout).toBe('kept\nbye\n');
});
