import { useEffect, useRef, useState } from 'preact/hooks';
import type { SourceLocation } from '../lab/run.ts';
import { languageOf } from './editor/language.ts';
import { countInWords, type Findings, inReadingOrder } from './editor/problem.ts';
import { Icon } from './Icon.tsx';
import type { Workbench } from './use-workbench.ts';

interface Props {
  base: string;
  findings: Findings;
  workbench: Workbench;
}

/** Long enough that a half-written line is not talked about. */
const SAID_AFTER_MS = 1500;

const BLIND = 'What looks for problems could not be loaded. Running the code will still tell.';
const NONE = 'Nothing stands out. Whether the handler does what it should, a run tells.';

/** What is wrong with the code, in words: the first problem always, all of them on demand. */
export function Problems({ base, findings, workbench: { state, dispatch } }: Props) {
  const [open, setOpen] = useState(false);
  const paths = state.work.files.map(({ path }) => path);
  const problems = inReadingOrder(findings.problems, paths, state.path);
  const [first] = problems;
  const count = countInWords(findings);
  useSaid(problems.length, (said) => dispatch({ kind: 'said', said }));

  // Nobody looks for problems in Python, in shell scripts or in plain text, and so nobody can say that there are none.
  if (!first && paths.every((path) => ['python', 'shell', 'plaintext'].includes(languageOf(path))))
    return (
      <div class="wb-bar-problems">
        <p class="wb-problem-none">
          A run tells what is wrong with{' '}
          {languageOf(state.path) === 'shell' ? 'a shell script' : 'Python code'}.
        </p>
      </div>
    );

  const place = ({ path, line }: SourceLocation) =>
    path === state.path ? `Line ${line}` : `${path}, line ${line}`;
  const jump = ({ location }: (typeof problems)[number]) => (
    <button type="button" class="wb-link" onClick={() => dispatch({ kind: 'place chosen', location })}>
      {place(location)}
    </button>
  );

  return (
    <>
      <div class="wb-bar-problems" data-any={problems.length > 0}>
        <button
          type="button"
          class="wb-quiet wb-problem-count"
          aria-expanded={open}
          aria-controls={`${base}-problems`}
          onClick={() => setOpen(!open)}
        >
          {problems.length > 0 && <Icon name="circleAlert" />}
          {count}
          <Icon name="chevronDown" />
        </button>
        {first && !open && (
          <p class="wb-problem-first">
            {jump(first)} {first.message}
          </p>
        )}
      </div>
      <div class="wb-problem-list" id={`${base}-problems`} hidden={!open}>
        {problems.length > 0 ? (
          <ol aria-label="Problems">
            {problems.map((problem) => (
              <li key={`${problem.location.path}:${problem.location.line}:${problem.message}`}>
                {jump(problem)}
                <span>{problem.message}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p>{findings.kind === 'blind' ? BLIND : NONE}</p>
        )}
      </div>
    </>
  );
}

/** Says how many there are, once typing has paused and only when that changed. */
function useSaid(count: number, say: (said: string) => void) {
  const said = useRef(0);
  useEffect(() => {
    if (count === said.current) return;
    const timer = setTimeout(() => {
      said.current = count;
      say(
        count === 0
          ? 'No problems in the code.'
          : `${count === 1 ? '1 problem' : `${count} problems`} in the code.`,
      );
    }, SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [count]);
}
