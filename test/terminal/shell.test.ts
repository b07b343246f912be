import { expect, test } from 'vitest';
import { file, openTerminal } from './terminal.ts';

const stdout = async (...lines: string[]) => {
  const { run } = openTerminal([file('a.txt', 'one\ntwo\n'), file('src/b.mjs', 'export {}')]);
  let last = { stdout: '', stderr: '', exitCode: 0 };
  for (const line of lines) last = await run(line);
  return last.stdout;
};

test('the files of a lab are in the home directory, and what a line writes is one of them', async () => {
  const { run, shell, read } = openTerminal([file('index.mjs', 'export const x = 1;\n')]);
  expect(shell.cwd).toBe('/home/user');
  expect(await run('cat index.mjs > copy.mjs; mkdir -p lib; echo hé > lib/x; ls')).toEqual({
    stdout: 'copy.mjs\nindex.mjs\nlib\n',
    stderr: '',
    exitCode: 0,
  });
  expect((await shell.files()).map(({ path }) => path)).toEqual(['copy.mjs', 'index.mjs', 'lib/x']);
  expect(await read('lib/x')).toBe('hé\n');
  await shell.putFiles([file('index.mjs', 'changed')]);
  expect((await run('cat index.mjs')).stdout).toBe('changed');
});

test.each([
  ['the working directory', ['cd src', 'pwd; cd - > /dev/null'], '/home/user/src\n'],
  ['variables, with any text in them', [`NAME=$'a "b"\\n$c'`, 'echo "$NAME"'], 'a "b"\n$c\n'],
  ['that a variable is unset', ['NAME=x', 'unset NAME', 'echo "${NAME-none}"'], 'none\n'],
  ['exports', ['export STAGE=prod', `bash -c 'echo $STAGE'`], 'prod\n'],
  ['arrays', [`LIST=(a 'b c' $'d\\ne')`, 'printf "[%s]" "${LIST[@]}"'], '[a][b c][d\ne]'],
  ['maps', [`declare -A MAP; MAP[k]='v w'`, 'echo "${MAP[k]}"'], 'v w\n'],
  ['functions', ['greet() { echo "hello $1"; }', 'greet Ada'], 'hello Ada\n'],
  ['a function that replaced another', ['f() { echo 1; }', 'f() { echo 2; }', 'f'], '2\n'],
  [
    'the functions of a sourced file',
    ['echo "g() { echo sourced; }" > lib.sh', '. ./lib.sh', 'g'],
    'sourced\n',
  ],
  ['that a function is gone', ['f() { echo 1; }', 'unset -f f', 'f || echo gone'], 'gone\n'],
  ['aliases', [`alias hi='echo hello'`, 'hi Ada'], 'hello Ada\n'],
  ['settings', ['set -o pipefail', 'false | true || echo failed'], 'failed\n'],
  ['the exit status', ['(exit 7)', 'echo $?'], '7\n'],
])('from line to line last %s', async (_what, lines, expected) => {
  expect(await stdout(...lines)).toBe(expected);
});

test('set -e ends with its line, and the next mistake does not close the terminal', async () => {
  const { run } = openTerminal();
  expect(await run('set -e; false; echo not reached')).toEqual({ stdout: '', stderr: '', exitCode: 1 });
  await run('set -e');
  expect(await run('false; echo reached')).toMatchObject({ stdout: 'reached\n', exitCode: 0 });
});

test('set -x shows the commands of the line and nothing else', async () => {
  const { run } = openTerminal();
  expect((await run('set -x; echo hi')).stderr).toBe('+ echo hi\n');
});

test('what a line prints is seen command by command', async () => {
  const { shell } = openTerminal();
  const seen: string[] = [];
  await shell.run('for i in 1 2; do echo $i; echo oops >&2; done; echo a | tr a b', {
    signal: new AbortController().signal,
    write: (stream, text) => seen.push(`${stream} ${text.trim()}`),
  });
  expect(seen).toEqual(['stdout 1', 'stderr oops', 'stdout 2', 'stderr oops', 'stdout b']);
});

test.each([
  [`echo '{"a":[1,2]}' | jq -c .a`, '[1,2]\n'],
  ['printf hello | base64', 'aGVsbG8=\n'],
  ['printf hello | base64 | base64 -d', 'hello'],
  ['printf hello | sha256sum', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  -\n'],
  ['cat <<EOF\n  indented $((1 + 1))\nEOF', '  indented 2\n'],
  [`bash -c 'for i in 1 2; do echo $i; done' | wc -l`, '2\n'],
])('%s', async (line, expected) => {
  expect(await stdout(line)).toBe(expected);
});

test('a mistake is said as bash says it', async () => {
  const { run } = openTerminal();
  expect(await run('awz lambda')).toEqual({
    stdout: '',
    stderr: 'bash: awz: command not found\n',
    exitCode: 127,
  });
  expect(await run('if true; then')).toMatchObject({
    stderr: expect.stringContaining('syntax error'),
    exitCode: 2,
  });
  expect((await run('echo still here')).stdout).toBe('still here\n');
});

test('a command of the host reads and writes files by paths as they were typed', async () => {
  const { run, read } = openTerminal([file('src/in.txt', 'text')], async (args, io) => {
    await io.write(args[1] ?? '', await io.read(args[0] ?? ''));
    return { stdout: args.join(' '), stderr: 'noted\n', exitCode: 3 };
  });
  expect(await run('cd src && aws in.txt ../out.txt')).toEqual({
    stdout: 'in.txt ../out.txt',
    stderr: 'noted\n',
    exitCode: 3,
  });
  expect(await read('out.txt')).toBe('text');
});

test('words complete to commands first, then to files', async () => {
  const { shell, run } = openTerminal([file('index.mjs', ''), file('events/one.json', ''), file('.env', '')]);
  const complete = (line: string) => shell.complete(line, line.length);
  expect(await complete('sha2')).toEqual({ from: 0, candidates: ['sha256sum'] });
  expect(await complete('cat in')).toEqual({ from: 4, candidates: ['index.mjs'] });
  expect(await complete('cat ')).toEqual({ from: 4, candidates: ['events/', 'index.mjs'] });
  expect(await complete('echo a | cat file://events/')).toEqual({
    from: 13,
    candidates: ['file://events/one.json'],
  });
  expect(await complete('cat no-such/')).toEqual({ from: 4, candidates: [] });
  await run('cd events');
  expect(await complete('cat o')).toEqual({ from: 4, candidates: ['one.json'] });
});

test('ls -l shows the permissions that each file has', async () => {
  const terminal = openTerminal([file('bootstrap', '#!/bin/bash\n'), file('lib/notes.txt', 'x')]);
  const { stdout } = await terminal.run('ls -l; chmod 600 lib/notes.txt; ls -l bootstrap lib');
  const modes = [...stdout.matchAll(/^([-d][rwx-]{9}) .* (\S+)$/gm)].map(
    ([, mode, name]) => `${mode} ${name}`,
  );
  expect(modes).toEqual([
    '-rwxr-xr-x bootstrap',
    'drwxr-xr-x lib/',
    '-rwxr-xr-x bootstrap',
    '-rw------- notes.txt',
  ]);
});
