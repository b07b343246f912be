import { expect, test } from 'vitest';
import type { DraftStore } from '../../src/lab/drafts.ts';
import {
  accountBefore,
  bringAccountBack,
  putAccountAway,
  readAccount,
  setCorruptAside,
  writeAccount,
} from '../../src/lab/kept-account.ts';

const lab = { id: 'hello', revision: 3 };
const account = (name: string) => ({ state: { name }, blobs: new Map([['hash', new Uint8Array([1])]]) });

/** A store in memory; `refusing` is what it throws when something is to be written. */
function shelf(found: Record<string, unknown> = {}, refusing?: Error) {
  const records = new Map(Object.entries(found));
  const write = async (act: () => void) => {
    if (refusing) throw refusing;
    act();
  };
  const store: DraftStore = {
    get: async (key) => records.get(key),
    set: (key, value) => write(() => records.set(key, value)),
    del: (key) => write(() => records.delete(key)),
  };
  return { store, records };
}

const closed: DraftStore = {
  get: () => Promise.reject(new Error('refused')),
  set: () => Promise.reject(new Error('refused')),
  del: () => Promise.reject(new Error('refused')),
};

test('an account that was written is there for the same revision of the lab', async () => {
  const { store } = shelf();
  expect(await readAccount(lab, store)).toEqual({ kind: 'none' });
  expect(await writeAccount(lab, account('one'), store)).toBe('kept');
  expect(await readAccount(lab, store)).toEqual({ kind: 'kept', saved: account('one') });
});

test('an account of an earlier revision is put away, and can be brought back', async () => {
  const { store } = shelf();
  await writeAccount({ ...lab, revision: 2 }, account('old'), store);
  expect(await readAccount(lab, store)).toEqual({ kind: 'revised' });
  expect(await readAccount(lab, store)).toEqual({ kind: 'none' });
  expect(await bringAccountBack(lab, store)).toEqual(account('old'));
});

test.each(['text', null, {}, { version: 1, revision: 3 }, { version: 1, revision: 3, saved: { state: {} } }])(
  '%j is no account: it is moved out of the way',
  async (stored) => {
    const { store, records } = shelf({ hello: stored });
    expect(await readAccount(lab, store)).toEqual({ kind: 'corrupt' });
    expect([...records]).toEqual([['corrupt:hello', stored]]);
  },
);

test('what looks like an account and cannot be loaded is moved out of the way too', async () => {
  const { store, records } = shelf();
  await writeAccount(lab, account('broken'), store);
  await setCorruptAside(lab, store);
  expect([...records.keys()]).toEqual(['corrupt:hello']);
});

test('an account of a newer version is left as it is', async () => {
  const stored = { version: 2, treasure: 'theirs' };
  const { store, records } = shelf({ hello: stored });
  expect(await readAccount(lab, store)).toEqual({ kind: 'newer' });
  expect(records.get('hello')).toBe(stored);
});

test('emptying puts away what was there, each time, and going back and forth loses nothing', async () => {
  const { store } = shelf();
  expect(await accountBefore(lab, store)).toBeUndefined();
  expect(await bringAccountBack(lab, store)).toBeUndefined();
  await writeAccount(lab, account('first'), store);
  await putAccountAway(lab, 'Account emptied', store);
  expect(await readAccount(lab, store)).toEqual({ kind: 'none' });
  await writeAccount(lab, account('second'), store);
  await putAccountAway(lab, 'Account emptied', store);
  expect(await readAccount(lab, store)).toEqual({ kind: 'none' });
  expect(await accountBefore(lab, store)).toMatchObject({ why: 'Account emptied' });

  await writeAccount(lab, account('third'), store);
  expect(await bringAccountBack(lab, store)).toEqual(account('second'));
  expect(await readAccount(lab, store)).toEqual({ kind: 'kept', saved: account('second') });
  expect(await accountBefore(lab, store)).toMatchObject({ why: 'Undone: Account emptied' });
  expect(await bringAccountBack(lab, store)).toEqual(account('third'));
  expect(await accountBefore(lab, store)).toMatchObject({ why: 'Redone: Account emptied' });
});

test('a browser that keeps nothing is told, and nothing throws', async () => {
  expect(await readAccount(lab, closed)).toEqual({ kind: 'blocked' });
  expect(await writeAccount(lab, account('one'), closed)).toBe('blocked');
  const full = shelf({}, new DOMException('no room', 'QuotaExceededError'));
  expect(await writeAccount(lab, account('one'), full.store)).toBe('full');
  await putAccountAway(lab, 'Account emptied', closed);
  await setCorruptAside(lab, closed);
  expect(await accountBefore(lab, closed)).toBeUndefined();
  expect(await bringAccountBack(lab, closed)).toBeUndefined();
});
