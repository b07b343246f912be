import type { Lab } from '../lab/lab.ts';
import type { RunOutcome, SourceLocation } from '../lab/run.ts';
import { CopyButton } from './CopyButton.tsx';
import { Icon } from './Icon.tsx';
import { jsonTokens, prettyJson } from './json-view.ts';
import { placeName, traceParts } from './trace.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
}

type GoTo = (location: SourceLocation) => void;

export function Result({ lab, workbench: { state, dispatch } }: Props) {
  const goTo: GoTo = (location) => dispatch({ kind: 'place chosen', location });
  if (state.trouble) return <Verdict title="No answer" text={state.trouble} />;
  const { outcome } = state;
  if (!outcome) return <p class="wb-empty">Run the function to see what it returns.</p>;
  switch (outcome.kind) {
    case 'returned':
      return <Json text={prettyJson(outcome.payload)} what="the result" />;
    case 'failed':
      return <Failed outcome={outcome} ownPaths={lab.starter.map(({ path }) => path)} goTo={goTo} />;
    case 'refused':
      return (
        <>
          <Verdict title={outcome.name} text={outcome.message} />
          {outcome.location && <Place location={outcome.location} goTo={goTo} />}
          <p class="wb-aside">Nothing ran, and nothing was billed.</p>
        </>
      );
  }
}

function Failed({
  outcome: { failure, payload },
  ownPaths,
  goTo,
}: {
  outcome: Extract<RunOutcome, { kind: 'failed' }>;
  ownPaths: readonly string[];
  goTo: GoTo;
}) {
  const trace = failure.trace.length > 1 ? failure.trace : [];
  return (
    <>
      <Verdict title={failure.errorType} text={failure.errorMessage} />
      {failure.location && <Place location={failure.location} goTo={goTo} />}
      {trace.length > 0 && (
        <ol class="wb-trace" aria-label="Trace">
          {trace.map((line) => (
            <li key={line}>
              {traceParts(line, ownPaths).map((part) =>
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
        <Json text={prettyJson(payload)} what="the error" />
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
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  </div>
);

const Json = ({ text, what }: { text: string; what: string }) => (
  <div class="wb-json">
    <CopyButton text={text} what={what} />
    <pre>
      {jsonTokens(text).map(({ kind, text: part }) =>
        kind === 'plain' ? part : <span class={`json-${kind}`}>{part}</span>,
      )}
    </pre>
  </div>
);
