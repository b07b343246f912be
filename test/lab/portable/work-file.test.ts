import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planImport } from '../../../src/lab/portable/plan.ts';
import { LARGEST_FILE, readWorkFile, writeWorkFile } from '../../../src/lab/portable/work-file.ts';
import { catalogue, draft, NOW, progress, work } from './work.ts';

const nothing = work({});
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const refusal = (text: string) => {
  const read = readWorkFile(text);
  return read.kind === 'refused' ? read.why : read.kind;
};
const changed = (change: (file: Record<string, unknown>) => void) => {
  const file = JSON.parse(fixture('version-1.json'));
  change(file);
  return JSON.stringify(file);
};

test('what is saved comes back as it was, without the steps of undo', () => {
  const mine = work({ draft: draft('mine'), progress: progress(), answers: { first: 'right' } });
  const { text, unreadable } = writeWorkFile(mine, NOW);
  expect(unreadable).toEqual([]);
  expect(readWorkFile(text)).toEqual({ kind: 'work', work: mine, savedAt: NOW });
  const { undo, ...put } = draft('mine');
  const undone = { ...put, undo: [{ work: put, why: 'Reset' }] };
  expect(writeWorkFile(work({ draft: undone }), NOW).text).not.toContain('Reset');
});

test('a file of version 1 stays readable', () => {
  const read = readWorkFile(fixture('version-1.json'));
  if (read.kind !== 'work') throw new Error(read.why);
  const { items, unknown } = planImport(catalogue, nothing, read.work, NOW);
  expect(items.map(({ place, fate }) => `${place}: ${fate.kind}`)).toEqual([
    'drafts: new',
    'labs: new',
    'answers: new',
  ]);
  expect(unknown).toEqual([]);
});

test('work that cannot be read, and what no file can name, is not saved', () => {
  const { text, unreadable } = writeWorkFile(work({ draft: { version: 9 }, lab: 'later' }), NOW);
  expect(unreadable).toEqual(['later']);
  expect(readWorkFile(text)).toMatchObject({ kind: 'work' });
  const odd = { ...nothing, answers: new Map([['not a chapter', [['first', ['a']]]]]) } as typeof nothing;
  expect(writeWorkFile(odd, NOW).text).not.toContain('not a chapter');
});

test.each([
  ['what is no JSON', '{"format": "lambda-work', 'not a JSON file'],
  ['nothing at all', '', 'not a JSON file'],
  ['another program’s file', '{"name": "x", "version": "1.0.0"}', 'not saved by this workbook'],
  ['a bare value', 'null', 'not saved by this workbook'],
  ['a file of a newer version', '{"format": "lambda-workbook", "version": 2}', 'newer version'],
  ['a file without its parts', '{"format": "lambda-workbook", "version": 1}', 'damaged'],
  ['a file that is too large', ' '.repeat(LARGEST_FILE + 1), 'larger than 5 MB'],
  ['nesting without end', `${'['.repeat(1_000_000)}`, 'not a JSON file'],
])('%s is refused in words', (_, text, words) => {
  expect(refusal(text)).toContain(words);
  expect(refusal(text)).toContain('Nothing has changed.');
});

test.each([
  ['a lab that is there twice', changed(({ labs }) => (labs as unknown[]).push((labs as unknown[])[0]))],
  ['a lab of a name with a meaning', fixture('version-1.json').replace('"hello"', '"__proto__"')],
  ['a date that is none', changed((file) => (file.savedAt = 1e300))],
  ['answers that are no texts', fixture('version-1.json').replace('["right"]', '[{}]')],
])('%s makes a file damaged', (_, text) => {
  expect(refusal(text)).toContain('damaged');
});

test('a key that reaches for the prototype changes no object', () => {
  const text = fixture('version-1.json').replace('"labs":', '"__proto__": {"owned": 1}, "labs":');
  expect(readWorkFile(text).kind).toBe('work');
  expect(({} as { owned?: number }).owned).toBeUndefined();
});

test('a file with 10,000 labs is planned at once, and says which labs are not here', () => {
  const labs = Array.from({ length: 10_000 }, (_, n) => ({ id: `lab-${n}`, draft: { version: 2 } }));
  const read = readWorkFile(changed((file) => (file.labs = labs)));
  if (read.kind !== 'work') throw new Error(read.why);
  expect(planImport(catalogue, nothing, read.work, NOW).unknown).toHaveLength(10_000);
});
