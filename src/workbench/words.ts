import type { CheckResult } from '../lab/check.ts';
import type { RunOutcome } from '../lab/run.ts';
import { shorten } from './excerpt.ts';
import { milliseconds, wholeMilliseconds } from './figures.ts';

/** As much as anyone listens to. */
const SPOKEN = 300;

/** What a run came to, in one sentence for the live region. */
export function runInWords(outcome: RunOutcome): string {
  switch (outcome.kind) {
    case 'returned': {
      const { report } = outcome;
      return report
        ? `The function returned after ${milliseconds(report.durationMs)}, billed ${wholeMilliseconds(report.billedDurationMs)}.`
        : 'The function returned.';
    }
    case 'failed':
      return shorten(
        `The function failed: ${outcome.failure.errorType}: ${outcome.failure.errorMessage}`,
        SPOKEN,
      );
    case 'refused':
      return `Nothing ran: ${outcome.message}`;
  }
}

/** How many checks pass, and the first that does not: for the live region. */
export function checksSaid(results: readonly CheckResult[]): string {
  const [first] = failingFirst(results);
  const toMend = first && first.outcome.kind !== 'pass' ? ` First to mend: ${first.title}.` : '';
  return checksInWords(results) + toMend;
}

/** How many checks pass. */
export function checksInWords(results: readonly CheckResult[]): string {
  const passing = results.filter(({ outcome }) => outcome.kind === 'pass').length;
  if (passing === results.length)
    return results.length === 1 ? 'The check passes.' : `All ${passing} checks pass.`;
  return `${passing} of ${results.length} checks pass.`;
}

export const failingFirst = (results: readonly CheckResult[]) =>
  [...results].sort((a, b) => Number(a.outcome.kind === 'pass') - Number(b.outcome.kind === 'pass'));
