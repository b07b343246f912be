import type { Lab } from '../lab/lab.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { startOver } from './start-over.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  onClose(): void;
}

/** Asks before the lab's account is emptied. */
export function StartOverDialog({ lab, workbench, onClose }: Props) {
  const empty = () => {
    onClose();
    startOver(lab, workbench);
  };
  return (
    <DialogFrame
      title="Start over with an empty account?"
      closeLabel="Keep the account"
      onClose={onClose}
      actions={
        <button type="button" class="wb-button" onClick={empty}>
          Yes, empty it
        </button>
      }
    >
      <p>
        Functions, versions, aliases, layers and buckets of this lab’s account go. Your code stays, and the
        next run deploys it anew. You can undo it.
      </p>
    </DialogFrame>
  );
}
