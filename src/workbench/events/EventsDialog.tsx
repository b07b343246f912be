import { useRef, useState } from 'preact/hooks';
import { galleryEvents } from '../../lab/gallery.ts';
import type { Lab } from '../../lab/lab.ts';
import { keepingEvent } from '../../lab/work.ts';
import { DialogFrame } from '../DialogFrame.tsx';
import type { Workbench } from '../use-workbench.ts';
import { MyEvents } from './MyEvents.tsx';
import { takenFromGallery, whyNotAdded } from './own-events.ts';
import { SaveEvent } from './SaveEvent.tsx';

const GALLERY = `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}events/`;

/** An import that failed stays failed in some browsers, so the text is fetched: that can be tried again. */
async function fetched(name: string): Promise<string> {
  const answer = await fetch(`${GALLERY}${name}.json`);
  if (!answer.ok) throw new Error(`The gallery answered ${answer.status} for ${name}.`);
  return answer.text();
}

interface Props {
  lab: Lab;
  workbench: Workbench;
  onClose(): void;
}

/** Events beyond the lab's: what services send, and the learner's own. */
export function EventsDialog({ lab, workbench, onClose }: Props) {
  const latest = useRef(workbench.state.work);
  latest.current = workbench.state.work;
  const [said, setSaid] = useState('');
  const take = async (name: string, title: string) => {
    setSaid(`Fetching ${title}…`);
    let text: string;
    try {
      text = await fetched(name);
    } catch {
      return setSaid(`${title} could not be loaded. Look at your connection and try again.`);
    }
    const before = keepingEvent(lab, latest.current);
    const taken = takenFromGallery(lab, before, title, text);
    const refused = taken.ownEvents === before.ownEvents ? undefined : whyNotAdded(before, text);
    if (refused) return setSaid(refused);
    onClose();
    if (taken.ownEvents === before.ownEvents)
      workbench.dispatch({ kind: 'event chosen', name: taken.event.name });
    else workbench.dispatch({ kind: 'replaced', work: taken, why: `Event “${taken.event.name}” added` });
  };
  return (
    <DialogFrame title="More events" onClose={onClose}>
      <p role="status" class="wb-events-said">
        {said}
      </p>
      <section aria-label="What services send" class="wb-events">
        <h4>What services send</h4>
        <p class="wb-dialog-note">
          Choosing one puts it among your events, yours to edit. <a href={GALLERY}>Every field explained</a>
        </p>
        <ul class="wb-events-gallery">
          {galleryEvents.map(({ name, title }) => (
            <li key={name}>
              <button type="button" class="wb-quiet" onClick={() => take(name, title)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <MyEvents lab={lab} workbench={workbench} say={setSaid} />
      <SaveEvent lab={lab} workbench={workbench} onSaved={onClose} />
    </DialogFrame>
  );
}
