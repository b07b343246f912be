import type { Lab } from '../lab/lab.ts';
import { Fetching } from './Fetching.tsx';
import { Icon } from './Icon.tsx';
import { isJson } from './is-json.ts';
import { More } from './More.tsx';
import type { Workbench } from './use-workbench.ts';

interface Props {
  lab: Lab;
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

export function Toolbar({ lab, workbench, compact, problemId }: Props) {
  const { state, run, check, warm } = workbench;
  const invalid = !isJson(state.work.event.text);
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
          aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
          onClick={check}
          onPointerEnter={warm}
          onFocus={warm}
        >
          <Icon name="listChecks" />
          Check
        </button>
      )}
      <More lab={lab} workbench={workbench} compact={compact} />
      <Undo workbench={workbench} />
      <span class="wb-activity">
        {busy && state.fetched ? (
          <Fetching fetched={state.fetched} />
        ) : invalid && !busy ? (
          'The event is not JSON yet'
        ) : (
          PROGRESS[state.activity] || state.note
        )}
      </span>
      <noscript>Running needs JavaScript.</noscript>
    </div>
  );
}

function Undo({ workbench: { state, dispatch } }: { workbench: Workbench }) {
  const [latest] = state.undo;
  if (!latest || !state.offered || state.shared) return null;
  return (
    <span class="wb-undo">
      {latest.why}.{' '}
      <button
        type="button"
        class="wb-link"
        onClick={({ currentTarget }) => {
          currentTarget.closest('.wb-toolbar')?.querySelector<HTMLElement>('.wb-more-button')?.focus();
          dispatch({ kind: 'undone' });
        }}
      >
        Undo
      </button>
    </span>
  );
}
