import type { RunOutcome } from '../lab/run.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { isJson } from './is-json.ts';
import { severalInWords } from './several-words.ts';
import type { Workbench } from './use-workbench.ts';

const TIMES = 10;

interface Props {
  workbench: Workbench;
  onClose(): void;
}

/** Invokes ten times, one after another in one environment, or at once in ten. */
export function TenTimesDialog({ workbench: { state, simulate }, onClose }: Props) {
  const { files, event } = state.work;
  const invalid = !isJson(event.text);
  const inTurn = () => {
    onClose();
    simulate(async (session) => {
      const outcomes: RunOutcome[] = [];
      for (let count = 0; count < TIMES; count++) {
        const outcome = await session.run(files, event.text);
        outcomes.push(outcome);
        if (outcome.kind === 'refused') break;
      }
      return { note: severalInWords(outcomes, 'one after another'), outcomes, which: 'the last of them' };
    });
  };
  const atOnce = () => {
    onClose();
    simulate(async (session) => {
      const answer = await session.runAtOnce(files, event.text, TIMES);
      if (answer.kind === 'refused') return { note: severalInWords([answer], 'at once'), outcomes: [answer] };
      return {
        note: severalInWords(answer.outcomes, 'at once'),
        outcomes: [answer.together],
        which: 'one of them',
      };
    });
  };
  return (
    <DialogFrame
      title="Invoke ten times"
      closeLabel="Cancel"
      onClose={onClose}
      actions={
        <>
          <button
            type="button"
            class="wb-button"
            aria-disabled={invalid}
            onClick={() => !invalid && inTurn()}
          >
            One after another
          </button>
          <button
            type="button"
            class="wb-button"
            aria-disabled={invalid}
            onClick={() => !invalid && atOnce()}
          >
            All at once
          </button>
        </>
      }
    >
      <p>
        An environment serves one event at a time. One after another, the ten share one environment; at once,
        each needs its own. The timeline shows both.
      </p>
      {invalid && <p role="alert">The event is not JSON yet. Mend it first.</p>}
    </DialogFrame>
  );
}
