import { useEffect, useRef } from 'preact/hooks';
import { leaveDraft, leftDraft, markDraft } from '../lab/draft-marker.ts';
import type { DraftFound, DraftRecord } from '../lab/drafts.ts';
import type { Lab } from '../lab/lab.ts';
import { isReadOnly } from './files/rules.ts';
import { type Action, isUntouched, type State, type Work } from './state.ts';

const SAVE_AFTER_MS = 400;

const NOTICE = {
  corrupt:
    'Your saved work for this lab could not be read, so the lab starts afresh. The unreadable copy is kept.',
  blocked: 'This browser does not let the page save: your work stays until you close the page.',
  revised: 'This lab was revised since you last worked on it. Your code is kept; its checks start over.',
};

const toRecord = (lab: Lab, work: Work): DraftRecord => ({
  version: 1,
  revision: lab.revision,
  files: [...work.files],
  event: work.event,
  passed: [...work.passed],
  updatedAt: Date.now(),
});

/**
 * A draft laid over the lab: the learner says which files there are and in what order; the lab adds those that a revision
 * brought, and keeps what can only be read as it is.
 */
function overlay(lab: Lab, draft: DraftRecord): Work {
  const starter = (path: string) => lab.starter.find((file) => file.path === path);
  const kept = draft.files.map((file) => (isReadOnly(lab, file.path) ? (starter(file.path) ?? file) : file));
  const brought = lab.starter.filter(
    ({ path }) =>
      (draft.revision !== lab.revision || isReadOnly(lab, path)) && !kept.some((file) => file.path === path),
  );
  const files = [...kept, ...brought];
  return { files, event: draft.event, passed: draft.revision === lab.revision ? (draft.passed ?? []) : [] };
}

const undoOf = (lab: Lab, discarded: DraftFound) =>
  discarded.kind === 'draft'
    ? { undo: overlay(lab, discarded.draft), why: discarded.draft.why ?? 'Reset' }
    : {};

function opening(lab: Lab, found: DraftFound, discarded: DraftFound): Extract<Action, { kind: 'opened' }> {
  switch (found.kind) {
    case 'none':
      return { kind: 'opened', ...undoOf(lab, discarded), notices: [] };
    case 'draft': {
      const notices = found.draft.revision === lab.revision ? [] : [NOTICE.revised];
      return { kind: 'opened', work: overlay(lab, found.draft), ...undoOf(lab, discarded), notices };
    }
    default:
      return { kind: 'opened', notices: [NOTICE[found.kind]] };
  }
}

/** Brings a kept draft back when the page opens, and keeps the work from then on. */
export function useDrafts(lab: Lab, state: State, dispatch: (action: Action) => void) {
  const unsaved = useRef<Work>();
  const kept = useRef<Work>();
  const keptUndo = useRef<Work>();
  const { ready, work, undo, why, shared } = state;

  useEffect(() => {
    let gone = false;
    import('../lab/drafts.ts')
      .then(async ({ adoptDraft, readDraft, undoKey }) => {
        await adoptDraft(lab.id, leftDraft(lab.id));
        return Promise.all([readDraft(lab.id), readDraft(undoKey(lab.id))]);
      })
      .catch((): DraftFound[] => [])
      .then(([found = { kind: 'blocked' }, discarded = { kind: 'none' }]) => {
        if (gone) return;
        markDraft(lab.id, found.kind === 'draft');
        const opened = opening(lab, found, discarded);
        keptUndo.current = opened.undo;
        dispatch(opened);
      });
    return () => {
      gone = true;
    };
  }, [lab, dispatch]);

  useEffect(() => {
    if (!ready || shared) return;
    kept.current ??= work;
    if (kept.current === work) return;
    unsaved.current = work;
    const save = async () => {
      if (unsaved.current !== work) return;
      unsaved.current = undefined;
      kept.current = work;
      const record = isUntouched(lab, work) ? undefined : toRecord(lab, work);
      markDraft(lab.id, record !== undefined);
      const { writeDraft } = await import('../lab/drafts.ts');
      if (!(await writeDraft(lab.id, record))) dispatch({ kind: 'noticed', notice: NOTICE.blocked });
    };
    const timer = setTimeout(save, SAVE_AFTER_MS);
    const leave = () => {
      if (unsaved.current !== work) return;
      if (!leaveDraft(lab.id, isUntouched(lab, work) ? null : toRecord(lab, work))) void save();
    };
    addEventListener('pagehide', leave);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', leave);
    };
  }, [lab, ready, work, shared, dispatch]);

  useEffect(() => {
    if (!ready || keptUndo.current === undo) return;
    keptUndo.current = undo;
    void import('../lab/drafts.ts').then(({ writeDraft, undoKey }) =>
      writeDraft(undoKey(lab.id), undo && { ...toRecord(lab, undo), why }),
    );
  }, [lab, ready, undo]);
}
