import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval';
import type { SavedAccount } from '../cloud/account-state.ts';
import type { DraftStore } from './drafts.ts';
import type { LabSettings } from './lab.ts';
import { turned } from './work.ts';

/** Of the record, and of the account in it. */
const VERSION = 1;

/** A lab's account as it lies in the browser's storage. */
interface AccountRecord {
  version: typeof VERSION;
  /** The lab's, when this was written. */
  revision: number;
  saved: SavedAccount;
}

/** An account that was put away, and what step that was. */
export interface AccountBefore {
  record: AccountRecord | undefined;
  why: string;
}

/** What lay in storage as a lab's account. */
export type AccountFound =
  | { kind: 'none' }
  | { kind: 'kept'; saved: SavedAccount }
  /** Of an earlier revision of the lab; it is put away now. */
  | { kind: 'revised' }
  /** Unreadable; what was there now lies under `corrupt:<lab id>`. */
  | { kind: 'corrupt' }
  /** Written by a newer version of the workbook; to be left as it is. */
  | { kind: 'newer' }
  /** The browser keeps nothing for this site. */
  | { kind: 'blocked' };

/** What the browser does not keep: it stays until the page is closed. */
const unkept = new Map<string, unknown>();

let database: UseStore | undefined;
const browserDatabase = () => {
  database ??= createStore('lambda-workbook-accounts', 'accounts');
  return database;
};

let opened: DraftStore | undefined;
function browserStore(): DraftStore {
  if (opened) return opened;
  const store = browserDatabase();
  opened = {
    get: async (key) => unkept.get(key) ?? (await get(key, store)),
    async set(key, value) {
      unkept.set(key, value);
      await set(key, value, store);
      unkept.delete(key);
    },
    async del(key) {
      unkept.delete(key);
      await del(key, store);
    },
  };
  return opened;
}

type Lab = Pick<LabSettings, 'id' | 'revision'>;

const beforeKey = ({ id }: Lab) => `before:${id}`;

/** Reads a lab's account; never throws. */
export async function readAccount(lab: Lab, store?: DraftStore): Promise<AccountFound> {
  try {
    const from = store ?? browserStore();
    const stored = await from.get(lab.id);
    if (stored === undefined) return { kind: 'none' };
    const { version, revision, saved } = (stored ?? {}) as Partial<AccountRecord>;
    if (typeof version === 'number' && version > VERSION) return { kind: 'newer' };
    if (version !== VERSION || !(saved?.blobs instanceof Map)) {
      await setCorruptAside(lab, from);
      return { kind: 'corrupt' };
    }
    if (revision === lab.revision) return { kind: 'kept', saved };
    await putAccountAway(lab, 'Account of the lab before its revision', from);
    return { kind: 'revised' };
  } catch {
    return { kind: 'blocked' };
  }
}

/** The ids of those whose account lies in the browser's storage; never throws. */
export async function keptAccountIds(): Promise<string[]> {
  try {
    const found = await keys<string>(browserDatabase());
    return found.filter((key) => !key.includes(':'));
  } catch {
    return [];
  }
}

/** Writes a lab's account; never throws. */
export async function writeAccount(
  { id, revision }: Lab,
  saved: SavedAccount,
  store?: DraftStore,
): Promise<'kept' | 'full' | 'blocked'> {
  try {
    await (store ?? browserStore()).set(id, { version: VERSION, revision, saved } satisfies AccountRecord);
    return 'kept';
  } catch (error) {
    return error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'blocked';
  }
}

/** What can be brought back; undefined when there is nothing. Never throws. */
export async function accountBefore(lab: Lab, store?: DraftStore): Promise<AccountBefore | undefined> {
  const found = await (store ?? browserStore()).get(beforeKey(lab)).catch(() => undefined);
  return found as AccountBefore | undefined;
}

/** Puts the account away as the step `why`: it is an empty one now. Never throws. */
export async function putAccountAway(lab: Lab, why: string, store?: DraftStore): Promise<void> {
  const at = store ?? browserStore();
  const record = (await at.get(lab.id).catch(() => undefined)) as AccountRecord | undefined;
  await at.set(beforeKey(lab), { record, why } satisfies AccountBefore).catch(() => undefined);
  await at.del(lab.id).catch(() => undefined);
}

/**
 * Takes the last step back, and puts the present account away in its turn: nothing is lost. Never throws.
 * @returns the account that was put away; undefined for an empty one
 */
export async function bringAccountBack(lab: Lab, store?: DraftStore): Promise<SavedAccount | undefined> {
  const at = store ?? browserStore();
  const before = await accountBefore(lab, at);
  if (!before) return undefined;
  await putAccountAway(lab, turned(before.why), at);
  if (before.record) await at.set(lab.id, before.record).catch(() => undefined);
  return before.record?.saved;
}

/** Moves an account that cannot be read out of the way. Never throws. */
export async function setCorruptAside({ id }: Lab, store?: DraftStore): Promise<void> {
  const at = store ?? browserStore();
  const found = await at.get(id).catch(() => undefined);
  await at.set(`corrupt:${id}`, found).catch(() => undefined);
  await at.del(id).catch(() => undefined);
}
