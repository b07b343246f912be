import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Lab } from '../../lab/lab.ts';
import { CopyButton } from '../CopyButton.tsx';
import { Fetching } from '../Fetching.tsx';
import { Icon } from '../Icon.tsx';
import type { Workbench } from '../use-workbench.ts';
import { allText } from './entries.ts';
import { examplesFor } from './examples.ts';
import { Screen } from './Screen.tsx';
import { useCommandLine } from './use-command-line.ts';
import { useTerminal } from './use-terminal.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  shown: boolean;
}

const MOST_ROWS = 8;

/** A shell beside the editor, with an `aws` command in the account that Run uses. */
export default function Terminal({ lab, workbench, shown }: Props) {
  const { state, dispatch } = workbench;
  const terminal = useTerminal(lab, workbench, shown);
  const area = useRef<HTMLTextAreaElement>(null);
  const command = useCommandLine(lab.id, terminal, area, (said) => dispatch({ kind: 'said', said }));
  const hintId = useId();
  const { phase, entries, running, place } = terminal;
  // Under a phone's bar of buttons nobody sees what they type.
  useLayoutEffect(() => {
    if (document.activeElement === area.current) area.current?.scrollIntoView({ block: 'nearest' });
  }, [entries]);

  if (phase === 'failed')
    return (
      <p class="wb-empty">
        The terminal could not be opened. Look at your connection.{' '}
        <button type="button" class="wb-link" onClick={terminal.open}>
          Try again
        </button>
      </p>
    );
  if (phase !== 'open')
    return (
      <div class="wb-empty">
        Opening the terminal… {state.fetched && <Fetching fetched={state.fetched} />}
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to what is in it
    <div class="wb-term" onKeyDown={command.interrupt}>
      {entries.length === 0 ? (
        <Welcome lab={lab} event={state.work.event.text} onChoose={command.fill} />
      ) : (
        <Screen entries={entries} onRest={() => area.current?.focus()} />
      )}
      {command.candidates.length > 0 && <p class="wb-term-candidates">{command.candidates.join('  ')}</p>}
      <form
        class="wb-term-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (running) terminal.stop();
          else command.submit();
        }}
      >
        <span class="wb-term-place" aria-hidden="true">
          {place} $
        </span>
        <textarea
          ref={area}
          aria-label="Command"
          aria-describedby={hintId}
          rows={Math.min(MOST_ROWS, command.line.split('\n').length)}
          value={command.line}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          autocorrect="off"
          enterkeyhint="go"
          onInput={({ currentTarget }) => command.onInput(currentTarget.value)}
          onKeyDown={command.onKeyDown}
        />
        <button type="submit" class="wb-button" aria-label={running ? undefined : 'Run the command'}>
          {running ? 'Stop' : <Icon name="play" />}
        </button>
      </form>
      <div class="wb-term-foot">
        <span id={hintId}>Tab completes; Esc, then Tab leaves. Ctrl+C stops.</span>
        {entries.length > 0 && (
          <>
            <button
              type="button"
              class="wb-quiet"
              onClick={() => {
                terminal.clear();
                area.current?.focus();
              }}
            >
              Clear
            </button>
            <CopyButton text={() => allText(entries)} what="the terminal’s output" />
          </>
        )}
      </div>
    </div>
  );
}

interface WelcomeProps {
  lab: Lab;
  event: string;
  onChoose(line: string): void;
}

function Welcome({ lab, event, onChoose }: WelcomeProps) {
  return (
    <div class="wb-term-welcome">
      <p>
        A bash with the function’s files, and an <code>aws</code> command in the account that Run uses. What a
        line does to the code shows in the editor, as one step to undo; other files stay here.
      </p>
      <ul>
        {examplesFor(lab.id, event).map((line) => (
          <li key={line}>
            <button type="button" class="wb-link" onClick={() => onChoose(line)}>
              {line}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
