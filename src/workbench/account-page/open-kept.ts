import type { SavedAccount } from '../../cloud/account-state.ts';
import { putAccountAway } from '../../lab/kept-account.ts';
import { becomeWriter } from '../../lab/one-writer.ts';
import { openSandbox } from '../../sandbox/frame.ts';
import type { Fetched } from '../../sandbox/python-engine.ts';
import { type SimulatorTarget, simulatorTarget } from '../../targets/simulator.ts';
import { keepAccount } from '../keep-account.ts';
import type { AccountChoice } from './choice.ts';

const ELSEWHERE =
  'This account is open in another tab, and that one keeps it. What you see is a copy, and what you do here is not kept.';

/** An account in a sandbox frame, kept by the browser after each change. */
export interface KeptAccount {
  target: SimulatorTarget;
  hasPython: boolean;
  /** What it was after the last change. */
  latest(): SavedAccount | undefined;
  /** Goes on with what it was. */
  load(saved: SavedAccount | undefined): Promise<void>;
  /** Goes on with an empty one, and puts this one away. */
  empty(): Promise<void>;
}

/**
 * Opens an account as the browser keeps it. Another page that has it open goes on keeping it.
 * @param tell hears what the learner has to know of it
 */
export async function openKept(
  choice: AccountChoice,
  tell: (notice: string) => void,
  onPython: (fetched: Fetched) => void,
): Promise<KeptAccount> {
  let keeps = await becomesKeeper(choice.id, () => {
    keeps = false;
    tell(ELSEWHERE);
  });
  if (!keeps) tell(ELSEWHERE);
  const kept = await keepAccount(
    choice,
    () => keeps,
    (action) => {
      if (action.kind === 'noticed') tell(action.notice);
    },
  );
  let latest = kept.saved;
  const sandbox = openSandbox({
    ...kept,
    bash: true,
    ...(choice.python && { onPython }),
    onSaved(saved) {
      latest = saved;
      kept.onSaved?.(saved);
    },
  });
  return {
    target: simulatorTarget(sandbox),
    hasPython: choice.python,
    latest: () => latest,
    load: (saved) => sandbox.load(saved),
    async empty() {
      if (keeps) await putAccountAway(choice, 'Account emptied');
      await sandbox.load(undefined);
    },
  };
}

/** Whether this page keeps the account; once another one does, that one goes on. */
function becomesKeeper(id: string, onTaken: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    let keeper = false;
    const writer = becomeWriter(id, (writes) => {
      if (writes) keeper = true;
      else {
        if (keeper) onTaken();
        // By the name it is declared with, which may not be there yet.
        queueMicrotask(() => writer.leave());
      }
      resolve(writes);
    });
    addEventListener('pagehide', () => writer.leave());
    // What another page did to the account meanwhile is not known here.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  });
}
