import { useEffect, useState } from 'preact/hooks';
import { type AccountBefore, accountBefore, bringAccountBack, putAccountAway } from '../lab/kept-account.ts';
import type { Lab } from '../lab/lab.ts';
import type { Workbench } from './use-workbench.ts';

/** Puts the lab's account away and goes on with an empty one. */
export const startOver = (lab: Lab, { simulate }: Workbench) =>
  simulate(async (session) => {
    await putAccountAway(lab, 'Account emptied');
    await session.load(undefined);
    return { note: 'The account is empty: the next run creates the function anew.' };
  });

/** Goes on with the account that was put away last. */
export const takeBack = (lab: Lab, { simulate }: Workbench) =>
  simulate(async (session) => {
    await session.load(await bringAccountBack(lab));
    return { note: 'The earlier account is back.' };
  });

/** The account that can be brought back; read again whenever `asked` changes. */
export function useAccountBefore(lab: Lab, asked: number): AccountBefore | undefined {
  const [before, setBefore] = useState<AccountBefore>();
  useEffect(() => {
    let gone = false;
    accountBefore(lab).then((found) => gone || setBefore(found));
    return () => {
      gone = true;
    };
  }, [lab, asked]);
  return before;
}
