import { expect, test } from 'vitest';
import {
  adoptDraft,
  type DraftRecord,
  type DraftStore,
  readDraft,
  writeDraft,
} from '../../src/lab/drafts.ts';
import first from './fixtures/draft-version-1.json' with { type: 'json' };
import second from './fixtures/draft-version-2.json' with { type: 'json' };
import { helloLab as lab } from './hello-lab.ts';

const memory = (kept = new Map<string, unknown>()) => {
  const store: DraftStore = {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    del: async (key) => void kept.delete(key),
  };
  return { kept, store };
};

const refusing: DraftStore = {
  get: () => Promise.reject(new Error('blocked')),
  set: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
  del: () => Promise.reject(new Error('blocked')),
};

const draft: DraftRecord = {
  version: 2,
  revision: 2,
  files: [{ path: 'index.mjs', text: 'export {}' }],
  event: { name: 'ada', text: '{' },
  ownEvents: [{ name: 'my own', text: '1' }],
  passed: ['greets'],
  updatedAt: 1,
  undo: [],
  offered: false,
};

test('what was written is read back', async () => {
  const { store } = memory();
  expect(await writeDraft('hello', draft, store)).toBe('kept');
  expect(await readDraft(lab, store)).toEqual({ kind: 'draft', draft });
  expect(await readDraft({ ...lab, id: 'other' }, store)).toEqual({ kind: 'none' });
});

test('nothing to keep removes the draft', async () => {
  const { kept, store } = memory(new Map([['hello', draft]]));
  await writeDraft('hello', undefined, store);
  expect(kept.size).toBe(0);
});

test.each([
  ['a step of undo without work', { ...draft, undo: [{ why: 'Reset' }] }],
  ['no files', { ...draft, files: [] }],
  ['a file without text', { ...draft, files: [{ path: 'index.mjs' }] }],
  ['something else', 'text'],
  ['null', null],
])('%s is set aside and kept', async (_, stored) => {
  const { kept, store } = memory(new Map<string, unknown>([['hello', stored]]));
  expect(await readDraft(lab, store)).toEqual({ kind: 'corrupt' });
  expect([...kept]).toEqual([['corrupt:hello', stored]]);
  expect(await readDraft(lab, store)).toEqual({ kind: 'none' });
});

test('what a closing page left is taken over, and nothing it left takes the draft away', async () => {
  const { kept, store } = memory();
  await adoptDraft('hello', undefined, store);
  expect(kept.size).toBe(0);
  await adoptDraft('hello', draft, store);
  expect(await readDraft(lab, store)).toEqual({ kind: 'draft', draft });
  await adoptDraft('hello', { nonsense: true }, store);
  expect(await readDraft(lab, store)).toEqual({ kind: 'corrupt' });
  await writeDraft('hello', draft, store);
  await adoptDraft('hello', null, store);
  expect(await readDraft(lab, store)).toEqual({ kind: 'none' });
});

test('a record of the first version is brought up to date, its one step of undo with it', async () => {
  const { kept, store } = memory(
    new Map<string, unknown>([
      ['hello', first.draft],
      ['undo:hello', first.undo],
    ]),
  );
  expect(await readDraft(lab, store)).toEqual({ kind: 'draft', draft: second });
  expect([...kept]).toEqual([['hello', second]]);
  expect(await readDraft(lab, store)).toEqual({ kind: 'draft', draft: second });
});

test('a step of undo that the first version kept of a lab just reset is not lost', async () => {
  const { store } = memory(new Map<string, unknown>([['undo:hello', first.undo]]));
  const found = await readDraft(lab, store);
  expect(found).toMatchObject({ kind: 'draft', draft: { files: lab.starter, undo: second.undo } });
});

test('a record that cannot be brought up to date in storage is read all the same, and stays', async () => {
  const { kept, store } = memory(new Map<string, unknown>([['hello', first.draft]]));
  const found = await readDraft(lab, { ...store, set: refusing.set });
  expect(found).toMatchObject({ kind: 'draft', draft: { version: 2, files: second.files } });
  expect([...kept]).toEqual([['hello', first.draft]]);
});

test('a record of a newer version is left as it is', async () => {
  const newer = { version: 3, shape: 'unknown' };
  const { kept, store } = memory(new Map<string, unknown>([['hello', newer]]));
  expect(await readDraft(lab, store)).toEqual({ kind: 'newer' });
  expect([...kept]).toEqual([['hello', newer]]);
});

test('a draft of the first version without checks is a draft', async () => {
  const { passed: _, ...older } = first.draft;
  const { store } = memory(new Map([['hello', older]]));
  expect((await readDraft(lab, store)).kind).toBe('draft');
});

test('a browser that keeps nothing is said to be blocked', async () => {
  expect(await readDraft(lab, refusing)).toEqual({ kind: 'blocked' });
  expect(await writeDraft('hello', undefined, refusing)).toBe('blocked');
});

test('storage that is full is told from storage that is blocked', async () => {
  expect(await writeDraft('hello', draft, refusing)).toBe('full');
});
