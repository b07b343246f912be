import { DialogFrame } from './DialogFrame.tsx';
import { newEnvironmentInWords } from './environment-words.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  workbench: Workbench;
  onClose(): void;
}

/** Says what a new environment means, and makes the next invoke start in one. */
export function NewEnvironmentDialog({ workbench: { simulate }, onClose }: Props) {
  const begin = () => {
    onClose();
    simulate(async (session) => {
      const environments = await session.newEnvironment();
      return { note: newEnvironmentInWords(environments), passed: { ms: 0, ...environments } };
    });
  };
  return (
    <DialogFrame
      title="New environment"
      closeLabel="Cancel"
      onClose={onClose}
      actions={
        <button type="button" class="wb-button" onClick={begin}>
          Start cold next time
        </button>
      }
    >
      <p>
        The simulator gives up the function's environments, with all that the handler kept in them. The next
        invoke starts cold.
      </p>
      <p class="wb-dialog-note">
        Lambda has no button for this: there, a change of the function's configuration or code makes new
        environments.
      </p>
    </DialogFrame>
  );
}
