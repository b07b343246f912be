import type { SavedAccount } from '../cloud/account-state.ts';
import { readAccount, setCorruptAside, writeAccount } from '../lab/kept-account.ts';
import type { Lab } from '../lab/lab.ts';
import type { AccountKept } from '../lab/open.ts';
import { NOTICE } from './draft-opening.ts';
import type { Action } from './state.ts';

const WORDS = {
  corrupt:
    'The account that this lab kept could not be read, so it starts with an empty one. The unreadable copy is kept.',
  newer:
    'The account of this lab was saved by a newer version of this page. It is left as it is: what you do here starts in an empty account, which is not kept. Reload the page to get the newer version.',
  revised:
    'This lab was revised since you last worked on it, so it starts with an empty account. “More” brings the earlier one back.',
  blocked: NOTICE.blocked,
};

/**
 * Brings a lab's account back, and keeps it after each change.
 * @param keeps whether this page is still the one that keeps it
 */
export async function keepAccount(
  lab: Pick<Lab, 'id' | 'revision'>,
  keeps: () => boolean,
  dispatch: (action: Action) => void,
): Promise<AccountKept> {
  const notice = (text: string) => dispatch({ kind: 'noticed', notice: text });
  const found = await readAccount(lab);
  if (found.kind !== 'none' && found.kind !== 'kept') notice(WORDS[found.kind]);
  let latest: SavedAccount | undefined;
  let writing = false;

  async function write() {
    if (writing) return;
    writing = true;
    while (latest) {
      const saved = latest;
      latest = undefined;
      const written = await writeAccount(lab, saved);
      if (written !== 'kept') notice(NOTICE[written]);
    }
    writing = false;
  }
  return {
    saved: found.kind === 'kept' ? found.saved : undefined,
    onSaved(saved) {
      if (found.kind === 'newer' || !keeps()) return;
      latest = saved;
      void write();
    },
    onUnreadable() {
      notice(WORDS.corrupt);
      if (keeps()) void setCorruptAside(lab);
    },
  };
}
