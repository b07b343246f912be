import { createStore, del, get, set } from 'idb-keyval';
import type { DraftRecord } from './draft-record.ts';

export type { DraftRecord } from './draft-record.ts';

/** What lay in storage for a lab. */
export type DraftFound =
  | { kind: 'none' }
  | { kind: 'draft'; draft: DraftRecord }
  /** Unreadable; what was there now lies under `corrupt:<lab id>`. */
  | { kind: 'corrupt' }
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

/** Where the work that a reset threw away lies, until the learner goes on from there. */
export const undoKey = (labId: string) => `undo:${labId}`;

/** Reads a lab's draft; never throws. */
export async function readDraft(labId: string, store?: DraftStore): Promise<DraftFound> {
  try {
    const from = store ?? browserStore();
    const stored = await from.get(labId);
    if (stored === undefined) return { kind: 'none' };
    const { draftRecord } = await import('./draft-record.ts');
    const parsed = draftRecord.safeParse(stored);
    if (parsed.success) return { kind: 'draft', draft: parsed.data };
    await from.set(`corrupt:${labId}`, stored);
    await from.del(labId);
    return { kind: 'corrupt' };
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

/** Writes a lab's draft, or removes it when there is nothing to keep. Resolves to false when the browser refused. */
export async function writeDraft(
  labId: string,
  draft: DraftRecord | undefined,
  store?: DraftStore,
): Promise<boolean> {
  try {
    const to = store ?? browserStore();
    await (draft ? to.set(labId, draft) : to.del(labId));
    return true;
  } catch {
    return false;
  }
}
