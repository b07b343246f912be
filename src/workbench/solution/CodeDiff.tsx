import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenDiff } from '../editor/diff.ts';
import type { Change } from './changes.ts';
import { TextDiff } from './TextDiff.tsx';

interface Props {
  change: Change;
  /** The editor did not load. */
  onUnable(): void;
}

/** Both texts side by side in the editor that the code is written in, or in one column where there is no room; as text until it is there. */
export function CodeDiff({ change, onUnable }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const diff = useRef<OpenDiff>();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let gone = false;
    import('../editor/diff.ts')
      .then(async ({ openDiff }) => {
        if (gone || !host.current) return;
        const opened = await openDiff(host.current);
        if (gone) return opened.dispose();
        diff.current = opened;
        setOpen(true);
      })
      .catch(() => gone || onUnable());
    return () => {
      gone = true;
      diff.current?.dispose();
    };
  }, []);
  useEffect(() => diff.current?.show(change), [change, open]);
  return (
    <>
      {!open && <TextDiff change={change} />}
      <div class="wb-sides" hidden={!open}>
        <div class="wb-sides-heads" aria-hidden="true">
          <span>Your code</span>
          <span>Solution</span>
        </div>
        <p class="wb-diff-legend">
          <span data-kind="own">− only yours</span> <span data-kind="solution">+ only in the solution</span>
        </p>
        <div class="wb-sides-code" ref={host} />
        <p class="wb-dialog-note wb-sides-hint">
          <button type="button" class="wb-link" onClick={() => diff.current?.read()}>
            Read change by change
          </button>{' '}
          (<kbd>F7</kbd> in the code): a list of lines that a screen reader can follow. <kbd>Esc</kbd> leads
          back.
        </p>
      </div>
    </>
  );
}
