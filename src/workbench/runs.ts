import type { PhaseSpan, RunOutcome } from '../lab/run.ts';

/** A stretch of one run; `environment` counts from 1, times are ms since the run began. */
export interface RunSpan {
  environment: number;
  phase: PhaseSpan['phase'];
  fromMs: number;
  toMs: number;
}

export interface Run {
  number: number;
  /** Checks ran since the run before, in environments of their own or in this one: what they did is not recorded. */
  afterChecks: boolean;
  ending: 'returned' | 'failed' | 'timed out';
  spans: readonly RunSpan[];
}

/** The runs of one lab since its page was opened, the latest last. */
export interface RunHistory {
  runs: readonly Run[];
  count: number;
  /** Ids by number; the first environment is at 0. */
  environmentIds: readonly string[];
  checked: boolean;
}

const KEPT = 12;

export const noRuns: RunHistory = { runs: [], count: 0, environmentIds: [], checked: false };

/** Adds a run, if its target shows phases. */
export function remember(history: RunHistory, outcome: RunOutcome): RunHistory {
  if (outcome.kind === 'refused' || !outcome.phases[0]) return history;
  const began = outcome.phases[0].fromMs;
  const environmentIds = [...history.environmentIds];
  const spans = outcome.phases.map(({ environmentId, phase, fromMs, toMs }): RunSpan => {
    // An init begins an environment, even where an account started anew gives out the same ids again.
    if (phase === 'init' || !environmentIds.includes(environmentId)) environmentIds.push(environmentId);
    const environment = environmentIds.lastIndexOf(environmentId) + 1;
    return { environment, phase, fromMs: fromMs - began, toMs: toMs - began };
  });
  const number = history.count + 1;
  const ending = outcome.report.status === 'timeout' ? 'timed out' : outcome.kind;
  const run: Run = { number, afterChecks: history.checked, ending, spans };
  return { runs: [...history.runs, run].slice(-KEPT), count: number, environmentIds, checked: false };
}
