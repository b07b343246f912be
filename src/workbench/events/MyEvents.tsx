import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Lab } from '../../lab/lab.ts';
import { isOwn } from '../../lab/work.ts';
import type { Workbench } from '../use-workbench.ts';
import { whyNotNamed, withOwnRenamed, withoutOwn } from './own-events.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  say(words: string): void;
}

/** The learner's own events, each to be renamed or deleted; both can be undone. */
export function MyEvents({ lab, workbench: { state, dispatch }, say }: Props) {
  const { work } = state;
  const heading = useRef<HTMLHeadingElement>(null);
  const [renaming, setRenaming] = useState<string>();
  const own = work.ownEvents.filter(isOwn(lab));
  if (own.length === 0) return null;
  const rename = (from: string, to: string) => {
    const refused = whyNotNamed(lab, work, to, from);
    if (refused) return say(refused);
    if (to !== from)
      dispatch({
        kind: 'replaced',
        work: withOwnRenamed(work, from, to),
        why: `Event “${from}” renamed to “${to}”`,
      });
    setRenaming(undefined);
    say(`It is called “${to}” now.`);
    heading.current?.focus();
  };
  const remove = (name: string) => {
    heading.current?.focus();
    dispatch({ kind: 'replaced', work: withoutOwn(lab, work, name), why: `Event “${name}” deleted` });
    say(`“${name}” is deleted. The menu More can undo it.`);
  };
  return (
    <section class="wb-events" aria-label="My events">
      <h4 ref={heading} tabIndex={-1}>
        My events
      </h4>
      <ul>
        {own.map(({ name }) => (
          <li key={name}>
            {renaming === name ? (
              <Rename name={name} onRename={(to) => rename(name, to)} />
            ) : (
              <>
                <span>{name}</span>
                <button
                  type="button"
                  class="wb-quiet"
                  aria-label={`Rename ${name}`}
                  onClick={() => setRenaming(name)}
                >
                  Rename
                </button>
                <button
                  type="button"
                  class="wb-quiet"
                  aria-label={`Delete ${name}`}
                  onClick={() => remove(name)}
                >
                  Delete
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rename({ name, onRename }: { name: string; onRename(to: string): void }) {
  const [to, setTo] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.select(), []);
  return (
    <form
      class="wb-link-row"
      onSubmit={(event) => {
        event.preventDefault();
        onRename(to.trim());
      }}
    >
      <input
        ref={input}
        aria-label={`New name for ${name}`}
        value={to}
        onInput={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <button type="submit" class="wb-button">
        Rename
      </button>
    </form>
  );
}
