import { expect, test } from 'vitest';
import { runScript } from './run-script.ts';

test('errors of files are in the words of bash, with the file and the line', async () => {
  const { log } = await runScript(
    `echo x > /var/task/x
echo x > /none/x
echo x > /tmp
cat /none
rm /var/task/bootstrap
mkdir /opt/x
./plain.sh
/var/task
./python
none
source /none.sh`,
    { task: { 'plain.sh': 'echo hi', python: '#!/usr/bin/env python3\n' } },
  );
  expect(log).toEqual([
    '/var/task/bootstrap: line 2: /var/task/x: Read-only file system',
    '/var/task/bootstrap: line 3: /none/x: No such file or directory',
    '/var/task/bootstrap: line 4: /tmp: Is a directory',
    'cat: /none: No such file or directory',
    "rm: cannot remove '/var/task/bootstrap': Read-only file system",
    "mkdir: cannot create directory '/opt/x': Read-only file system",
    '/var/task/bootstrap: line 8: ./plain.sh: Permission denied',
    '/var/task/bootstrap: line 9: /var/task: Permission denied',
    '/var/task/bootstrap: line 10: ./python: cannot execute: required file not found',
    '/var/task/bootstrap: line 11: none: command not found',
    '/var/task/bootstrap: line 12: /none.sh: No such file or directory',
  ]);
});

test('/tmp takes what the ephemeral storage has room for', async () => {
  const { log } = await runScript(
    `printf '%100000s' x > /tmp/a; printf '%100000s' x > /tmp/b; echo "status $?"; wc -c < /tmp/a`,
    {
      ephemeralStorage: 2 ** 17,
    },
  );
  expect(log).toEqual([
    '/var/task/bootstrap: line 2: write error: No space left on device',
    'status 1',
    '100000',
  ]);
});

test('scripts run by path and through PATH, with their arguments, status and what was exported', async () => {
  const { log } = await runScript(
    `Y=2; export X=1; hidden() { :; }
./program one two; echo "status $?"
tool a; sh ./program three
cp program /tmp/copy; chmod 644 /tmp/copy; [ -x /tmp/copy ] || echo not; chmod +x /tmp/copy; /tmp/copy
source lib.sh; greet you; echo $Z`,
    {
      task: {
        program: '#!/bin/sh\necho "$0 $# $1 [$X$Y]"; type hidden > /dev/null 2>&1 || exit 4',
        'lib.sh': 'Z=3\ngreet() { echo "hello $1"; nowhere; }',
      },
      opt: { 'bin/tool': '#!/usr/bin/env bash\necho tool "$@"' },
    },
  );
  expect(log).toEqual([
    './program 2 one [1]',
    'status 4',
    'tool a',
    './program 1 three [1]',
    'not',
    '/tmp/copy 0  [1]',
    'hello you',
    'lib.sh: line 2: nowhere: command not found',
    '3',
  ]);
});

test('what is not exported stays in the shell', async () => {
  const { log } = await runScript(`hidden=1; export shown=2; once=3 env | grep -E '^(hidden|shown|once)='
printenv hidden || echo none; sh -c 'echo "[$hidden$shown]"'; echo "$hidden \${BASH_SOURCE[0]}"`);
  expect(log).toEqual(['shown=2', 'once=3', 'none', '[2]', '1 /var/task/bootstrap']);
});

test('mktemp makes files and folders, by chance of the account', async () => {
  const script = () =>
    runScript(
      `mktemp; D=$(mktemp -d); stat -c %a $D; mktemp /tmp/my.XXXX; mktemp -p $D; mktemp x; mktemp /var/task/XXX; ls -d /tmp/*`,
    );
  const { log } = await script();
  expect(log[0]).toMatch(/^\/tmp\/tmp\.[A-Za-z0-9]{10}$/);
  expect(log[1]).toBe('700');
  expect(log[2]).toMatch(/^\/tmp\/my\.[A-Za-z0-9]{4}$/);
  expect(log[4]).toBe("mktemp: too few X's in template ‘x’");
  expect(log[5]).toBe('mktemp: failed to create file via template ‘/var/task/XXX’: Read-only file system');
  expect((await script()).log).toEqual(log);
});

test('links, modes and moves', async () => {
  const { log } =
    await runScript(`cd /tmp; echo one > a; ln -s a link; cat link; readlink link; cp a c; mv c b; rm link a b
mkdir -p x/y/z; echo 1 > x/y/z/f; cp -r x w; cat w/y/z/f; rm -r x; mv w v; find v -type f; rmdir v; ls`);
  expect(log).toEqual(['one', 'a', '1', 'v/y/z/f', expect.stringMatching(/^rmdir: .*not empty/), 'v']);
});

test('ls -l shows the permissions that each file has', async () => {
  const { log } = await runScript(
    'ls -l /var/task | cut -c1-10; touch /tmp/a; chmod 600 /tmp/a; ls -l /tmp/a | cut -c1-10',
    {
      task: { 'plain.sh': 'echo hi' },
    },
  );
  expect(log).toEqual(['total 2', '-rwxr-xr-x', '-rw-r--r--', '-rw-------']);
});
