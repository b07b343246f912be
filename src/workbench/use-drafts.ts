import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import type { Action, State } from './state.ts';

/** What of a lab's state is kept. */
export type Kept = Pick<State, 'work' | 'undo' | 'offered'>;

export interface DraftKeeper {
  /** Tells what the learner has now; saved soon. */
  keep(kept: Kept): void;
  /** Makes this page the one that saves. */
  takeOver(): void;
  stop(): void;
}

const NOT_KEPT =
  'The part of this page that keeps your work did not arrive: what you write here is not saved. Reload the page to try again.';

/** Brings a kept draft back when the page opens, keeps the work from then on, and gives the way to take it over from another page. */
export function useDrafts(lab: Lab, state: State, dispatch: (action: Action) => void) {
  const keeper = useRef<DraftKeeper>();
  const { ready, work, undo, offered, shared, elsewhere } = state;

  useEffect(() => {
    let gone = false;
    import('./keep-drafts.ts').then(
      ({ keepDrafts }) => {
        if (!gone) keeper.current = keepDrafts(lab, dispatch);
      },
      () => dispatch({ kind: 'opened', notices: [NOT_KEPT] }),
    );
    return () => {
      gone = true;
      keeper.current?.stop();
    };
  }, [lab, dispatch]);

  // At once, not after the next paint: the page may close before that.
  useLayoutEffect(() => {
    if (ready && !shared) keeper.current?.keep({ work, undo, offered });
  }, [ready, work, undo, offered, shared, elsewhere]);

  return keeper;
}
