import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LabSession } from '../lab/session.ts';
import { AdvanceTime } from './AdvanceTime.tsx';
import { newEnvironmentInWords, timePassedInWords } from './environment-words.ts';
import type { Workbench } from './use-workbench.ts';
import './run-menu.css';

interface Props {
  workbench: Workbench;
  /** Puts the focus back where it came from. */
  close(): void;
}

/** What can be done to the function and its environments beside one Run. */
export default function RunMenu({ workbench: { state, simulate }, close }: Props) {
  const [advancing, setAdvancing] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const busy = state.activity !== 'idle';
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked, button')?.focus();
  }, [advancing]);

  const act = (doIt: (session: LabSession) => Promise<string>) => {
    if (busy) return;
    close();
    simulate(doIt);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid over the page everywhere
    <div
      class="wb-run-menu"
      ref={panel}
      role="group"
      aria-label={advancing ? 'Advance time' : 'More ways to run'}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      {advancing ? (
        <AdvanceTime
          onChoose={(ms) => act(async (session) => timePassedInWords(ms, await session.advance(ms)))}
          onCancel={() => setAdvancing(false)}
        />
      ) : (
        <>
          <Item
            name="New environment"
            busy={busy}
            onChoose={() => act(async (session) => newEnvironmentInWords(await session.newEnvironment()))}
          >
            The next invoke starts cold. Lambda has no button for this: there, a change of the function's
            configuration or code makes new environments.
          </Item>
          <Item name="Advance time…" busy={busy} onChoose={() => setAdvancing(true)}>
            Between your runs no time passes. Let some pass, and see whether the environment is still there.
          </Item>
        </>
      )}
    </div>
  );
}

interface ItemProps {
  name: string;
  busy: boolean;
  onChoose(): void;
  children: ComponentChildren;
}

function Item({ name, busy, onChoose, children }: ItemProps) {
  const id = `wb-run-menu-${name.replace(/\W/g, '-')}`;
  return (
    <div class="wb-run-menu-item">
      <button type="button" class="wb-button" aria-disabled={busy} aria-describedby={id} onClick={onChoose}>
        {name}
      </button>
      <p id={id}>{children}</p>
    </div>
  );
}
