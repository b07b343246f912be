import { useState } from 'preact/hooks';
import type { Failure, OpenAccount } from './use-account.ts';

/** The changes of one form, and what Lambda has against the last of them. */
export function useChange(account: OpenAccount) {
  const [failure, setFailure] = useState<Failure>();
  return {
    failure,
    /** Whether it was carried out. */
    async change(said: string, act: () => Promise<unknown>): Promise<boolean> {
      setFailure(undefined);
      const failed = await account.change(said, act);
      setFailure(failed);
      return failed === undefined;
    },
  };
}
