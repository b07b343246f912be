import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWholeLabs } from '../../src/lab/refusals.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'labs-'));
  const copy = join(root, 'hello-event');
  cpSync('labs/hello-event', copy, { recursive: true });
  // The type's place does not move along, and nothing but types comes from there.
  change('checks.ts', /^import type .*$/m, '// types');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (path: string) => join(root, 'hello-event', path);
function write(path: string, text: string) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}
function change(path: string, before: string | RegExp, after: string) {
  const text = readFileSync(at(path), 'utf8');
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`${path} has no ${before}.`);
  writeFileSync(at(path), changed);
}

/** What the build says, with places below the root of the labs. */
const refusal = async (today = new Date('2026-11-25')) => {
  const error = await readWholeLabs(root, today).then(
    () => new Error('The build accepts it.'),
    (thrown: Error) => thrown,
  );
  return error.message.replaceAll(`${root}/`, '');
};

test('a lab that keeps the rules is accepted', async () => {
  expect(await refusal()).toBe('The build accepts it.');
});

test.each<[string, () => void, RegExp | string]>([
  [
    'an unknown file',
    () => write('notes.txt', 'x'),
    'hello-event/notes.txt: is no part of a lab. Remove it, or move it into one of: lab.yaml, brief.mdx, checks.ts, starter, solution, account, events, mistakes.',
  ],
  [
    'an unknown folder',
    () => write('answers/a.mjs', ''),
    /^hello-event\/answers: is no part of a lab\. Remove it/,
  ],
  [
    'a missing task',
    () => rmSync(at('brief.mdx')),
    'hello-event/brief.mdx: is missing. Write the task there, as an ordered list of steps.',
  ],
  [
    'missing checks',
    () => rmSync(at('checks.ts')),
    /^hello-event\/checks\.ts: is missing\. Add it, with: export/,
  ],
  [
    'checks that do not load',
    () => write('checks.ts', 'export const checks = ['),
    /^hello-event\/checks\.ts:1: does not load: .+ It may import types only\.$/s,
  ],
  [
    'no checks',
    () => write('checks.ts', 'export const checks = [];'),
    /^hello-event\/checks\.ts:1: exports no checks\. Write:/,
  ],
  [
    'an empty starter',
    () => rmSync(at('starter'), { recursive: true }),
    /^hello-event\/starter: has no file\. Put/,
  ],
  [
    'a handler without a file',
    () => change('lab.yaml', 'index.handler', 'main.handler'),
    /^hello-event\/lab\.yaml:8: handler: "main\.handler" looks for main\.mjs, .+ Add that file, or name another handler\.$/,
  ],
  [
    'an empty hint',
    () => change('checks.ts', /'Log the event itself[^']*'/, "' '"),
    /^hello-event\/checks\.ts:\d+: the check "logs-the-event" has an empty hint\. Write it, or remove it\.$/,
  ],
  [
    'a check without hints',
    () => change('checks.ts', /hints: \[\s+'The event is[^\]]*\]/, 'hints: []'),
    /^hello-event\/checks\.ts:\d+: the check "greets-by-name" has no hint\. Write at least one/,
  ],
  [
    'two checks with one id',
    () => change('checks.ts', "id: 'greets-a-stranger'", "id: 'greets-by-name'"),
    /^hello-event\/checks\.ts:\d+: the id "greets-by-name" is taken by an earlier check\. Give this one another\./,
  ],
  [
    'a check of a step that the task does not have',
    () => change('checks.ts', 'step: 2', 'step: 5'),
    /^hello-event\/checks\.ts:\d+: the check "greets-a-stranger" proves step 5, but hello-event\/brief\.mdx has 4 steps\. Name one of them, or write that step\.$/,
  ],
  [
    'a lab without events',
    () => rmSync(at('events'), { recursive: true }),
    'hello-event/events: has no event. Add at least one, such as first.json with {} in it.',
  ],
  [
    'an event of an unknown kind',
    () => write('events/ada.yaml', 'name: Ada'),
    'hello-event/events/ada.yaml: is no event. Name it <event>.json, or remove it.',
  ],
  [
    'an event that is not JSON',
    () => write('events/ada.json', '{\n  "name": "Ada",\n}'),
    /^hello-event\/events\/ada\.json:3: is not JSON: .+ mend it there\.$/,
  ],
  [
    'two events of one name',
    () => write('events/ADA.json', '{}'),
    'hello-event/events/ada.json: has the name of ADA.json. Rename one: not every disk tells them apart.',
  ],
  [
    'a runtime that has ended',
    () => change('lab.yaml', 'nodejs24.x', 'nodejs20.x'),
    /^hello-event\/lab\.yaml:7: runtime: Lambda deprecated nodejs20\.x on 2026-04-30, and refuses new functions on it from 2027-02-01\. Use nodejs24\.x/,
  ],
  [
    'broken YAML',
    () => change('lab.yaml', 'title: Hello, event', 'title: "Hello'),
    /^hello-event\/lab\.yaml:\d+: .+ Mend the YAML there; /,
  ],
  [
    'a setting that there is not',
    () => change('lab.yaml', 'timeout: 3', 'timeout: 3\ncolour: red'),
    /^hello-event\/lab\.yaml:11: colour: there is no such setting\. Remove it, or use one of: id, revision, /,
  ],
  [
    'a setting within a setting that there is not',
    () => change('lab.yaml', 'timeout: 3', 'timeout: 3\nfiles:\n  mayRename: true'),
    'hello-event/lab.yaml:12: mayRename: there is no such setting. Remove it, or use one of: readOnly, mayAdd, mayDelete.',
  ],
  [
    'a missing setting',
    () => change('lab.yaml', /^title:.*\n/m, ''),
    'hello-event/lab.yaml:1: title: is missing. Add it: What the learner does, in a few words.',
  ],
  [
    'a value of another kind',
    () => change('lab.yaml', 'minutes: 8', 'minutes: long'),
    'hello-event/lab.yaml:6: minutes: expected number, received string. Change it: How long it takes, in whole minutes from 1 to 120.',
  ],
  [
    'an alias to a version that is not published',
    () =>
      change(
        'lab.yaml',
        'timeout: 3',
        'timeout: 3\naccount:\n  versions:\n    - description: one\n  aliases:\n    - name: live\n      version: 2',
      ),
    'hello-event/lab.yaml:16: account.aliases.0.version: live points to version 2, and 1 are published. Change it: Number of the version that it points to; the first is 1.',
  ],
  [
    'a layer of which there is no file',
    () =>
      change(
        'lab.yaml',
        'timeout: 3',
        'timeout: 3\naccount:\n  layers:\n    - name: rates\n      folder: rates-1',
      ),
    'hello-event/account/rates-1: has no file. Put the files there, or name another folder in lab.yaml.',
  ],
  [
    'a read-only file that is not there',
    () => change('lab.yaml', 'timeout: 3', 'timeout: 3\nfiles:\n  readOnly: [other.mjs]'),
    'hello-event/lab.yaml:12: files.readOnly: "other.mjs" is not in hello-event/starter. Name one of: index.mjs.',
  ],
  [
    'a solution that changes a read-only file',
    () => change('lab.yaml', 'timeout: 3', 'timeout: 3\nfiles:\n  readOnly: [index.mjs]'),
    /^hello-event\/lab\.yaml:12: files\.readOnly: the solution changes "index\.mjs", which the learner cannot\. Remove /,
  ],
  [
    'a mistake that names a check that there is not',
    () => change('mistakes/drops-the-log/mistake.yaml', 'logs-the-event', 'logs-it'),
    'hello-event/mistakes/drops-the-log/mistake.yaml:1: fails: there is no check "logs-it". Name one of: greets-by-name, greets-a-stranger, logs-the-event.',
  ],
  [
    'two mistakes that nothing tells apart',
    () => change('mistakes/drops-the-log/mistake.yaml', 'logs-the-event', 'greets-a-stranger'),
    /^hello-event\/mistakes\/forgets-strangers\/mistake\.yaml:1: fails: the same checks as those of "drops-the-log"/,
  ],
  [
    'a mistake without a hint',
    () => write('mistakes/drops-the-log/mistake.yaml', 'fails: [logs-the-event]\nhint: " "\n'),
    /^hello-event\/mistakes\/drops-the-log\/mistake\.yaml:2: hint: .+ Change it: What to tell/,
  ],
  [
    'a mistake that makes none',
    () => rmSync(at('mistakes/drops-the-log/index.mjs')),
    /^hello-event\/mistakes\/drops-the-log\/mistake\.yaml:1: makes no mistake: .+ differ from the starter\.$/,
  ],
  [
    'a mistake without settings',
    () => rmSync(at('mistakes/drops-the-log/mistake.yaml')),
    'hello-event/mistakes/drops-the-log/mistake.yaml: is missing. Add it, with: fails, hint.',
  ],
  [
    'a file among the mistakes',
    () => write('mistakes/index.mjs', ''),
    /^hello-event\/mistakes\/index\.mjs: is no mistake\. Give each mistake a folder/,
  ],
])('%s is refused', async (_what, spoil, message) => {
  spoil();
  if (typeof message === 'string') expect(await refusal()).toBe(message);
  else expect(await refusal()).toMatch(message);
});

test('a runtime is refused from the day on which Lambda deprecates it', async () => {
  expect(await refusal(new Date('2028-04-29'))).toBe('The build accepts it.');
  expect(await refusal(new Date('2028-05-01'))).toMatch(
    /^hello-event\/lab\.yaml:7: runtime: Lambda deprecated nodejs24\.x on 2028-04-30\. Use a newer runtime/,
  );
});

test('two labs with one id are refused', async () => {
  cpSync(join(root, 'hello-event'), join(root, 'hello-again'), { recursive: true });
  expect(await refusal()).toMatch(
    /^hello-event\/lab\.yaml:2: id: "hello-event" is also the id of hello-again\. .+ another\.$/,
  );
});

test('the faults of all labs are told at once', async () => {
  cpSync(join(root, 'hello-event'), join(root, 'hello-again'), { recursive: true });
  write('notes.txt', '');
  rmSync(join(root, 'hello-again', 'brief.mdx'));
  expect((await refusal()).split('\n')).toHaveLength(2);
});
