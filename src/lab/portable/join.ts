import type { DraftRecord } from '../draft-record.ts';
import type { LabProgress } from '../progress.ts';
import { pathProblem } from '../safe-path.ts';
import type { Answers } from './work-file.ts';

const MOST_FILES = 100;
const UNDO_STEPS = 20;

/** Whether two kept values say the same. */
export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Both records of a lab in one: the newer run of its checks, and every pass. `revision` is the lab's own, now. */
export function joinProgress(yours: LabProgress, theirs: LabProgress, revision: number): LabProgress {
  const newer = theirs.updatedAt > yours.updatedAt ? theirs : yours;
  const passes = [yours.passedRevision, theirs.passedRevision].filter((one) => one !== undefined);
  const latest = passes.length === 0 ? undefined : Math.max(...passes);
  return {
    revision: newer.revision,
    attempts: Math.max(yours.attempts, theirs.attempts),
    passed: newer.passed,
    checks: newer.checks,
    passedRevision: passes.includes(revision) ? revision : latest,
    updatedAt: newer.updatedAt,
  };
}

/** All answers of both. Where they differ, a right one takes the place of a wrong one, and else yours stays. */
export function joinAnswers(
  yours: Answers,
  theirs: Answers,
  isRight: (question: string, answer: readonly string[]) => boolean,
): Answers {
  const joined = new Map(yours);
  for (const [question, answer] of theirs) {
    const own = joined.get(question);
    if (!own || (!isRight(question, own) && isRight(question, answer))) joined.set(question, answer);
  }
  return inOrder(joined);
}

/** Answers by the names of their questions, so that two lists can be held against each other. */
export const inOrder = (answers: Iterable<Answers[number]>): Answers =>
  [...answers].sort(([one], [other]) => (one < other ? -1 : 1));

/** Whether two drafts hold the same files, in their order, and the same events. */
export const sameWork = (one: DraftRecord, other: DraftRecord) => {
  const of = ({ files, event, ownEvents }: DraftRecord) => [
    files.map(({ path, text }) => [path, text]),
    [event, ...ownEvents].map(({ name, text }) => [name, text]),
  ];
  return same(of(one), of(other));
};

/** A draft from a file as it comes to lie here: what lay here before is one step of undo away. */
export function settleDraft(theirs: DraftRecord, yours: DraftRecord | undefined, now: number): DraftRecord {
  const { files, event, ownEvents, passed } = yours ?? {};
  const putAway = files && event && ownEvents && passed && { files, event, ownEvents, passed };
  const undo = putAway ? [{ work: putAway, why: 'A file was opened' }, ...(yours?.undo ?? [])] : [];
  return {
    ...theirs,
    updatedAt: Math.min(Math.max(theirs.updatedAt, 0), now),
    undo: undo.slice(0, UNDO_STEPS),
    offered: undo.length > 0,
  };
}

/** Whether the files of a draft from outside can be those of a function. */
export function canBeFiles(files: DraftRecord['files']): boolean {
  const names = new Set(files.map(({ path }) => path.toLowerCase()));
  return (
    files.length <= MOST_FILES &&
    names.size === files.length &&
    files.every(({ path }) => pathProblem(path) === undefined)
  );
}
