import type { CheckOutcome } from '../lab/check.ts';
import type { LogLine } from '../lab/run.ts';

/** Lines shown before and after the one at issue. */
const AROUND = 10;

/** Where in its log a check's finding shows: the error, or the time-out, or the last thing the handler wrote. */
export function lineAtIssue(outcome: CheckOutcome, log: readonly LogLine[]): number {
  const last = (test: (line: LogLine) => boolean) => log.findLastIndex(test);
  if (outcome.kind === 'error') {
    const { errorType, errorMessage } = outcome.failure;
    const inJson = JSON.stringify(errorMessage).slice(1, -1);
    const full = last(
      ({ text }) => text.includes(errorType) && (text.includes(errorMessage) || text.includes(inJson)),
    );
    const found = full >= 0 ? full : last(({ text }) => text.includes(errorType));
    if (found >= 0) return found;
  }
  const timedOut = last(({ kind, text }) => kind === 'platform' && text.includes('Task timed out'));
  if (timedOut >= 0) return timedOut;
  const own = last(({ kind }) => kind === 'function');
  return own >= 0 ? own : log.length - 1;
}

/** The lines around the one at `at`, and which is the first of them. */
export function linesAround(
  log: readonly LogLine[],
  at: number,
): { from: number; lines: readonly LogLine[] } {
  const from = Math.max(0, at - AROUND);
  return { from, lines: log.slice(from, at + AROUND + 1) };
}
