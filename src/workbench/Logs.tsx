import type { LogLine } from '../lab/run.ts';
import { CopyButton } from './CopyButton.tsx';

/** Inside one event Lambda writes a line break as a carriage return. */
const withBreaks = (text: string) => text.replace(/\r\n?/g, '\n').trimEnd();

export function Logs({ lines }: { lines: readonly LogLine[] | undefined }) {
  if (!lines) return <p class="wb-empty">Run the function to see what Lambda writes to its log.</p>;
  return (
    <div class="wb-logs">
      <CopyButton text={lines.map(({ text }) => withBreaks(text)).join('\n')} what="the log" />
      <ol aria-label="Log lines">
        {lines.map(({ kind, text }, at) => (
          <li class="wb-line" key={`${at} ${text}`} data-kind={kind}>
            {withBreaks(text)}
          </li>
        ))}
      </ol>
    </div>
  );
}
