import type { ComponentProps } from 'preact';
import type { Lab } from '../../lab/lab.ts';
import type { RunOutcome, SourceLocation } from '../../lab/run.ts';
import { shorten } from '../excerpt.ts';
import { Icon } from '../Icon.tsx';
import type { Workbench } from '../use-workbench.ts';
import { adviceOn } from './advice.ts';
import Payload from './Payload.tsx';
import { placeName, traceParts } from './trace.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
}

const LONGEST_MESSAGE = 2000;
const LONGEST_TRACE = 50;

type View = Pick<ComponentProps<typeof Payload>, 'base' | 'view' | 'onView'>;
type GoTo = (location: SourceLocation) => void;

/** What came of a run, or why nothing did. */
export function Result({ lab, workbench: { state, dispatch } }: Props) {
  const goTo: GoTo = (location) => dispatch({ kind: 'place chosen', location });
  if (state.trouble) return <Verdict title="No answer" text={state.trouble} />;
  const { outcome } = state;
  const view: View = {
    base: `lab-${lab.id}`,
    view: state.resultView,
    onView: (view) => dispatch({ kind: 'view chosen', view }),
  };
  switch (outcome?.kind) {
    case 'returned':
      return <Payload payload={outcome.payload} what="the result" {...view} />;
    case 'failed':
      return <Failed lab={lab} outcome={outcome} goTo={goTo} view={view} />;
    case 'refused':
      return (
        <>
          <Verdict title={outcome.name} text={outcome.message} />
          {outcome.location && <Place location={outcome.location} goTo={goTo} />}
          <p class="wb-aside">Nothing ran, and nothing was billed.</p>
        </>
      );
    case undefined:
      return null;
  }
}

interface FailedProps {
  lab: Lab;
  outcome: Extract<RunOutcome, { kind: 'failed' }>;
  goTo: GoTo;
  view: View;
}

function Failed({ lab, outcome: { failure, payload }, goTo, view }: FailedProps) {
  const ownPaths = lab.starter.map(({ path }) => path);
  const trace = failure.trace.length > 1 ? failure.trace.slice(0, LONGEST_TRACE) : [];
  const advice = adviceOn(failure, lab);
  return (
    <>
      <Verdict title={failure.errorType} text={failure.errorMessage} />
      {failure.location && <Place location={failure.location} goTo={goTo} />}
      {advice && <p class="wb-aside">{advice}</p>}
      {trace.length > 0 && (
        <ol class="wb-trace" aria-label="Trace">
          {trace.map((line, at) => (
            <li key={at}>
              {traceParts(shorten(line, LONGEST_MESSAGE), ownPaths).map((part) =>
                part.kind === 'text' ? (
                  part.text
                ) : (
                  <button type="button" class="wb-link" key={part.text} onClick={() => goTo(part.location)}>
                    {part.text}
                  </button>
                ),
              )}
            </li>
          ))}
        </ol>
      )}
      <details class="wb-raw">
        <summary>What the caller gets</summary>
        <Payload payload={payload} what="the error" {...view} />
      </details>
    </>
  );
}

const Place = ({ location, goTo }: { location: SourceLocation; goTo: GoTo }) => (
  <p class="wb-place">
    <button type="button" class="wb-link" onClick={() => goTo(location)}>
      {placeName(location)}
    </button>
  </p>
);

const Verdict = ({ title, text }: { title: string; text: string }) => (
  <div class="wb-verdict">
    <Icon name="circleAlert" />
    <div>
      <strong>{shorten(title, 200)}</strong>
      <p>{shorten(text, LONGEST_MESSAGE)}</p>
    </div>
  </div>
);
