import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateFunctionCommand, DeleteFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStateFile } from '../../src/host/state-file.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  file = join(folder, 'account.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const create = (FunctionName: string) =>
  new CreateFunctionCommand({
    FunctionName,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/demo',
    Code: { ZipFile: zipSync({ 'index.mjs': strToU8(`export const handler = () => '${FunctionName}';`) }) },
  });
const blobs = () => readdirSync(`${file}.blobs`);

test('what was kept is there when the file is opened again: readable JSON, and packages by their hash', async () => {
  const first = await openStateFile(file);
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(create('one'));
  await client.send(create('two'));
  await first.keep(() => cloud.save());
  expect(readFileSync(file, 'utf8')).toContain('"FunctionName": "two"');
  expect(blobs()).toHaveLength(2);
  await client.send(new DeleteFunctionCommand({ FunctionName: 'one' }));
  await first.close(() => cloud.save());
  expect(blobs()).toHaveLength(1);
  expect(readdirSync(folder).sort()).toEqual(['account.json', 'account.json.blobs']);

  const second = await openStateFile(file);
  const again = await freshCloud(2, second.saved);
  await again.settled();
  const { Payload } = await targetOn(again).client.send(new InvokeCommand({ FunctionName: 'two' }));
  expect(Payload?.transformToString()).toBe('"two"');
  await second.release();
});

test('what changes nothing is not written, and changes that come together are one write', async () => {
  const there = await openStateFile(file);
  const cloud = await freshCloud();
  let saves = 0;
  const save = () => {
    saves += 1;
    return cloud.save();
  };
  await there.keep(save);
  rmSync(file);
  await there.keep(save);
  expect(existsSync(file)).toBe(false);
  saves = 0;
  await targetOn(cloud).client.send(create('one'));
  await Promise.all(Array.from({ length: 50 }, () => there.keep(save)));
  expect(saves).toBe(1);
  expect(existsSync(file)).toBe(true);
  await there.release();
});

test('a change that comes while another one is written waits for a write of its own', async () => {
  const there = await openStateFile(file);
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(create('one'));
  const writing = there.keep(() => cloud.save());
  await Promise.resolve();
  await client.send(create('two'));
  await there.keep(() => cloud.save());
  expect(readFileSync(file, 'utf8')).toContain('"FunctionName": "two"');
  await writing;
  await there.release();
});

test('a file that is no JSON is left as it is, with a word about what to do', async () => {
  writeFileSync(file, '{ "kind": "lambda-workbook acc');
  await expect(openStateFile(file)).rejects.toThrow(
    /account\.json is not JSON: .* It was left as it is\. Give another --state, or move .*account\.json\.blobs away/,
  );
  expect(readFileSync(file, 'utf8')).toBe('{ "kind": "lambda-workbook acc');
  expect(readdirSync(folder)).toEqual(['account.json']);
});

test('two processes cannot have one file; what a killed one left is in nobody’s way', async () => {
  const lock = `${file}.lock`;
  writeFileSync(lock, String(process.ppid));
  await expect(openStateFile(file)).rejects.toThrow(`in use by process ${process.ppid}. Stop that first`);
  // A process that is gone, and one that was killed before it had written its number.
  for (const left of ['4000000', '']) {
    writeFileSync(lock, left);
    await (await openStateFile(file)).release();
  }
  expect(existsSync(lock)).toBe(false);
});

test('a write that fails tells so, and the next one is tried again', async () => {
  const there = await openStateFile(file);
  const cloud = await freshCloud();
  await targetOn(cloud).client.send(create('one'));
  writeFileSync(`${file}.blobs`, 'a file in the way of the folder');
  await expect(there.keep(() => cloud.save())).rejects.toThrow('EEXIST');
  rmSync(`${file}.blobs`);
  await there.keep(() => cloud.save());
  expect(blobs()).toHaveLength(1);
  await there.release();
});
