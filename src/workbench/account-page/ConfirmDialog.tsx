import type { ComponentChildren } from 'preact';
import { DialogFrame } from '../DialogFrame.tsx';

interface Props {
  title: string;
  yes: string;
  children: ComponentChildren;
  onYes(): void;
  onClose(): void;
}

/** Asks before something is taken away. */
export const ConfirmDialog = ({ title, yes, children, onYes, onClose }: Props) => (
  <DialogFrame
    title={title}
    closeLabel="Cancel"
    onClose={onClose}
    actions={
      <button
        type="button"
        class="wb-button"
        onClick={() => {
          onClose();
          onYes();
        }}
      >
        {yes}
      </button>
    }
  >
    <p>{children}</p>
  </DialogFrame>
);
