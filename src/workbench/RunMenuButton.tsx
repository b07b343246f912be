import { useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import { Lazy } from './Lazy.tsx';
import type { Workbench } from './use-workbench.ts';

/** Opens what else can be done than one Run; its code comes with the first press. */
export function RunMenuButton({ workbench }: { workbench: Workbench }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="wb-button"
        ref={button}
        disabled={!workbench.state.ready}
        aria-expanded={open}
        aria-label="More ways to run"
        onClick={() => setOpen(!open)}
      >
        <Icon name="chevronDown" />
      </button>
      {open && (
        <Lazy load={() => import('./RunMenu.tsx')} when what="The menu" props={{ workbench, close }} />
      )}
    </>
  );
}
