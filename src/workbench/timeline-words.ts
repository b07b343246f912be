import type { InitPart } from '../cloud/trace.ts';
import { IDLE_LIMIT_MS } from '../lab/environments.ts';
import { inMinutes } from './minutes.ts';
import type { Pause, Run, RunSpan } from './runs.ts';

const duration = (ms: number) =>
  ms < 10_000 ? `${ms.toFixed(ms < 9.995 ? 2 : ms < 99.95 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(0)} s`;
export const phaseName = (phase: RunSpan['phase']) => phase.replace('-', ' ');
const lengthOf = ({ fromMs, toMs }: RunSpan) => toMs - fromMs;

/** What comes back or starts before the function's own code, and that code; in a restore the hooks. */
export const STARTING: readonly InitPart['of'][] = ['runtime', 'snapshot'];
export const OWN_CODE: readonly InitPart['of'][] = ['function', 'hooks'];

/** When such a part of an init or a restore begins, if another one comes before it; ms since the run began. */
export function partFrom({ fromMs, parts = [] }: RunSpan, of: readonly InitPart['of'][]): number | undefined {
  const at = parts.findIndex((part) => of.includes(part.of));
  return at > 0 ? parts.slice(0, at).reduce((ms, part) => ms + part.ms, fromMs) : undefined;
}

/** The numbers of a run's environments, each once. */
export const environmentsOf = ({ spans }: Run) => [...new Set(spans.map(({ environment }) => environment))];

/** How a run met an environment: one it had to start, or one that was there. */
export function startOf({ spans }: Run, environment: number) {
  const own = spans.filter((span) => span.environment === environment);
  if (own.some(({ phase }) => phase === 'init' || phase === 'restore')) return 'cold';
  return own.every(({ phase }) => phase === 'invoke') ? 'warm' : undefined;
}

export function spanLabel(run: Run, span: RunSpan) {
  const failed = span === run.spans.at(-1) && run.ending !== 'returned';
  return `${phaseName(span.phase)} ${duration(lengthOf(span))}${failed ? `, ${run.ending}` : ''}`;
}

/** Passing by unseen: what a deployment takes, say. */
const SHORTEST_TOLD_MS = 1_000;

/** The time that a frozen environment waited, in words; empty when none to speak of passed. */
export const waited = (passedMs: number) => (passedMs < SHORTEST_TOLD_MS ? '' : inMinutes(passedMs));

const REASONS: Record<Pause['ended'][number]['reason'], string> = {
  idle: `idle for ${inMinutes(IDLE_LIMIT_MS)}`,
  updated: 'the function was updated',
  deleted: 'the function was deleted',
  asked: 'a new one was asked for',
  'taken-over': 'another runtime took over',
  'snapshot-taken': 'its snapshot is taken',
  'init-failed': 'its init failed',
};

export const shutDownBecause = (reason: Pause['ended'][number]['reason']) => `shut down: ${REASONS[reason]}`;

/** `shutdown 302 ms`, where the processes of an environment had time for it. */
export const shutdownLabel = ({ shutdownMs }: Pause['ended'][number]) =>
  shutdownMs === undefined ? undefined : `shutdown ${duration(shutdownMs)}`;

function extensionsInWords({ extensions = [] }: RunSpan): string {
  const shares = extensions.map(({ name, ms }) => `${name} ${duration(ms)}`);
  return shares.length > 0 ? ` (of it extension ${shares.join(', ')})` : '';
}

function pauseInWords({ passedMs, ended }: Pause): string[] {
  const passed = waited(passedMs);
  return [
    ...(passed ? [`${passed} passed.`] : []),
    ...ended.map((end) => {
      const label = shutdownLabel(end);
      return `Environment ${end.environment} ${shutDownBecause(end.reason)}${label ? `, ${label}` : ''}.`;
    }),
  ];
}

/** The drawing in words: `Run 1: init 130 ms, invoke 7.12 ms. Run 2, warm: invoke 1.43 ms.` */
export function timelineInWords(runs: readonly Run[], after?: Pause): string {
  const many = new Set(runs.flatMap(environmentsOf)).size > 1;
  const sentences = runs.flatMap((run) => [
    ...pauseInWords(run.before),
    ...environmentsOf(run).map((environment) => {
      const facts = [
        `Run ${run.number}`,
        many && `environment ${environment}`,
        run.afterChecks && 'after checks',
        startOf(run, environment) === 'warm' && 'warm',
      ];
      const spans = run.spans.filter((span) => span.environment === environment);
      return `${facts.filter(Boolean).join(', ')}: ${spans.map((span) => `${spanLabel(run, span)}${extensionsInWords(span)}`).join(', ')}.`;
    }),
  ]);
  return [...sentences, ...(after ? pauseInWords(after) : [])].join(' ');
}
