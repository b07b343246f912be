import { useId, useState } from 'preact/hooks';
import type { Lab } from '../../lab/lab.ts';
import { keepingEvent } from '../../lab/work.ts';
import type { Workbench } from '../use-workbench.ts';
import { whyNotAdded, whyNotNamed, withOwn } from './own-events.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  onSaved(): void;
}

/** Keeps the event as it stands in the lab under a name of the learner's. */
export function SaveEvent({ lab, workbench: { state, dispatch }, onSaved }: Props) {
  const id = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const { work } = state;
  const save = (event: Event) => {
    event.preventDefault();
    const called = name.trim();
    const refused = whyNotNamed(lab, work, called) ?? whyNotAdded(work, work.event.text);
    if (refused) return setProblem(refused);
    onSaved();
    const saved = withOwn(keepingEvent(lab, work), { name: called, text: work.event.text });
    dispatch({ kind: 'replaced', work: saved, why: `Event “${called}” saved` });
  };
  return (
    <form class="wb-events" onSubmit={save}>
      <h4>Save as my event</h4>
      <label for={id}>Name for “{work.event.name}” as it is now</label>
      <div class="wb-link-row">
        <input
          id={id}
          value={name}
          autocomplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <button type="submit" class="wb-button">
          Save event
        </button>
      </div>
      <p id={`${id}-problem`} role="alert" class="wb-events-problem">
        {problem}
      </p>
    </form>
  );
}
