import type { Lab } from '../lab/lab.ts';
import { readShareFragment } from '../lab/shared-work.ts';
import type { Action } from './state.ts';

/** What the address of the page carries, as an action; what cannot be opened goes from the address. */
export async function openShared(lab: Lab): Promise<Action> {
  const found = await readShareFragment(lab.id, location.hash);
  if (found.kind === 'shared') {
    const { files, event } = found.work;
    // The event list is the lab's: an event of another name lies in its first place.
    const place = lab.events.find(({ name }) => name === event.name) ?? lab.events[0] ?? event;
    return {
      kind: 'shared opened',
      work: { files, event: { name: place.name, text: event.text }, ownEvents: [], passed: [] },
    };
  }
  leaveLink();
  return { kind: 'noticed', notice: found.why };
}

/** Takes the link's work out of the address, so that a reload shows the learner's own. */
export const leaveLink = () => history.replaceState(history.state, '', location.pathname + location.search);
