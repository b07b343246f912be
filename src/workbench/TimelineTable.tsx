import type { Pause, Run, RunSpan } from './runs.ts';
import { phaseName, shutDownBecause } from './timeline-words.ts';

/** What may scroll sideways can be reached, and scrolled, with the keyboard. */
export const scrolling = (name: string) => ({ tabIndex: 0, role: 'group' as const, 'aria-label': name });

interface Row {
  run: string;
  environment?: number;
  phase: string;
  fromMs?: number;
  toMs?: number;
  ms?: number;
}

/** The timeline in figures: a row for each phase, and for what happened between the runs. */
export function TimelineTable({ runs, after }: { runs: readonly Run[]; after?: Pause | undefined }) {
  const rows = [
    ...runs.flatMap(({ number, before, spans }) => [
      ...ofPause(`before ${number}`, before),
      ...spans.flatMap((span) => ofSpan(String(number), span)),
    ]),
    ...(after ? ofPause(`after ${runs.at(-1)?.number}`, after) : []),
  ];
  return (
    <div class="wb-timeline-scroll" {...scrolling('Timeline as a table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Environment</th>
            <th scope="col">Phase</th>
            <th scope="col">From (ms)</th>
            <th scope="col">To (ms)</th>
            <th scope="col">Duration (ms)</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ run, environment, phase, fromMs, toMs, ms }, at) => (
            <tr key={at}>
              <td>{run}</td>
              <td>{environment}</td>
              <td>{phase}</td>
              <td>{fromMs?.toFixed(2)}</td>
              <td>{toMs?.toFixed(2)}</td>
              <td>{ms?.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ofSpan(
  run: string,
  { environment, phase, fromMs, toMs, parts = [], extensions = [] }: RunSpan,
): Row[] {
  let at = fromMs;
  return [
    { run, environment, phase: phaseName(phase), fromMs, toMs, ms: toMs - fromMs },
    ...parts.map(({ of, ms }): Row => {
      at += ms;
      return {
        run,
        environment,
        phase: phase === 'restore' ? `– ${of}` : `– ${of} init`,
        fromMs: at - ms,
        toMs: at,
        ms,
      };
    }),
    ...extensions.map(({ name, ms }): Row => {
      return { run, environment, phase: `– extension ${name}`, fromMs, toMs: fromMs + ms, ms };
    }),
  ];
}

const ofPause = (run: string, { passedMs, ended }: Pause): Row[] => [
  ...(passedMs > 0 ? [{ run, phase: 'frozen', ms: passedMs }] : []),
  ...ended.flatMap(({ environment, reason, shutdownMs }) => [
    ...(shutdownMs === undefined ? [] : [{ run, environment, phase: 'shutdown', ms: shutdownMs }]),
    { run, environment, phase: shutDownBecause(reason) },
  ]),
];
