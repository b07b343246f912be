import { createStore, entries, get, promisifyRequest } from 'idb-keyval';
import { type KeptAnswer, keptAnswers, keptChapters, replaceAnswers } from '../../quiz/kept-answers.ts';
import { leftDraft, markDraft } from '../draft-marker.ts';
import { type LabProgress, putLabs, readProgress } from '../progress.ts';
import type { Journal, Shelf, Shelves } from './carry-out.ts';
import { IMPORTED } from './imported.ts';
import { inOrder } from './join.ts';
import type { Answers, KeptWork } from './work-file.ts';

const JOURNAL = 'journal:import';

let opened: ReturnType<typeof createStore> | undefined;
/** The store of all drafts, under the ids of their labs; other keys have a colon in them. */
const store = () => {
  opened ??= createStore('lambda-workbook', 'drafts');
  return opened;
};

/** One transaction: all records or none. `undefined` removes. */
const put = (records: ReadonlyMap<string, unknown>) =>
  store()('readwrite', (shelf) => {
    for (const [key, record] of records)
      if (record === undefined) shelf.delete(key);
      else shelf.put(record, key);
    return promisifyRequest(shelf.transaction);
  });

const drafts: Shelf = {
  async read() {
    const all = await entries<string, unknown>(store());
    return new Map(all.filter(([key]) => !key.includes(':')));
  },
  async write(records) {
    await put(records);
    for (const [lab, record] of records) markDraft(lab, record !== undefined);
  },
};

const labs: Shelf = {
  async read() {
    const found = await readProgress();
    if (found.kind !== 'progress') throw new Error(`What is kept of the labs is ${found.kind}.`);
    return new Map(Object.entries(found.progress.labs));
  },
  write: (values) => putLabs(values as ReadonlyMap<string, LabProgress | undefined>),
};

const answers: Shelf = {
  read: async () => new Map(keptChapters().map((chapter) => [chapter, inOrder(keptAnswers(chapter))])),
  write: async (values) =>
    replaceAnswers(values as ReadonlyMap<string, readonly (readonly [string, KeptAnswer])[] | undefined>),
};

const journal: Shelves['journal'] = {
  async read() {
    const kept = await get<Journal>(JOURNAL, store());
    return kept?.version === 1 ? kept : undefined;
  },
  async write(written) {
    await put(new Map([[JOURNAL, written]]));
    if (written) localStorage.setItem(IMPORTED, '1');
    else localStorage.removeItem(IMPORTED);
  },
};

/** Where this browser keeps a learner's work. */
export const browserShelves: Shelves = { drafts, labs, answers, journal };

/** All that this browser keeps, with what closing pages of `labIds` left behind; throws where it keeps nothing. */
export async function keptWork(labIds: readonly string[]): Promise<KeptWork> {
  for (const id of labIds) {
    const left = leftDraft(id);
    if (left === undefined) continue;
    await put(new Map([[id, left ?? undefined]]));
    markDraft(id, left !== null);
  }
  const [keptDrafts, keptLabs, answered] = await Promise.all([drafts.read(), labs.read(), answers.read()]);
  return {
    drafts: keptDrafts,
    labs: keptLabs as ReadonlyMap<string, LabProgress>,
    answers: answered as ReadonlyMap<string, Answers>,
  };
}
