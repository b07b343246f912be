import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDirectory } from '../../src/terminal/zip-directory.ts';
import { file, openTerminal } from './terminal.ts';

const FILES = [
  file('index.mjs', 'export {}\n'.repeat(50)),
  file('lib/run.sh', '#!/bin/sh\n'),
  file('notes.txt', ''),
];

async function archive(terminal: ReturnType<typeof openTerminal>, path = 'function.zip') {
  const found = (await terminal.shell.files()).find((candidate) => candidate.path === path);
  if (!found) throw new Error(`${path} is not there`);
  return found.bytes;
}

test('zip -r puts folders, files and their modes into a real zip, without the archive and what is excluded', async () => {
  const terminal = openTerminal(FILES);
  const { stdout, exitCode } = await terminal.run(`chmod +x lib/run.sh; zip -r function.zip . -x '*.txt'`);
  expect(stdout).toBe(
    '  adding: index.mjs (deflated 97%)\n  adding: lib/ (stored 0%)\n  adding: lib/run.sh (stored 0%)\n',
  );
  expect(exitCode).toBe(0);
  const zip = await archive(terminal);
  expect(Object.keys(unzipSync(zip))).toEqual(['index.mjs', 'lib/', 'lib/run.sh']);
  expect(readDirectory(zip).map(({ name, mode }) => [name, mode.toString(8)])).toEqual([
    ['index.mjs', '100644'],
    ['lib/', '40755'],
    ['lib/run.sh', '100755'],
  ]);
});

test('what is written over keeps its permissions', async () => {
  const terminal = openTerminal([file('bootstrap', '#!/bin/bash\n')]);
  const { stdout } = await terminal.run(
    "printf '#!/bin/sh\\n' > bootstrap; echo 'echo hello' >> bootstrap; stat -c %a bootstrap; touch other; chmod 600 other; echo x > other; stat -c %a other",
  );
  expect(stdout).toBe('755\n600\n');
});

test('a program comes in executable, and chmod takes that away', async () => {
  const terminal = openTerminal([
    file('bootstrap', '#!/bin/bash\n'),
    file('function.sh', 'handler() { :; }\n'),
  ]);
  const modes = async () => {
    await terminal.run('zip -q function.zip bootstrap function.sh');
    return readDirectory(await archive(terminal)).map(({ mode }) => (mode & 0o777).toString(8));
  };
  expect(await modes()).toEqual(['755', '644']);
  await terminal.run('chmod -x bootstrap');
  expect(await modes()).toEqual(['644', '644']);
});

test('the same files give the same bytes', async () => {
  const hash = async () => {
    const terminal = openTerminal(FILES);
    await terminal.run('zip -qr function.zip .');
    return createHash('sha256')
      .update(await archive(terminal))
      .digest('hex');
  };
  expect(await hash()).toBe(await hash());
});

test('zip adds to an archive that is there, and -j leaves the folders away', async () => {
  const terminal = openTerminal(FILES);
  await terminal.run('zip function index.mjs');
  await terminal.run('echo changed > index.mjs');
  expect((await terminal.run('zip -j function.zip index.mjs lib/run.sh')).stdout).toBe(
    'updating: index.mjs (stored 0%)\n  adding: run.sh (stored 0%)\n',
  );
  expect((await terminal.run('unzip -l function.zip')).stdout).toContain('       10  run.sh\n');
});

test('unzip brings back contents, folders and modes', async () => {
  const terminal = openTerminal(FILES);
  await terminal.run('chmod +x lib/run.sh; zip -qr function.zip .');
  expect((await terminal.run('unzip function.zip -d out')).stdout).toBe(
    'Archive:  function.zip\n  inflating: index.mjs\n   creating: lib/\n  inflating: lib/run.sh\n  inflating: notes.txt\n',
  );
  expect((await terminal.run('diff -r index.mjs out/index.mjs; stat -c %a out/lib/run.sh')).stdout).toBe(
    '755\n',
  );
  expect(await terminal.run('unzip -q function.zip -d out')).toMatchObject({
    stderr: expect.stringContaining('-o overwrites it'),
    exitCode: 1,
  });
  expect(await terminal.run('unzip -qo function.zip -d out')).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 0,
  });
});

test.each([
  ['zip', 'zip error: Nothing to do! Usage: zip [-r] [-q] [-j] [-1…-9] ARCHIVE FILE… [-x PATTERN…]\n', 12],
  ['zip a.zip missing', 'zip error: Nothing to do! (a.zip)\n', 12],
  ['unzip missing.zip', 'unzip error: cannot find or open missing.zip, missing.zip.zip\n', 9],
  ['echo text > a.zip; unzip a.zip', 'unzip error: a.zip: invalid zip data\n', 9],
])('%s says what is wrong', async (line, stderr, exitCode) => {
  expect(await openTerminal().run(line)).toMatchObject({ stderr, exitCode });
});

test('an archive that leads outside is not followed', async () => {
  const hostile = zipSync({ '../../outside.txt': new Uint8Array(3), '/etc/passwd': new Uint8Array(3) });
  const terminal = openTerminal([{ path: 'hostile.zip', bytes: hostile }]);
  expect(await terminal.run('unzip hostile.zip')).toMatchObject({
    stdout: 'Archive:  hostile.zip\n',
    stderr: expect.stringContaining('skipped ../../outside.txt'),
    exitCode: 1,
  });
  expect((await terminal.run('ls /etc/passwd /outside.txt /home/outside.txt')).stdout).toBe('');
});

test('a bomb is refused before it is unpacked', async () => {
  const bomb = zipSync({ zeros: new Uint8Array(100_000) });
  const view = new DataView(bomb.buffer, bomb.byteOffset);
  view.setUint32(bomb.length - 22 - 46 - 5 + 24, 400 * 1024 * 1024, true);
  const terminal = openTerminal([{ path: 'bomb.zip', bytes: bomb }]);
  expect((await terminal.run('unzip bomb.zip')).stderr).toContain('more than 256 MB');
});
