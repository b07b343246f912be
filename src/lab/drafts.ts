import { createStore, del, get, set } from 'idb-keyval';
import type { DraftRecord } from './draft-record.ts';
import type { Lab } from './lab.ts';

export type { DraftRecord } from './draft-record.ts';

/** What lay in storage for a lab. */
export type DraftFound =
  | { kind: 'none' }
  | { kind: 'draft'; draft: DraftRecord }
  /** Unreadable; what was there now lies under `corrupt:<lab id>`. */
  | { kind: 'corrupt' }
  /** Written by a newer version of the workbook; to be left as it is. */
  | { kind: 'newer' }
  /** The browser keeps nothing for this site: work lives until the page is closed. */
  | { kind: 'blocked' };

/** Where drafts are kept: IndexedDB, or a stand-in in a test. */
export interface DraftStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  del(key: string): Promise<void>;
}

const indexedDb = (): DraftStore => {
  const store = createStore('lambda-workbook', 'drafts');
  return {
    get: (key) => get(key, store),
    set: (key, value) => set(key, value, store),
    del: (key) => del(key, store),
  };
};

let opened: DraftStore | undefined;
const browserStore = () => {
  opened ??= indexedDb();
  return opened;
};

/** Where the first version of the record kept what a reset threw away. */
const undoKey = (labId: string) => `undo:${labId}`;

/** Reads a lab's draft, and brings one of an earlier version up to date; never throws. */
export async function readDraft(lab: Lab, store?: DraftStore): Promise<DraftFound> {
  try {
    const from = store ?? browserStore();
    const [stored, discarded] = await Promise.all([from.get(lab.id), from.get(undoKey(lab.id))]);
    if (stored === undefined && discarded === undefined) return { kind: 'none' };
    const { readRecord } = await import('./draft-record.ts');
    const read = readRecord(lab, stored, discarded);
    switch (read.kind) {
      case 'draft':
        if (read.migrated && (await writeDraft(lab.id, read.draft, from)) === 'kept')
          await from.del(undoKey(lab.id));
        return { kind: 'draft', draft: read.draft };
      case 'newer':
        return read;
      case 'corrupt':
        await from.set(`corrupt:${lab.id}`, stored === undefined ? discarded : stored);
        await from.del(stored === undefined ? undoKey(lab.id) : lab.id);
        return read;
    }
  } catch {
    return { kind: 'blocked' };
  }
}

/** Moves what a closing page left into the store, where reading validates it; `undefined` means that it left nothing. */
export async function adoptDraft(labId: string, left: unknown, store?: DraftStore): Promise<void> {
  if (left === undefined) return;
  try {
    const to = store ?? browserStore();
    await (left === null ? to.del(labId) : to.set(labId, left));
  } catch {
    // Reading then says that the browser keeps nothing.
  }
}

/** Writes a lab's draft, or removes it when there is nothing to keep; never throws. */
export async function writeDraft(
  labId: string,
  draft: DraftRecord | undefined,
  store?: DraftStore,
): Promise<'kept' | 'full' | 'blocked'> {
  try {
    const to = store ?? browserStore();
    await (draft ? to.set(labId, draft) : to.del(labId));
    return 'kept';
  } catch (error) {
    return error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'blocked';
  }
}
