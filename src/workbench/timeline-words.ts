import type { Run, RunSpan } from './runs.ts';

const duration = (ms: number) => `${ms.toFixed(ms < 9.995 ? 2 : ms < 99.95 ? 1 : 0)} ms`;
export const phaseName = (phase: RunSpan['phase']) => phase.replace('-', ' ');
const lengthOf = ({ fromMs, toMs }: RunSpan) => toMs - fromMs;

/** The numbers of a run's environments, each once. */
export const environmentsOf = ({ spans }: Run) => [...new Set(spans.map(({ environment }) => environment))];

/** How a run met an environment: one it had to start, or one that was there. */
export function startOf({ spans }: Run, environment: number) {
  const own = spans.filter((span) => span.environment === environment);
  if (own.some(({ phase }) => phase === 'init')) return 'cold';
  return own.every(({ phase }) => phase === 'invoke') ? 'warm' : undefined;
}

export function spanLabel(run: Run, span: RunSpan) {
  const failed = span === run.spans.at(-1) && run.ending !== 'returned';
  return `${phaseName(span.phase)} ${duration(lengthOf(span))}${failed ? `, ${run.ending}` : ''}`;
}

/** The drawing in words: `Run 1: init 130 ms, invoke 7.12 ms. Run 2, warm: invoke 1.43 ms.` */
export function timelineInWords(runs: readonly Run[]): string {
  const many = new Set(runs.flatMap(environmentsOf)).size > 1;
  return runs
    .flatMap((run) =>
      environmentsOf(run).map((environment) => {
        const facts = [
          `Run ${run.number}`,
          many && `environment ${environment}`,
          run.afterChecks && 'after checks',
          startOf(run, environment) === 'warm' && 'warm',
        ];
        const spans = run.spans.filter((span) => span.environment === environment);
        return `${facts.filter(Boolean).join(', ')}: ${spans.map((span) => spanLabel(run, span)).join(', ')}.`;
      }),
    )
    .join(' ');
}
