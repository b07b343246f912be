import { DialogFrame } from './DialogFrame.tsx';
import type { Workbench } from './use-workbench.ts';

interface Props {
  workbench: Workbench;
  onClose(): void;
}

/** Asks before the lab starts over. */
export function ResetDialog({ workbench: { dispatch }, onClose }: Props) {
  const reset = () => {
    onClose();
    dispatch({ kind: 'reset' });
  };
  return (
    <DialogFrame
      title="Reset this lab?"
      closeLabel="Keep my work"
      onClose={onClose}
      actions={
        <button type="button" class="wb-button" onClick={reset}>
          Yes, reset
        </button>
      }
    >
      <p>Code, event and checks go back to how the lab began. Events of your own stay. You can undo it.</p>
    </DialogFrame>
  );
}
