import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Entry } from './entries.ts';
import { readable } from './printed.ts';

const COUNT = new Intl.NumberFormat('en-US');

/** What was run and what it printed. It follows the output, unless one has scrolled up to read. */
export function Screen({ entries, onRest }: { entries: readonly Entry[]; onRest(): void }) {
  const screen = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const latest = entries.at(-1)?.id;
  useLayoutEffect(() => {
    follows.current = true;
  }, [latest]);
  useLayoutEffect(() => {
    if (screen.current && follows.current) screen.current.scrollTop = screen.current.scrollHeight;
  }, [entries]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: who has a keyboard goes on to the command line with Tab
    <section
      class="wb-term-screen"
      ref={screen}
      aria-label="Terminal output"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with keys too
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < 8;
      }}
      onClick={() => {
        if (getSelection()?.isCollapsed) onRest();
      }}
    >
      {entries.map((entry) => (
        <Line key={entry.id} entry={entry} />
      ))}
    </section>
  );
}

function Line({ entry }: { entry: Entry }) {
  const { place, line, printed, exitCode, notes } = entry;
  // The same element again is not compared again.
  return useMemo(
    () => (
      <div class="wb-term-entry">
        <p>
          <span class="wb-term-place">{place} $</span> <b>{readable(line)}</b>
        </p>
        {printed.head !== '' && <pre>{readable(printed.head + (printed.hidden ? '' : printed.tail))}</pre>}
        {printed.hidden > 0 && (
          <>
            <p class="wb-term-note">
              … {COUNT.format(printed.hidden)} characters not shown. To see them, send the output to a file,
              or through head, tail or grep.
            </p>
            <pre>{readable(printed.tail)}</pre>
          </>
        )}
        {exitCode !== undefined && exitCode !== 0 && <p class="wb-term-exit">exit code {exitCode}</p>}
        {notes.map((note) => (
          <p class="wb-term-note" key={note}>
            {note}
          </p>
        ))}
      </div>
    ),
    [place, line, printed, exitCode, notes],
  );
}
