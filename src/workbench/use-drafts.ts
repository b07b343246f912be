import { useEffect, useRef } from 'preact/hooks';
import { leaveDraft, leftDraft, markDraft } from '../lab/draft-marker.ts';
import type { DraftFound, DraftRecord } from '../lab/drafts.ts';
import type { Lab } from '../lab/lab.ts';
import { isUntouched } from '../lab/work.ts';
import type { Action, State } from './state.ts';

const SAVE_AFTER_MS = 400;

/** What of a lab's state is kept. */
type Kept = Pick<State, 'work' | 'undo' | 'offered'>;

/** Undefined when there is nothing to keep. */
const toRecord = (lab: Lab, { work, undo, offered }: Kept): DraftRecord | undefined =>
  isUntouched(lab, work) && undo.length === 0
    ? undefined
    : { ...work, version: 2, revision: lab.revision, updatedAt: Date.now(), undo, offered };

/** Brings a kept draft back when the page opens, and keeps the work from then on. */
export function useDrafts(lab: Lab, state: State, dispatch: (action: Action) => void) {
  const unsaved = useRef<Kept>();
  const saved = useRef<Kept>();
  const untouchable = useRef(false);
  const { ready, work, undo, offered, shared } = state;

  useEffect(() => {
    let gone = false;
    import('../lab/drafts.ts')
      .then(async ({ adoptDraft, readDraft }) => {
        await adoptDraft(lab.id, leftDraft(lab.id));
        return readDraft(lab);
      })
      .catch((): DraftFound => ({ kind: 'blocked' }))
      .then(async (found) => {
        const opened: Action =
          found.kind === 'none'
            ? { kind: 'opened', notices: [] }
            : (await import('./draft-opening.ts')).openingWith(lab, found);
        if (gone) return;
        untouchable.current = found.kind === 'newer';
        const lies = opened.work ? !isUntouched(lab, opened.work) : found.kind === 'newer';
        markDraft(lab.id, lies);
        dispatch(opened);
      });
    return () => {
      gone = true;
    };
  }, [lab, dispatch]);

  useEffect(() => {
    if (!ready || shared || untouchable.current) return;
    const kept = { work, undo, offered };
    saved.current ??= kept;
    if (saved.current.work === work && saved.current.undo === undo && saved.current.offered === offered)
      return;
    unsaved.current = kept;
    const save = async () => {
      if (unsaved.current !== kept) return;
      unsaved.current = undefined;
      saved.current = kept;
      markDraft(lab.id, !isUntouched(lab, work));
      const { writeDraft } = await import('../lab/drafts.ts');
      const written = await writeDraft(lab.id, toRecord(lab, kept));
      if (written === 'kept') return;
      const { NOTICE } = await import('./draft-opening.ts');
      dispatch({ kind: 'noticed', notice: NOTICE[written] });
    };
    const timer = setTimeout(save, SAVE_AFTER_MS);
    const leave = () => {
      if (unsaved.current !== kept) return;
      if (!leaveDraft(lab.id, toRecord(lab, kept) ?? null)) void save();
    };
    addEventListener('pagehide', leave);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', leave);
    };
  }, [lab, ready, work, undo, offered, shared, dispatch]);
}
