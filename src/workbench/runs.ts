import type { TraceEvent } from '../cloud/trace.ts';
import type { EnvironmentEnd, LogLine, PhaseSpan, RunOutcome } from '../lab/run.ts';

/** A stretch of one run; `environment` counts from 1, times are ms since the run began. */
export interface RunSpan {
  environment: number;
  phase: PhaseSpan['phase'];
  fromMs: number;
  toMs: number;
  parts?: PhaseSpan['parts'];
  extensions?: PhaseSpan['extensions'];
}

/** What happened while nobody invoked the function: `passedMs` of virtual time, and who did not live to see its end. */
export interface Pause {
  passedMs: number;
  ended: readonly ({ environment: number } & Omit<EnvironmentEnd, 'environmentId'>)[];
}

/** A line of a run's log, and where and when it was written: ms since the run began. */
export interface RunLine extends LogLine {
  environment?: number;
  atMs?: number;
}

export interface Run {
  number: number;
  /** Checks ran since the run before, in environments of their own or in this one: what they did is not recorded. */
  afterChecks: boolean;
  /** What happened since the run before. */
  before: Pause;
  ending: 'returned' | 'failed' | 'timed out';
  /** In the order in which they begin. */
  spans: readonly RunSpan[];
  lines: readonly RunLine[];
}

/** The runs of one lab since its page was opened, the latest last. */
export interface RunHistory {
  runs: readonly Run[];
  count: number;
  /** Ids by number; the first environment is at 0. */
  environmentIds: readonly string[];
  checked: boolean;
  /** What happened since the last run. */
  after: Pause;
  /** When the last run ended, on the clock of the phases; undefined when that is not known. */
  endMs?: number | undefined;
}

const KEPT = 12;

type Ran = Exclude<RunOutcome, { kind: 'refused' }>;

const NOTHING: Pause = { passedMs: 0, ended: [] };

export const noRuns: RunHistory = { runs: [], count: 0, environmentIds: [], checked: false, after: NOTHING };

/** The ends of environments that had a run. */
const endsIn = ({ environmentIds }: RunHistory, ended: readonly EnvironmentEnd[]) =>
  ended.flatMap(({ environmentId, ...end }) => {
    const environment = environmentIds.lastIndexOf(environmentId) + 1;
    return environment > 0 ? [{ environment, ...end }] : [];
  });

/** Adds time in which nobody invoked the function. What was logged in it, as `trace` has it, ends the log of the last run. */
export function letPass(
  history: RunHistory,
  ms: number,
  ended: readonly EnvironmentEnd[],
  trace: readonly TraceEvent[] = [],
): RunHistory {
  const { passedMs, ended: before } = history.after;
  const lines = trace.flatMap((event): RunLine[] =>
    event.type === 'log'
      ? [
          {
            kind: event.source,
            text: event.text,
            environment: history.environmentIds.lastIndexOf(event.environmentId) + 1,
          },
        ]
      : [],
  );
  return {
    ...history,
    runs: history.runs.map((run) =>
      run.number === history.count ? { ...run, lines: [...run.lines, ...lines] } : run,
    ),
    after: { passedMs: passedMs + ms, ended: [...before, ...endsIn(history, ended)] },
  };
}

/** Adds a run, if its target shows phases. */
export function remember(history: RunHistory, outcome: RunOutcome): RunHistory {
  if (outcome.kind === 'refused' || !outcome.phases[0]) return history;
  const phases = outcome.phases.toSorted((a, b) => a.fromMs - b.fromMs);
  const began = phases[0]?.fromMs ?? 0;
  const environmentIds = [...history.environmentIds];
  const spans = phases.map(({ environmentId, phase, fromMs, toMs, ...rest }): RunSpan => {
    // An init begins an environment, even where an account started anew gives out the same ids again.
    if (phase === 'init' || !environmentIds.includes(environmentId)) environmentIds.push(environmentId);
    const environment = environmentIds.lastIndexOf(environmentId) + 1;
    return { environment, phase, fromMs: fromMs - began, toMs: toMs - began, ...rest };
  });
  const lines = placed(outcome, environmentIds);
  const number = history.count + 1;
  const ending = outcome.report?.status === 'timeout' ? 'timed out' : outcome.kind;
  // Checks have time of their own, and an account started anew begins at zero.
  const sinceLast = history.checked ? 0 : began - (history.endMs ?? began);
  const before = { passedMs: Math.max(0, sinceLast), ended: endsIn(history, outcome.ended) };
  const run: Run = { number, afterChecks: history.checked, before, ending, spans, lines };
  return {
    runs: [...history.runs, run].slice(-KEPT),
    count: number,
    environmentIds,
    checked: false,
    after: NOTHING,
    endMs: Math.max(...phases.map(({ toMs }) => toMs)),
  };
}

/** The lines of a log with their places, where the account's record has them. */
function placed({ log, trace }: Ran, environmentIds: readonly string[]): RunLine[] {
  const events = trace.filter((event) => event.type === 'log');
  const began = Math.min(...trace.filter((event) => event.type === 'phase').map(({ from }) => from));
  return log.map((line, index) => {
    const event = events[index];
    if (!event || !Number.isFinite(began)) return line;
    const environment = environmentIds.lastIndexOf(event.environmentId) + 1;
    return { ...line, environment, atMs: event.at - began };
  });
}

/** The log to show: that of run `chosen`, or of the latest. `undefined` before anything ran. */
export function logOf(
  { runs }: RunHistory,
  outcome: RunOutcome | undefined,
  chosen: number | undefined,
): { run: number | undefined; lines: readonly RunLine[] } | undefined {
  const run = runs.find(({ number }) => number === chosen);
  if (run) return { run: run.number, lines: run.lines };
  if (!outcome || outcome.kind === 'refused') return undefined;
  const latest = outcome.phases.length > 0 ? runs.at(-1) : undefined;
  return { run: latest?.number, lines: latest?.lines ?? outcome.log };
}
