import { leaveLink } from './open-shared.ts';
import type { Workbench } from './use-workbench.ts';

/** Says whose code this is, and lets the learner take it or leave it. */
export function SharedBanner({ workbench: { state, dispatch } }: { workbench: Workbench }) {
  const end = (kind: 'shared kept' | 'shared left') => (event: MouseEvent) => {
    const button = event.currentTarget as HTMLElement;
    button.closest('.wb')?.querySelector<HTMLElement>('.wb-run')?.focus();
    leaveLink();
    dispatch({ kind });
  };
  const busy = state.activity !== 'idle';
  return (
    <div class="wb-notice wb-shared" role="note" aria-label="Shared copy">
      <p>
        <strong>This code is someone else’s.</strong> It came with the link and runs only when you press Run
        or Check. It is a copy that is not saved; your own work in this lab is untouched.
      </p>
      <p>
        <button type="button" class="wb-button" disabled={busy} onClick={end('shared kept')}>
          Keep as mine
        </button>
        <button type="button" class="wb-button" disabled={busy} onClick={end('shared left')}>
          Back to my work
        </button>
      </p>
    </div>
  );
}
