import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  wide?: boolean;
  children: ComponentChildren;
  /** The buttons, beside Close; with `closeLabel` its words. */
  actions?: ComponentChildren;
  closeLabel?: string;
  onClose(): void;
}

/** A dialog over the page. Escape, Close and a click beside it close it; the focus then goes back to where it was. */
export function DialogFrame({
  title,
  wide = false,
  children,
  actions,
  closeLabel = 'Close',
  onClose,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      // While it is open the rest of the page takes no focus.
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      class="wb-dialog"
      ref={dialog}
      aria-labelledby={heading}
      data-wide={wide}
      onClose={onClose}
      closedby="any"
    >
      <div class="wb-dialog-body">
        <h3 id={heading}>{title}</h3>
        {children}
        <div class="wb-dialog-actions">
          {actions}
          <button type="button" class="wb-button" onClick={() => dialog.current?.close()}>
            {closeLabel}
          </button>
        </div>
      </div>
    </dialog>
  );
}
