import { useState } from 'preact/hooks';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FailureNote } from './FailureNote.tsx';
import type { Failure, OpenAccount } from './use-account.ts';

interface Props {
  account: OpenAccount;
  what: string;
  warning: string;
  act(): Promise<unknown>;
}

/** Deletes something, after a question; the account then offers to undo it. */
export function Remove({ account, what, warning, act }: Props) {
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const remove = async () => {
    // The button that has the focus goes with what is deleted.
    document.querySelector<HTMLElement>('.ap-status')?.focus();
    setFailure(await account.remove(`Deleted ${what}.`, act));
  };
  return (
    <>
      <button type="button" class="wb-quiet" aria-label={`Delete ${what}…`} onClick={() => setAsking(true)}>
        Delete…
      </button>
      <FailureNote failure={failure} />
      {asking && (
        <ConfirmDialog
          title={`Delete ${what}?`}
          yes="Yes, delete it"
          onYes={remove}
          onClose={() => setAsking(false)}
        >
          {warning} You can undo it until you change something else.
        </ConfirmDialog>
      )}
    </>
  );
}
