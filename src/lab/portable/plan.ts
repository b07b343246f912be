import { readStored } from '../draft-record.ts';
import type { LabProgress } from '../progress.ts';
import { canBeFiles, inOrder, joinAnswers, joinProgress, same, sameWork, settleDraft } from './join.ts';
import type { Answers, KeptWork } from './work-file.ts';

/** What this workbook has, to hold a file against. */
export interface Catalogue {
  /** `revision` is the lab's own, now. */
  labs: readonly { id: string; title: string; revision: number }[];
  chapters: readonly {
    id: string;
    title: string;
    isRight(question: string, answer: readonly string[]): boolean;
  }[];
}

/** One value that is written, and what it takes the place of; undefined is none. */
export interface Change {
  place: 'drafts' | 'labs' | 'answers';
  id: string;
  before: unknown;
  after: unknown;
}

/** What becomes of one thing in a file. Dates are in ms since 1970. */
export type Fate =
  | { kind: 'new' }
  /** It is joined with what is here, and nothing of that goes. */
  | { kind: 'joined' }
  | { kind: 'replaces'; yours: number; theirs: number }
  /** Here is newer work, which stays unless the learner wants the older. */
  | { kind: 'older'; yours: number; theirs: number }
  | { kind: 'same' }
  /** What the file holds cannot be used, or what is here is not to be touched. */
  | { kind: 'damaged' | 'untouchable' };

export interface PlanItem {
  place: Change['place'];
  title: string;
  fate: Fate;
  /** None where there is nothing to do. */
  change?: Change;
}

export interface Plan {
  items: readonly PlanItem[];
  /** Ids of labs and chapters that this workbook has not. */
  unknown: readonly string[];
}

/** What bringing in `theirs` would do, in the order of the workbook. `now` in ms since 1970. */
export function planImport(catalogue: Catalogue, yours: KeptWork, theirs: KeptWork, now: number): Plan {
  const items = [
    ...catalogue.labs.flatMap((lab) => [planDraft(lab, yours, theirs, now), planLab(lab, yours, theirs)]),
    ...catalogue.chapters.map((chapter) => planAnswers(chapter, yours, theirs)),
  ].filter((item) => item !== undefined);
  const labs = new Set(catalogue.labs.map(({ id }) => id));
  const chapters = new Set(catalogue.chapters.map(({ id }) => id));
  const unknown = [
    ...[...new Set([...theirs.drafts.keys(), ...theirs.labs.keys()])].filter((id) => !labs.has(id)),
    ...[...theirs.answers.keys()].filter((id) => !chapters.has(id)),
  ];
  return { items, unknown };
}

function planDraft(
  { id, title }: Catalogue['labs'][number],
  yours: KeptWork,
  theirs: KeptWork,
  now: number,
): PlanItem | undefined {
  if (!theirs.drafts.has(id)) return undefined;
  const item = (fate: Fate, change?: Change): PlanItem => ({
    place: 'drafts',
    title,
    fate,
    ...(change && { change }),
  });
  const found = readStored(theirs.drafts.get(id));
  if (found.kind !== 'draft' || !canBeFiles(found.draft.files)) return item({ kind: 'damaged' });
  const before = yours.drafts.get(id);
  const own = before === undefined ? undefined : readStored(before);
  if (own && own.kind !== 'draft') return item({ kind: 'untouchable' });
  if (own && sameWork(own.draft, found.draft)) return item({ kind: 'same' });
  const after = settleDraft(found.draft, own?.draft, now);
  const change: Change = { place: 'drafts', id, before, after };
  if (!own) return item({ kind: 'new' }, change);
  const dates = { yours: own.draft.updatedAt, theirs: after.updatedAt };
  return item({ kind: dates.theirs > dates.yours ? 'replaces' : 'older', ...dates }, change);
}

function planLab({ id, title, revision }: Catalogue['labs'][number], yours: KeptWork, theirs: KeptWork) {
  const found = theirs.labs.get(id);
  const own = yours.labs.get(id);
  return found && planJoined('labs', id, title, own, own ? joinProgress(own, found, revision) : found);
}

function planAnswers(
  { id, title, isRight }: Catalogue['chapters'][number],
  yours: KeptWork,
  theirs: KeptWork,
) {
  const found = theirs.answers.get(id);
  if (!found || found.length === 0) return undefined;
  const kept = yours.answers.get(id);
  const own = kept && inOrder(kept);
  return planJoined('answers', id, title, own, joinAnswers(own ?? [], found, isRight));
}

function planJoined<Kept extends LabProgress | Answers>(
  place: Change['place'],
  id: string,
  title: string,
  before: Kept | undefined,
  after: Kept,
): PlanItem {
  if (same(before, after)) return { place, title, fate: { kind: 'same' } };
  return { place, title, fate: { kind: before ? 'joined' : 'new' }, change: { place, id, before, after } };
}
