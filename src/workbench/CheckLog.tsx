import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CheckOutcome } from '../lab/check.ts';
import type { LogLine } from '../lab/run.ts';
import { lineAtIssue, linesAround } from './check-log.ts';
import { shorten } from './excerpt.ts';

const LONGEST_LINE = 600;

interface Props {
  outcome: CheckOutcome;
  log: readonly LogLine[];
}

/** What the function logged while a check ran it, opened at the line that the finding is about. */
export function CheckLog({ outcome, log }: Props) {
  const [open, setOpen] = useState(false);
  const marked = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (open) marked.current?.focus();
  }, [open]);
  if (log.length === 0) return null;
  const at = lineAtIssue(outcome, log);
  const { from, lines } = linesAround(log, at);
  return (
    <>
      <button type="button" class="wb-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide its log' : 'See it in the log'}
      </button>
      {open && (
        <ol class="wb-check-log" aria-label="Log of this check" start={from + 1}>
          {lines.map(({ kind, text }, index) => {
            const isMarked = from + index === at;
            return (
              <li
                key={from + index}
                data-kind={kind}
                {...(isMarked && { ref: marked, tabIndex: -1, 'aria-current': 'true' as const })}
              >
                {shorten(text.replace(/\r\n?/g, '\n').trimEnd(), LONGEST_LINE)}
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}
