import { expect, test } from 'vitest';
import {
  adoptDraft,
  type DraftRecord,
  type DraftStore,
  readDraft,
  writeDraft,
} from '../../src/lab/drafts.ts';

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
  version: 1,
  revision: 2,
  files: [{ path: 'index.mjs', text: 'export {}' }],
  event: { name: 'ada', text: '{' },
  passed: ['greets'],
  updatedAt: 1,
};

test('what was written is read back', async () => {
  const { store } = memory();
  expect(await writeDraft('hello', draft, store)).toBe(true);
  expect(await readDraft('hello', store)).toEqual({ kind: 'draft', draft });
  expect(await readDraft('other', store)).toEqual({ kind: 'none' });
});

test('nothing to keep removes the draft', async () => {
  const { kept, store } = memory(new Map([['hello', draft]]));
  await writeDraft('hello', undefined, store);
  expect(kept.size).toBe(0);
});

test.each([
  ['a later version', { ...draft, version: 2 }],
  ['no files', { ...draft, files: [] }],
  ['a file without text', { ...draft, files: [{ path: 'index.mjs' }] }],
  ['something else', 'text'],
  ['null', null],
])('%s is set aside and kept', async (_, stored) => {
  const { kept, store } = memory(new Map<string, unknown>([['hello', stored]]));
  expect(await readDraft('hello', store)).toEqual({ kind: 'corrupt' });
  expect([...kept]).toEqual([['corrupt:hello', stored]]);
  expect(await readDraft('hello', store)).toEqual({ kind: 'none' });
});

test('what a closing page left is taken over, and nothing it left takes the draft away', async () => {
  const { kept, store } = memory();
  await adoptDraft('hello', undefined, store);
  expect(kept.size).toBe(0);
  await adoptDraft('hello', draft, store);
  expect(await readDraft('hello', store)).toEqual({ kind: 'draft', draft });
  await adoptDraft('hello', { nonsense: true }, store);
  expect(await readDraft('hello', store)).toEqual({ kind: 'corrupt' });
  await writeDraft('hello', draft, store);
  await adoptDraft('hello', null, store);
  expect(await readDraft('hello', store)).toEqual({ kind: 'none' });
});

test('a draft without checks is a draft', async () => {
  const { passed: _, ...older } = draft;
  const { store } = memory(new Map([['hello', older]]));
  expect((await readDraft('hello', store)).kind).toBe('draft');
});

test('a browser that keeps nothing is said to be blocked', async () => {
  expect(await readDraft('hello', refusing)).toEqual({ kind: 'blocked' });
  expect(await writeDraft('hello', draft, refusing)).toBe(false);
});
