import type { InitPart } from '../cloud/trace.ts';
import type { Pause, Run, RunSpan } from './runs.ts';
import type { Moment } from './timeline-axis.ts';
import {
  environmentsOf,
  OWN_CODE,
  partFrom,
  phaseName,
  STARTING,
  shutDownBecause,
  shutdownLabel,
  waited,
} from './timeline-words.ts';

const endOf = ({ spans }: Run) => Math.max(0, ...spans.map(({ toMs }) => toMs));

/** Where something begins, ends or is written, in order: what the arrow keys stop at. */
export function stopsOf(runs: readonly Run[]): Moment[] {
  const first = runs[0];
  const before: Moment[] = first?.afterChecks ? [{ run: 0, ms: 'after' }] : [];
  const within = runs.flatMap((run): Moment[] => {
    const moments = [
      0,
      ...run.spans.flatMap((span) => [
        span.fromMs,
        ...[STARTING, OWN_CODE].flatMap((of) => partFrom(span, of) ?? []),
        ...(span.extensions ?? []).map(({ ms }) => span.fromMs + ms),
        span.toMs,
      ]),
      ...run.lines.flatMap(({ atMs }) => atMs ?? []),
    ];
    const sorted = [...new Set(moments)].filter((ms) => ms >= 0 && ms <= endOf(run)).sort((a, b) => a - b);
    return [...sorted.map((ms): Moment => ({ run: run.number, ms })), { run: run.number, ms: 'after' }];
  });
  return [...before, ...within];
}

const compare = (a: Moment, b: Moment) => a.run - b.run || inOrder(a.ms) - inOrder(b.ms) || 0;
const inOrder = (ms: Moment['ms']) => (ms === 'after' ? Number.MAX_VALUE : ms);

/** The stop after `moment`, or before it; at the ends the last and the first. */
export function stepFrom(stops: readonly Moment[], moment: Moment, forward: boolean): Moment {
  const next = forward
    ? stops.find((stop) => compare(stop, moment) > 0)
    : stops.findLast((stop) => compare(stop, moment) < 0);
  return next ?? moment;
}

/** The beginning of the run after the one of `moment`, or of its own, or of the one before. */
export function runFrom(runs: readonly Run[], moment: Moment, forward: boolean): Moment {
  const starts = runs.map(({ number }): Moment => ({ run: number, ms: 0 }));
  return stepFrom(starts, moment, forward);
}

/** What an environment does at a moment, and what that means. */
export interface Doing {
  environment: number;
  phase: RunSpan['phase'] | 'frozen' | 'shut-down' | 'checks';
  part?: InitPart['of'];
  name: string;
  meaning: string;
}

const PARTS: Record<InitPart['of'], string> = {
  extension: 'Lambda starts the extensions of the layers, and waits until each has registered.',
  runtime: 'Lambda brings the code into a new environment and starts the runtime.',
  function: 'The runtime loads your code and runs what stands outside your handler, once.',
  snapshot: 'Lambda brings back the memory that the snapshot has. This is not billed.',
  hooks:
    'The runtime goes on where it was, and runs what you registered for after a restore. This is billed.',
};

const MEANINGS: Record<Doing['phase'], string> = {
  init: 'Lambda starts the environment and the runtime, and runs what stands outside your handler.',
  restore: 'Lambda makes the environment from the snapshot of its version.',
  'suppressed-init': 'The environment starts again, as a part of the invocation: the one before ended badly.',
  invoke: 'Your handler has the event.',
  frozen:
    'Nothing runs and nothing is billed. What stands outside the handler keeps its values, unless the process has ended.',
  'shut-down': 'Lambda gave the environment up, with all that it kept. The next event starts a new one.',
  checks: 'The checks ran in between; what they did is not drawn.',
};

const STARTED_AGAIN = 'The environment is there, and its process is gone: Lambda starts the runtime again.';

const doing = (environment: number, phase: Doing['phase']): Doing => ({
  environment,
  phase,
  name: phase === 'checks' ? 'checks ran' : phaseName(phase as RunSpan['phase']),
  meaning: MEANINGS[phase],
});

/** The end of an environment, and the time that its extensions had for it. */
function shutDown(end: Pause['ended'][number]): Doing {
  const plain = { ...doing(end.environment, 'shut-down'), name: shutDownBecause(end.reason) };
  const label = shutdownLabel(end);
  if (!label) return plain;
  return {
    ...plain,
    name: `${plain.name}, ${label}`,
    meaning: `Lambda tells the processes that the end has come: SIGTERM for the runtime, a SHUTDOWN event for the extensions. ${plain.meaning}`,
  };
}

/** The extensions that have not asked for their next event yet. */
function busyExtensions({ fromMs, extensions = [] }: RunSpan, ms: number): string {
  const busy = extensions.filter((each) => ms < fromMs + each.ms).map(({ name }) => name);
  if (busy.length === 0) return '';
  return busy.length === 1 ? ` The extension ${busy[0]} works.` : ` The extensions ${busy.join(', ')} work.`;
}

/** Of an init or a restore, the part of it; the whole where its parts are not known. */
function doingIn(environment: number, span: RunSpan, ms: number): Doing {
  const { phase, fromMs, parts = [] } = span;
  let end = fromMs;
  const part = parts.find((each) => {
    end += each.ms;
    return ms < end;
  });
  const whole = doing(environment, phase);
  const also = busyExtensions(span, ms);
  if (!part) return { ...whole, meaning: `${whole.meaning}${also}` };
  const again = phase === 'suppressed-init' && part.of === 'runtime';
  const meaning = again ? STARTED_AGAIN : PARTS[part.of];
  return { ...whole, part: part.of, name: `${whole.name}, ${part.of}`, meaning: `${meaning}${also}` };
}

/** What each environment comes to in a pause. */
function doingsIn({ passedMs, ended }: Pause, environments: readonly number[]): Doing[] {
  return environments.map((environment) => {
    const end = ended.find((each) => each.environment === environment);
    if (end) return shutDown(end);
    return { ...doing(environment, 'frozen'), name: `frozen ${waited(passedMs)}`.trim() };
  });
}

/** What each environment does at `moment`; `after` is what happened since the last run. Where one phase ends and the next begins, it is the next. */
export function doingsAt(runs: readonly Run[], moment: Moment, after?: Pause): Doing[] {
  const run = runs.find(({ number }) => number === moment.run);
  const next = runs.find(({ number }) => number === moment.run + 1);
  if (moment.ms === 'after') {
    const around = run ?? next;
    if (!around) return [];
    const environments = environmentsOf(around);
    if (next?.afterChecks) return environments.map((environment) => doing(environment, 'checks'));
    return doingsIn(next?.before ?? after ?? { passedMs: 0, ended: [] }, environments);
  }
  if (!run) return [];
  const { ms } = moment;
  return environmentsOf(run).flatMap((environment) => {
    const own = run.spans.filter((span) => span.environment === environment);
    const end = Math.max(...own.map(({ toMs }) => toMs));
    // The END and REPORT lines are written at the very end, which still belongs to the invocation.
    const span = own.findLast(
      ({ fromMs, toMs }) => ms >= fromMs && (ms < toMs || (ms === toMs && toMs === end)),
    );
    if (span) return [doingIn(environment, span, ms)];
    return own.some(({ toMs }) => toMs <= ms) ? [doing(environment, 'frozen')] : [];
  });
}

/** `Run 1, 64.20 ms: init.`, `After run 1: frozen.`, `Run 4, 3.00 ms: environment 1 invoke, environment 2 init.` */
export function momentInWords(runs: readonly Run[], moment: Moment, after?: Pause): string {
  const doings = doingsAt(runs, moment, after);
  const states = doings.map(({ environment, name }) =>
    doings.length > 1 ? `environment ${environment} ${name}` : name,
  );
  return `${whenInWords(moment)}: ${states.join(', ') || 'nothing yet'}.`;
}

export const whenInWords = ({ run, ms }: Moment) =>
  ms === 'after' ? (run === 0 ? 'Before run 1' : `After run ${run}`) : `Run ${run}, ${ms.toFixed(2)} ms`;

/** The lines written at a moment, give or take `nearMs`; places count in the run's whole log. */
export function linesAt(runs: readonly Run[], { run, ms }: Moment, nearMs = 0.005) {
  if (ms === 'after') return [];
  const lines = runs.find(({ number }) => number === run)?.lines ?? [];
  return lines.flatMap((line, at) =>
    line.atMs !== undefined && Math.abs(line.atMs - ms) <= nearMs ? [{ at, line }] : [],
  );
}
