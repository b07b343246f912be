import type { Workbench } from './use-workbench.ts';

/** Says that another page keeps the work of this lab, and lets the learner go on here. */
export function Elsewhere({ workbench: { state, takeOver } }: { workbench: Workbench }) {
  return (
    <div class="wb-notice wb-shared" role="note" aria-label="Open in another tab">
      <p>
        <strong>This lab is open in another tab, and that one saves your work.</strong> What you write here is
        not saved until you take over; neither is anything lost: both versions stay in reach. The account here
        is a copy that is not kept.
      </p>
      <p>
        <button
          type="button"
          class="wb-button"
          disabled={state.activity !== 'idle'}
          onClick={({ currentTarget }) => {
            currentTarget.closest('.wb')?.querySelector<HTMLElement>('.wb-run')?.focus();
            takeOver();
          }}
        >
          Take over here
        </button>
      </p>
    </div>
  );
}
