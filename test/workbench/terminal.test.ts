import { expect, test } from 'vitest';
import type { Lab } from '../../src/lab/lab.ts';
import { completed } from '../../src/workbench/terminal/complete.ts';
import { allText, type Entry, nextEntries } from '../../src/workbench/terminal/entries.ts';
import { examplesFor } from '../../src/workbench/terminal/examples.ts';
import { inShell, sinceTold, takeOver } from '../../src/workbench/terminal/files.ts';
import { nothing, print, readable } from '../../src/workbench/terminal/printed.ts';
import { helloLab } from '../lab/hello-lab.ts';

const file = (path: string, text = path) => ({ path, text });
const files = [file('index.mjs'), file('given.mjs')];
const labWith = (rules: Partial<Lab['files']>): Lab => ({
  ...helloLab,
  starter: files,
  files: { ...helloLab.files, ...rules },
});
const wrote = (...changed: ReturnType<typeof file>[]) => ({ changed: changed.map(inShell), removed: [] });
const deleted = (...removed: string[]) => ({ changed: [], removed });

test('the terminal is told what changed since it was last told, and nothing else', () => {
  expect(sinceTold(files, files)).toEqual({ changed: [], removed: [] });
  expect(sinceTold(files, [file('index.mjs', 'new'), file('more.mjs')])).toEqual({
    changed: [inShell(file('index.mjs', 'new')), inShell(file('more.mjs'))],
    removed: ['given.mjs'],
  });
});

test('what a command wrote to a file of the function comes over', () => {
  const taken = takeOver(labWith({}), files, wrote(file('index.mjs', 'new')));
  expect(taken).toEqual({
    files: [file('index.mjs', 'new'), file('given.mjs')],
    written: [file('index.mjs', 'new')],
    why: 'index.mjs changed in the terminal',
    refused: [],
  });
});

test('a renamed file is one step of two changes', () => {
  const taken = takeOver(labWith({}), files, { ...wrote(file('main.mjs')), removed: ['index.mjs'] });
  expect(taken.files.map(({ path }) => path)).toEqual(['given.mjs', 'main.mjs']);
  expect(taken.why).toBe('2 files changed in the terminal');
});

test.each([
  ['data of a command', file('out.json')],
  ['a program of another folder', file('nodejs/node_modules/words/index.mjs')],
  ['a name that the editor refuses', file('a b.mjs')],
  ['a name with a meaning of its own', file('constructor.mjs/../x.mjs')],
  ['what has no end', file('index')],
])('%s stays in the terminal', (_, written) => {
  expect(takeOver(labWith({}), files, wrote(written))).toMatchObject({ files, why: undefined, refused: [] });
});

test('what is no text does not come over', () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0]);
  const changed = [
    { path: 'index.mjs', bytes },
    { path: 'more.mjs', bytes },
  ];
  expect(takeOver(labWith({}), files, { changed, removed: [] })).toMatchObject({
    files,
    written: [],
    refused: ['index.mjs would be no text for the editor and was put back.'],
  });
});

test.each([
  [
    'a read-only file is not written',
    { readOnly: ['given.mjs'] },
    wrote(file('given.mjs', 'x')),
    'given.mjs is read-only and was put back.',
  ],
  [
    'a read-only file is not deleted',
    { readOnly: ['given.mjs'] },
    deleted('given.mjs'),
    'given.mjs is read-only: the lab needs it as it is. It was put back.',
  ],
  [
    'where nothing may be deleted, nothing is',
    { mayDelete: false },
    deleted('given.mjs'),
    'given.mjs belongs to the lab: it can be changed, but not deleted. It was put back.',
  ],
  [
    'where nothing may be added, nothing is',
    { mayAdd: false },
    wrote(file('more.mjs')),
    'more.mjs stays in the terminal: this lab takes no more files.',
  ],
] as const)('%s', (_, rules, did, why) => {
  expect(takeOver(labWith(rules as Partial<Lab['files']>), files, did)).toEqual({
    files,
    written: [],
    why: undefined,
    refused: [why],
  });
});

test('the function keeps its last file', () => {
  const taken = takeOver(labWith({}), files, deleted('index.mjs', 'given.mjs'));
  expect(taken.files).toEqual([file('given.mjs')]);
  expect(taken.refused).toEqual(['given.mjs is the function’s only file. It was put back.']);
});

test('of much output the beginning and the end stay, however it comes', () => {
  const whole = Array.from({ length: 30_000 }, (_, line) => `${line}\n`).join('');
  const atOnce = print(nothing, whole);
  let inPieces = nothing;
  for (let at = 0; at < whole.length; at += 777) inPieces = print(inPieces, whole.slice(at, at + 777));
  expect(inPieces).toEqual(atOnce);
  expect(whole.startsWith(atOnce.head)).toBe(true);
  expect(whole.endsWith(atOnce.tail)).toBe(true);
  expect(atOnce.head.length + atOnce.hidden + atOnce.tail.length).toBe(whole.length);
});

test('output is shown without what steers a terminal', () => {
  expect(readable('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007a\tb\r\nc\u0000\u202ed')).toBe(
    'red a\tb\ncd',
  );
});

test('several candidates are written as far as they agree, one alone to its end', () => {
  const at = (line: string, candidates: string[], from = 4) =>
    completed(line, line.length, { from, candidates }).line;
  expect(at('cat no', ['notes-one', 'notes-two'])).toBe('cat notes-');
  expect(at('cat no', ['notes'])).toBe('cat notes ');
  expect(at('cat no', ['nodejs/'])).toBe('cat nodejs/');
  expect(at('cat no', [])).toBe('cat no');
  expect(completed('cat no | wc', 6, { from: 4, candidates: ['notes'] })).toEqual({
    line: 'cat notes  | wc',
    caret: 10,
  });
});

test('clearing leaves the line that runs', () => {
  const began = (id: number) => ({ kind: 'began', id, place: '~', line: `line ${id}` }) as const;
  let entries: readonly Entry[] = nextEntries(nextEntries([], began(1)), {
    kind: 'ended',
    id: 1,
    exitCode: 0,
    notes: [],
  });
  entries = nextEntries(nextEntries(entries, began(2)), { kind: 'printed', id: 2, text: 'out\n' });
  expect(allText(nextEntries(entries, { kind: 'cleared' }))).toBe('~ $ line 2\nout\n');
});

test('the example invokes with the event, where it fits into a line', () => {
  expect(examplesFor('hello', '{ "name": "Ada" }')[2]).toContain(`--payload '{"name":"Ada"}'`);
  for (const event of ['not JSON', '{}', `{"a":"it's"}`, JSON.stringify('x'.repeat(200))])
    expect(examplesFor('hello', event)[2]).toBe(
      'aws lambda invoke --function-name hello out.json && cat out.json',
    );
});
