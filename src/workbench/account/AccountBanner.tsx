import type { Workbench } from '../use-workbench.ts';

/** Says that Run and Check reach the learner's own account, and lets them leave it. */
export function AccountBanner({ workbench: { state, leaveAccount } }: { workbench: Workbench }) {
  const leave = (cleanUp: boolean) => (event: MouseEvent) => {
    const button = event.currentTarget as HTMLElement;
    button.closest('.wb')?.querySelector<HTMLElement>('.wb-run')?.focus();
    leaveAccount({ cleanUp });
  };
  const busy = state.activity !== 'idle';
  return (
    <div class="wb-notice wb-shared" role="note" aria-label="Your own account">
      <p>
        <strong>This lab runs in your own account, {state.account?.place}.</strong> Run and Check deploy your
        code there as a function. Clean up deletes it; its log group in CloudWatch Logs stays until you delete
        that yourself.
      </p>
      <p>
        <button type="button" class="wb-button" disabled={busy} onClick={leave(true)}>
          Clean up and leave
        </button>
        <button type="button" class="wb-button" disabled={busy} onClick={leave(false)}>
          Leave it as it is
        </button>
      </p>
    </div>
  );
}
