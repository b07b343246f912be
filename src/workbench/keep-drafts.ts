import { leaveDraft, leftDraft, markDraft } from '../lab/draft-marker.ts';
import { adoptDraft, type DraftRecord, readDraft, writeDraft } from '../lab/drafts.ts';
import type { Lab } from '../lab/lab.ts';
import { becomeWriter } from '../lab/one-writer.ts';
import { rememberPlace } from '../lab/place.ts';
import { freshWork, isUntouched } from '../lab/work.ts';
import type { Action } from './state.ts';
import type { DraftKeeper, Kept } from './use-drafts.ts';

const SAVE_AFTER_MS = 400;

/** Undefined when there is nothing to keep. */
const toRecord = (lab: Lab, { work, undo, offered }: Kept): DraftRecord | undefined =>
  isUntouched(lab, work) && undo.length === 0
    ? undefined
    : { ...work, version: 2, revision: lab.revision, updatedAt: Date.now(), undo, offered };

const isSame = (one: Kept, other: Kept) =>
  one.work === other.work && one.undo === other.undo && one.offered === other.offered;

/** Brings a lab's draft back, and keeps the work from then on, unless another page does. */
export function keepDrafts(lab: Lab, dispatch: (action: Action) => void): DraftKeeper {
  /** What storage has, as far as this page knows, and what the learner has. */
  let saved: Kept | undefined;
  let latest: Kept | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let opened = false;
  let untouchable = false;
  let elsewhere = false;
  const isUnsaved = () => latest && saved && !isSame(latest, saved) && !untouchable && !elsewhere;

  const read = async (): Promise<Extract<Action, { kind: 'opened' }>> => {
    await adoptDraft(lab.id, leftDraft(lab.id));
    const found = await readDraft(lab);
    if (found.kind === 'none') {
      markDraft(lab.id, false);
      return { kind: 'opened', notices: [] };
    }
    const opening = (await import('./draft-opening.ts')).openingWith(lab, found);
    untouchable = found.kind === 'newer';
    markDraft(lab.id, opening.work ? !isUntouched(lab, opening.work) : untouchable);
    return opening;
  };
  const leadBackHere = () => {
    const title = document.getElementById(`lab-${lab.id}-title`);
    if (title) rememberPlace(title);
  };
  const save = async () => {
    clearTimeout(timer);
    if (!latest || !isUnsaved()) return;
    const kept = latest;
    leadBackHere();
    markDraft(lab.id, !isUntouched(lab, kept.work));
    const written = await writeDraft(lab.id, toRecord(lab, kept));
    saved = kept;
    if (written === 'kept') return;
    const { NOTICE } = await import('./draft-opening.ts');
    dispatch({ kind: 'noticed', notice: NOTICE[written] });
  };

  const writer = becomeWriter(lab.id, async (writes) => {
    if (writes !== elsewhere) return;
    if (!writes) {
      elsewhere = true;
      return dispatch({ kind: 'went elsewhere' });
    }
    // Nothing is saved before it is known what the other page kept.
    const known = saved?.work;
    const { work = freshWork(lab), undo = [], offered = false } = await read();
    elsewhere = false;
    dispatch({ kind: 'took over', work, undo, offered, known });
  });
  const leave = () => {
    if (latest && isUnsaved()) {
      leadBackHere();
      if (leaveDraft(lab.id, toRecord(lab, latest) ?? null)) saved = latest;
      else void save();
    }
    writer.leave();
  };
  const comeBack = ({ persisted }: PageTransitionEvent) => persisted && writer.askAgain();
  const hide = () => void (document.hidden && save());
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  document.addEventListener('visibilitychange', hide);

  void read().then((opening) => {
    opened = true;
    dispatch(opening);
  });
  return {
    keep(kept) {
      if (!opened) return;
      latest = kept;
      saved ??= kept;
      clearTimeout(timer);
      if (isUnsaved()) timer = setTimeout(save, SAVE_AFTER_MS);
    },
    takeOver: writer.takeOver,
    stop() {
      clearTimeout(timer);
      writer.leave();
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', comeBack);
      document.removeEventListener('visibilitychange', hide);
    },
  };
}
