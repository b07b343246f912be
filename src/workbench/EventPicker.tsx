import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lab, LabEvent } from '../lab/lab.ts';
import { isOwn, keepingEvent } from '../lab/work.ts';
import { isJson } from './is-json.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  folded: boolean;
  problemId: string;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

export function EventPicker({ lab, workbench: { state, dispatch }, folded, problemId }: Props) {
  const base = `lab-${lab.id}-event`;
  const [open, setOpen] = useState(!folded);
  const { event } = state.work;
  const invalid = !isJson(event.text);
  const problem = useProblem(event.text, invalid);
  const mine = keepingEvent(lab, state.work).ownEvents;
  const own = mine.filter(isOwn(lab));
  const edited = (name: string) =>
    mine.some((each) => each.name === name) && !own.some((each) => each.name === name);
  const rows = Math.min(10, Math.max(3, event.text.split('\n').length));
  const select = useRef<HTMLSelectElement>(null);
  const restore = () => {
    dispatch({ kind: 'event restored' });
    select.current?.focus();
  };
  const shown = open || invalid;
  const option = ({ name }: LabEvent) => (
    <option key={name} value={name} selected={name === event.name}>
      {edited(name) ? `${name} (edited)` : name}
    </option>
  );

  return (
    <div class="wb-event">
      <div class="wb-event-row">
        <label for={`${base}-select`}>Event</label>
        <select
          id={`${base}-select`}
          ref={select}
          value={event.name}
          disabled={!state.ready}
          onChange={({ currentTarget }) => dispatch({ kind: 'event chosen', name: currentTarget.value })}
        >
          {own.length > 0 ? (
            <>
              <optgroup label="This lab">{lab.events.map(option)}</optgroup>
              <optgroup label="My events">{own.map(option)}</optgroup>
            </>
          ) : (
            lab.events.map(option)
          )}
        </select>
        {!folded && (
          <button
            type="button"
            class="wb-quiet"
            aria-haspopup="dialog"
            disabled={!state.ready}
            onClick={() => dispatch({ kind: 'dialog', dialog: 'events' })}
          >
            More events…
          </button>
        )}
        {!shown && <code class="wb-event-line">{oneLine(event.text)}</code>}
        <span class="wb-spring" />
        {edited(event.name) && (
          <button type="button" class="wb-quiet" onClick={restore}>
            Restore
          </button>
        )}
        <button
          type="button"
          class="wb-quiet wb-fold"
          aria-expanded={shown}
          aria-controls={`${base}-json`}
          disabled={!state.ready || invalid}
          onClick={() => setOpen(!open)}
        >
          {shown ? 'Fold' : 'Edit'}
        </button>
      </div>
      <div id={`${base}-json`} hidden={!shown}>
        <textarea
          class="wb-json-input"
          aria-label="Event JSON"
          aria-invalid={invalid}
          aria-describedby={problemId}
          rows={rows}
          spellcheck={false}
          autocapitalize="off"
          readOnly={!state.ready}
          value={event.text}
          onInput={({ currentTarget }) => dispatch({ kind: 'event typed', text: currentTarget.value })}
        />
      </div>
      <p class="wb-problem" id={problemId}>
        {problem}
      </p>
    </div>
  );
}

/** What is wrong with text that is no JSON, in words that load when they are first needed. */
function useProblem(text: string, invalid: boolean): string | undefined {
  const [words, setWords] = useState<typeof import('./json-problem.ts')>();
  useEffect(() => {
    if (invalid)
      import('./json-problem.ts').then(
        (loaded) => setWords(loaded),
        () => undefined,
      );
  }, [invalid]);
  if (!invalid) return undefined;
  const problem = words?.jsonProblem(text);
  return problem && words ? words.inWords(problem) : 'This is not JSON yet.';
}
