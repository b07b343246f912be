import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CheckOutcome, CheckResult } from '../lab/check.ts';
import { CheckLog } from './CheckLog.tsx';
import { shorten } from './excerpt.ts';
import { Icon } from './Icon.tsx';
import { goToStep } from './places.ts';
import type { Workbench } from './use-workbench.ts';
import { checksInWords, failingFirst } from './words.ts';

interface Props {
  slug: string;
  results: readonly CheckResult[];
  workbench: Workbench;
}

/** How the checks went: the failing ones first, each with what to do about it. */
export function CheckList({ slug, results, workbench: { state, dispatch } }: Props) {
  const all = results.every(({ outcome }) => outcome.kind === 'pass');
  const toStep = (step: number) =>
    goToStep(step, slug) || dispatch({ kind: 'said', said: 'The task is not on this page.' });
  return (
    <>
      <p class="wb-tally" data-all={all}>
        {all && <Icon name="circleCheck" />}
        {checksInWords(results)}
      </p>
      {all && <p class="wb-done">Your function does what the task asked for.</p>}
      {state.mistake && (
        <p class="wb-mistake">
          <strong>It looks like a common slip.</strong> {state.mistake.hint}
        </p>
      )}
      <ul class="wb-checks">
        {failingFirst(results).map((result) => (
          <Check key={result.id} result={result} toStep={toStep} />
        ))}
      </ul>
    </>
  );
}

const LONGEST = 600;

const WORD = {
  pass: 'Passes',
  fail: 'Fails',
  error: 'Error',
  timeout: 'Timed out',
  unavailable: 'Not available here',
};

function Check({ result, toStep }: { result: CheckResult; toStep(step: number): void }) {
  const { title, outcome, hints, step, log } = result;
  const passes = outcome.kind === 'pass';
  const helped = !passes && outcome.kind !== 'unavailable';
  return (
    <li data-kind={outcome.kind} tabIndex={-1}>
      <Icon name={passes ? 'circleCheck' : outcome.kind === 'unavailable' ? 'circleAlert' : 'circleX'} />
      <div>
        <p class="wb-check-title">
          {title} <span class="wb-check-word">{WORD[outcome.kind]}</span>
        </p>
        <Finding outcome={outcome} />
        {helped && (
          <>
            <button type="button" class="wb-link" onClick={() => toStep(step)}>
              Step {step} of the task
            </button>
            <Hints hints={hints} />
            <CheckLog outcome={outcome} log={log} />
          </>
        )}
      </div>
    </li>
  );
}

function Finding({ outcome }: { outcome: CheckOutcome }) {
  switch (outcome.kind) {
    case 'pass':
      return null;
    case 'fail':
      return (
        <dl class="wb-compare">
          <dt>Expected</dt>
          <dd>{shorten(outcome.expected, LONGEST)}</dd>
          <dt>Got</dt>
          <dd>{shorten(outcome.actual, LONGEST)}</dd>
        </dl>
      );
    case 'error':
      return (
        <p class="wb-finding">
          {shorten(`${outcome.failure.errorType}: ${outcome.failure.errorMessage}`, LONGEST)}
        </p>
      );
    case 'timeout':
      return <p class="wb-finding">No answer within {outcome.seconds} s.</p>;
    case 'unavailable':
      return <p class="wb-finding">{outcome.reason}</p>;
  }
}

function Hints({ hints }: { hints: readonly string[] }) {
  const [shown, setShown] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  // With the last hint the button goes: what had the focus must not vanish into nothing.
  useLayoutEffect(() => {
    if (shown === hints.length) list.current?.focus();
  }, [shown, hints]);
  return (
    <>
      <div aria-live="polite">
        {shown > 0 && (
          <ol class="wb-hints" aria-label="Hints" tabIndex={-1} ref={list}>
            {hints.slice(0, shown).map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ol>
        )}
      </div>
      {shown < hints.length && (
        <button type="button" class="wb-link" onClick={() => setShown(shown + 1)}>
          {shown === 0 ? 'Show a hint' : 'Show another'}
        </button>
      )}
    </>
  );
}
