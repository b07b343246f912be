import type { Run } from './runs.ts';
import { phaseName } from './timeline-words.ts';

/** What may scroll sideways can be reached, and scrolled, with the keyboard. */
export const scrolling = (name: string) => ({ tabIndex: 0, role: 'group' as const, 'aria-label': name });

/** The timeline in figures: a row for each phase. */
export function TimelineTable({ runs }: { runs: readonly Run[] }) {
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
          {runs.flatMap(({ number, spans }) =>
            spans.map(({ environment, phase, fromMs, toMs }) => (
              <tr key={`${number} ${fromMs}`}>
                <td>{number}</td>
                <td>{environment}</td>
                <td>{phaseName(phase)}</td>
                <td>{fromMs.toFixed(2)}</td>
                <td>{toMs.toFixed(2)}</td>
                <td>{(toMs - fromMs).toFixed(2)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
