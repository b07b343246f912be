import type { DraftFound } from '../lab/drafts.ts';
import type { Lab } from '../lab/lab.ts';
import type { Work } from '../lab/work.ts';
import { isReadOnly } from './files/rules.ts';
import type { Action } from './state.ts';

export const NOTICE = {
  corrupt:
    'Your saved work for this lab could not be read, so the lab starts afresh. The unreadable copy is kept.',
  newer:
    'Your work for this lab was saved by a newer version of this page. It is left as it is, and what you do here is not saved. Reload the page to get the newer version.',
  blocked: 'This browser does not let the page save: your work stays until you close the page.',
  full: 'The storage of this browser is full: your latest work is not saved, and stays until you close the page. Make room; the next change is then saved.',
  revised: 'This lab was revised since you last worked on it. Your code is kept; its checks start over.',
};

/** What was found in storage, laid over the lab as it is now. */
export function openingWith(
  lab: Lab,
  found: Exclude<DraftFound, { kind: 'none' }>,
): Extract<Action, { kind: 'opened' }> {
  if (found.kind !== 'draft') return { kind: 'opened', notices: [NOTICE[found.kind]] };
  const { draft } = found;
  return {
    kind: 'opened',
    work: overlay(lab, draft, draft.revision),
    undo: draft.undo.map(({ work, why }) => ({ work: overlay(lab, work, draft.revision), why })),
    offered: draft.offered,
    notices: draft.revision === lab.revision ? [] : [NOTICE.revised],
  };
}

/**
 * Kept work laid over the lab: the learner says which files there are and in what order; the lab adds those that a
 * revision brought, and keeps what can only be read as it is.
 */
function overlay(lab: Lab, work: Work, revision: number): Work {
  const starter = (path: string) => lab.starter.find((file) => file.path === path);
  const kept = work.files.map((file) => (isReadOnly(lab, file.path) ? (starter(file.path) ?? file) : file));
  const brought = lab.starter.filter(
    ({ path }) =>
      (revision !== lab.revision || isReadOnly(lab, path)) && !kept.some((file) => file.path === path),
  );
  return {
    files: [...kept, ...brought],
    event: work.event,
    ownEvents: work.ownEvents,
    passed: revision === lab.revision ? work.passed : [],
  };
}
