import type { Lab } from '../lab/lab.ts';
import { readShareFragment } from '../lab/shared-work.ts';
import type { Action } from './state.ts';
import type { Workbench } from './use-workbench.ts';

/** What the address of the page carries, as an action; what cannot be opened goes from the address. */
export async function openShared(lab: Lab): Promise<Action> {
  const found = await readShareFragment(lab.id, location.hash);
  if (found.kind === 'shared') {
    const { files, event } = found.work;
    // The event list is the lab's: an event of another name lies in its first place.
    const place = lab.events.find(({ name }) => name === event.name) ?? lab.events[0] ?? event;
    return {
      kind: 'shared opened',
      work: { files, event: { name: place.name, text: event.text }, passed: [] },
    };
  }
  leaveLink();
  return { kind: 'noticed', notice: found.why };
}

const leaveLink = () => history.replaceState(history.state, '', location.pathname + location.search);

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
