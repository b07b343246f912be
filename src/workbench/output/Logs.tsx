import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CopyButton } from '../CopyButton.tsx';
import type { RunLine } from '../runs.ts';
import { Choice } from './Choice.tsx';
import { LogLines } from './LogLines.tsx';
import { countInWords, find, isFiltering, type LogFilter, noFilter, withBreaks } from './log-view.ts';

export interface LogsProps {
  base: string;
  lines: readonly RunLine[];
  /** The runs whose log can be had, and the one that is shown. */
  runs: readonly number[];
  run: number | undefined;
  onRun(run: number): void;
  /** The line to show; a new object asks anew. */
  target: { line: number } | undefined;
  /** Leads to the moment of a line; absent where there is no timeline to lead to. */
  onMoment?: ((line: number) => void) | undefined;
}

const KINDS = [
  { value: 'all', label: 'All' },
  { value: 'function', label: 'Function' },
  { value: 'platform', label: 'Platform' },
] as const;

/** What Lambda wrote during one run, line by line as CloudWatch Logs gets it. */
export default function Logs({ base, lines, runs, run, onRun, target, onMoment }: LogsProps) {
  const [filter, setFilter] = useState(noFilter);
  const change = (changed: Partial<LogFilter>) => setFilter((before) => ({ ...before, ...changed }));
  const found = useMemo(() => find(lines, filter), [lines, filter]);
  const count = countInWords(found.length, lines.length, filter);
  // What someone is led to must not be hidden by an old filter.
  useEffect(() => {
    if (target) setFilter(noFilter);
  }, [target]);
  const field = useRef<HTMLInputElement>(null);
  const clear = () => {
    setFilter(noFilter);
    field.current?.focus();
  };

  return (
    <div class="wb-logs">
      <div class="wb-answer-bar">
        {runs.length > 1 && (
          <select
            class="wb-run-choice"
            aria-label="Log of run"
            value={run}
            onChange={({ currentTarget }) => onRun(Number(currentTarget.value))}
          >
            {runs.map((number) => (
              <option key={number} value={number}>
                Run {number}
                {number === runs[0] && ' (latest)'}
              </option>
            ))}
          </select>
        )}
        <input
          ref={field}
          class="wb-filter"
          type="search"
          aria-label="Filter the log"
          placeholder="Filter"
          spellcheck={false}
          value={filter.text}
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        />
        <Choice
          legend="Written by"
          name={`${base}-kind`}
          options={KINDS}
          value={filter.kind}
          onChoose={(kind) => change({ kind })}
        />
        <span class="wb-answer-note" role="status">
          {count}
        </span>
        <CopyButton
          text={() => found.map(({ line }) => withBreaks(line.text)).join('\n')}
          what={isFiltering(filter) ? 'the lines found' : 'the log'}
          all={found.length > 1000}
        />
      </div>
      {found.length === 0 ? (
        <p class="wb-empty">
          No line matches.{' '}
          <button type="button" class="wb-link" onClick={clear}>
            Show all lines
          </button>
        </p>
      ) : (
        <LogLines found={found} target={isFiltering(filter) ? undefined : target} onMoment={onMoment} />
      )}
    </div>
  );
}
