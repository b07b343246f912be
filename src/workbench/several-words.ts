import type { RunOutcome } from '../lab/run.ts';
import { milliseconds, wholeMilliseconds } from './figures.ts';

type Ran = Exclude<RunOutcome, { kind: 'refused' }>;

/** What several invokes came to, in a few sentences: how they ended, how many began cold, how long they took, what was billed. */
export function severalInWords(
  outcomes: readonly RunOutcome[],
  how: 'one after another' | 'at once',
): string {
  const ran = outcomes.filter((outcome): outcome is Ran => outcome.kind !== 'refused');
  const refused = outcomes.find((outcome) => outcome.kind === 'refused');
  if (ran.length === 0) return `Nothing ran: ${refused?.message}`;
  const failed = ran.filter(({ kind }) => kind === 'failed').length;
  const endings = failed === 0 ? 'all returned' : `${ran.length - failed} returned, ${failed} failed`;
  const reports = ran.flatMap(({ report }) => report ?? []);
  const cold = reports.filter(
    ({ initDurationMs, restoreDurationMs }) => (initDurationMs ?? restoreDurationMs) !== undefined,
  ).length;
  const durations = reports.map(({ durationMs }) => durationMs);
  const billed = reports.reduce((sum, { billedDurationMs }) => sum + billedDurationMs, 0);
  return [
    `${ran.length} invokes ${how}: ${endings}.`,
    ...(reports.length === ran.length
      ? [
          `${cold} cold, ${ran.length - cold} warm.`,
          `${milliseconds(Math.min(...durations))} to ${milliseconds(Math.max(...durations))} each, ${wholeMilliseconds(billed)} billed in all.`,
        ]
      : ['The log level leaves out how long they took.']),
    ...(refused ? [`Then it stopped: ${refused.message}`] : []),
  ].join(' ');
}
