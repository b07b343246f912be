import { createStore, get, update } from 'idb-keyval';
import * as z from 'zod/mini';
import type { CheckResult } from './check.ts';
import type { LabSettings } from './lab.ts';

export const labProgress = z.object({
  /** The lab's revision when its checks last ran. */
  revision: z.number(),
  /** How often its checks ran, over all revisions. */
  attempts: z.number(),
  /** Ids of the checks that passed when they last ran. */
  passed: z.array(z.string()),
  /** How many checks there were then. */
  checks: z.number(),
  /** The latest revision whose every check passed. */
  passedRevision: z.optional(z.number()),
  /** ms since 1970 */
  updatedAt: z.number(),
});

/** Progress as it lies in the browser's storage; labs stand under their ids, which never change. */
const progressRecord = z.object({ version: z.literal(1), labs: z.record(z.string(), labProgress) });

type Progress = z.infer<typeof progressRecord>;
export type LabProgress = z.infer<typeof labProgress>;

/** Where progress is kept: IndexedDB, or a stand-in in a test. `update` is one transaction, so two tabs lose nothing. */
export interface ProgressStore {
  get(): Promise<unknown>;
  update(change: (stored: unknown) => unknown): Promise<void>;
}

export type ProgressFound =
  | { kind: 'progress'; progress: Progress }
  /** Not of this version, or damaged: it stays as it is. */
  | { kind: 'unreadable' }
  | { kind: 'blocked' };

const KEY = 'progress';
const indexedDb = (): ProgressStore => {
  const store = createStore('lambda-workbook-progress', 'progress');
  return { get: () => get(KEY, store), update: (change) => update(KEY, change, store) };
};

let opened: ProgressStore | undefined;
const browserStore = () => {
  opened ??= indexedDb();
  return opened;
};

function parse(stored: unknown): Progress | undefined {
  if (stored === undefined) return { version: 1, labs: {} };
  const parsed = progressRecord.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}

/** Everything kept of the learner's progress; never throws. */
export async function readProgress(store?: ProgressStore): Promise<ProgressFound> {
  try {
    const progress = parse(await (store ?? browserStore()).get());
    return progress ? { kind: 'progress', progress } : { kind: 'unreadable' };
  } catch {
    return { kind: 'blocked' };
  }
}

/** Counts an attempt at a lab and keeps what its checks found. What cannot be read is left alone; never throws. */
export async function recordChecks(
  lab: Pick<LabSettings, 'id' | 'revision'>,
  results: readonly CheckResult[],
  store?: ProgressStore,
): Promise<void> {
  const passed = results.flatMap(({ id, outcome }) => (outcome.kind === 'pass' ? [id] : []));
  const all = results.length > 0 && passed.length === results.length;
  try {
    await (store ?? browserStore()).update((stored) => {
      const progress = parse(stored);
      if (!progress) return stored;
      const before = progress.labs[lab.id];
      const now = {
        revision: lab.revision,
        attempts: (before?.attempts ?? 0) + 1,
        passed,
        checks: results.length,
        passedRevision: all ? lab.revision : before?.passedRevision,
        updatedAt: Date.now(),
      };
      return { ...progress, labs: { ...progress.labs, [lab.id]: now } };
    });
  } catch {
    // The browser keeps nothing for this site; the notice about drafts says so.
  }
}

/** Puts labs into the record as they are given, or takes them out, all at once; throws when the browser refuses. */
export async function putLabs(
  labs: ReadonlyMap<string, LabProgress | undefined>,
  store?: ProgressStore,
): Promise<void> {
  await (store ?? browserStore()).update((stored) => {
    const progress = parse(stored);
    if (!progress) throw new Error('What is kept of the labs cannot be read.');
    const all = new Map(Object.entries(progress.labs));
    for (const [id, lab] of labs) {
      if (lab) all.set(id, lab);
      else all.delete(id);
    }
    return { ...progress, labs: Object.fromEntries(all) };
  });
}
