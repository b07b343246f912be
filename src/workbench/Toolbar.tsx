import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import { jsonProblem } from './json-problem.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  workbench: Workbench;
  compact: boolean;
  problemId: string;
}

const PROGRESS = {
  idle: '',
  starting: 'Starting the simulator…',
  running: 'Running…',
  checking: 'Running the checks…',
};

export function Toolbar({ workbench, compact, problemId }: Props) {
  const { state, run, check, warm } = workbench;
  const invalid = jsonProblem(state.work.event.text) !== undefined;
  const busy = state.activity !== 'idle';
  return (
    <div class="wb-toolbar">
      <button
        type="button"
        class="wb-button wb-run"
        disabled={!state.ready}
        aria-disabled={invalid || busy}
        aria-describedby={invalid ? problemId : undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        data-busy={busy}
        onClick={run}
        onPointerEnter={warm}
        onFocus={warm}
      >
        <Icon name="play" />
        Run
      </button>
      {!compact && (
        <button
          type="button"
          class="wb-button"
          disabled={!state.ready}
          aria-disabled={busy}
          onClick={check}
          onPointerEnter={warm}
          onFocus={warm}
        >
          <Icon name="listChecks" />
          Check
        </button>
      )}
      <Reset workbench={workbench} />
      <span class="wb-activity">
        {invalid && !busy ? 'The event is not JSON yet' : PROGRESS[state.activity]}
      </span>
      <noscript>Running needs JavaScript.</noscript>
    </div>
  );
}

function Reset({ workbench: { state, dispatch } }: { workbench: Workbench }) {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  const answer = (yes: boolean) => {
    setAsking(false);
    if (yes) dispatch({ kind: 'reset' });
    requestAnimationFrame(() => button.current?.focus());
  };

  const undo = () => {
    dispatch({ kind: 'undone' });
    button.current?.focus();
  };

  if (asking)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line everywhere
      <span
        class="wb-ask"
        role="group"
        aria-label="Reset this lab?"
        onKeyDown={({ key }) => key === 'Escape' && answer(false)}
      >
        <span>Start over?</span>
        <button type="button" class="wb-button" ref={yes} onClick={() => answer(true)}>
          Yes, reset
        </button>
        <button type="button" class="wb-button" onClick={() => answer(false)}>
          Keep my work
        </button>
      </span>
    );

  return (
    <>
      <button
        type="button"
        class="wb-button"
        ref={button}
        disabled={!state.ready || state.activity !== 'idle'}
        onClick={() => setAsking(true)}
      >
        <Icon name="reset" />
        Reset
      </button>
      {state.undo && (
        <span class="wb-undo">
          The lab is as it was at first.{' '}
          <button type="button" class="wb-link" onClick={undo}>
            Undo
          </button>
        </span>
      )}
    </>
  );
}
