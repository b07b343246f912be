import { useMemo } from 'preact/hooks';
import type { Change } from './changes.ts';
import { type DiffLine, lineDiff } from './line-diff.ts';

const SIGN = { same: '', own: '−', solution: '+' };
const WORDS = { same: 'in both', own: 'only yours', solution: 'only in the solution' };

/** Both texts as one, line by line, without an editor. */
export function TextDiff({ change }: { change: Change }) {
  const lines = useMemo(() => lineDiff(change.own, change.solution), [change]);
  return (
    <>
      <p class="wb-diff-legend">
        <span data-kind="own">− only yours</span> <span data-kind="solution">+ only in the solution</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="wb-diff" tabIndex={0} aria-label={`Differences in ${change.path}`}>
        <table>
          <thead class="wb-said">
            <tr>
              <th>Your line</th>
              <th>Line of the solution</th>
              <th>Where</th>
              <th>Code</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <Line key={at} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Line({ line }: { line: DiffLine }) {
  return (
    <tr data-kind={line.kind}>
      <td class="wb-diff-number">{line.kind !== 'solution' && line.own}</td>
      <td class="wb-diff-number">{line.kind !== 'own' && line.solution}</td>
      <td class="wb-diff-sign">
        <span aria-hidden="true">{SIGN[line.kind]}</span>
        <span class="wb-said">{WORDS[line.kind]}</span>
      </td>
      <td class="wb-diff-text">
        <code>{line.text}</code>
      </td>
    </tr>
  );
}
