import { useMemo } from 'preact/hooks';
import type { LogLine } from '../lab/run.ts';
import { CopyButton } from './CopyButton.tsx';
import { excerpt, shorten } from './excerpt.ts';

/** Inside one event Lambda writes a line break as a carriage return. */
const withBreaks = (text: string) => text.replace(/\r\n?/g, '\n').trimEnd();

const LONGEST_LINE = 4000;

export function Logs({ lines }: { lines: readonly LogLine[] | undefined }) {
  // The same element again is not compared again: typing must not pay for a long log.
  return useMemo(
    () =>
      lines ? (
        <Written lines={lines} />
      ) : (
        <p class="wb-empty">Run the function to see what Lambda writes to its log.</p>
      ),
    [lines],
  );
}

function Written({ lines }: { lines: readonly LogLine[] }) {
  const { head, hidden, tail } = excerpt(lines);
  const line = ({ kind, text }: LogLine, at: number) => (
    <li class="wb-line" key={at} data-kind={kind}>
      {shorten(withBreaks(text), LONGEST_LINE)}
    </li>
  );
  return (
    <div class="wb-logs">
      <CopyButton
        text={() => lines.map(({ text }) => withBreaks(text)).join('\n')}
        what="the log"
        all={hidden > 0}
      />
      <ol aria-label="Log lines">
        {head.map(line)}
        {hidden > 0 && (
          <li class="wb-line wb-gap" key="gap">
            … {hidden.toLocaleString('en-US')} lines not shown; Copy all takes them too
          </li>
        )}
        {tail.map((each, at) => line(each, lines.length - tail.length + at))}
      </ol>
    </div>
  );
}
