import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../Icon.tsx';
import { styleSheet } from '../style-sheet.ts';
import type { FilesPanelProps } from './FilesPanel.tsx';
import cssUrl from './files.css?url';

/** The button that opens the panel for files; the panel's code comes with the first press. */
export function Files(props: Omit<FilesPanelProps, 'onClose'>) {
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState<typeof import('./FilesPanel.tsx')>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open || loaded) return;
    Promise.all([import('./FilesPanel.tsx'), styleSheet(cssUrl)]).then(
      ([panel]) => setLoaded(panel),
      () => setOpen(false),
    );
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const id = `${props.base}-files`;
  return (
    <>
      <button
        type="button"
        class="wb-quiet wb-files-button"
        ref={button}
        aria-expanded={open}
        aria-controls={id}
        disabled={!props.workbench.state.ready}
        onClick={() => setOpen(!open)}
      >
        Files
        <Icon name="chevronDown" />
      </button>
      <div id={id} hidden={!open || !loaded}>
        {open && loaded && <loaded.default {...props} onClose={close} />}
      </div>
    </>
  );
}
