import { useEffect, useState } from 'preact/hooks';
import type { KeptEnvironments } from '../../lab/environments.ts';
import type { Workbench } from '../use-workbench.ts';

/** The environments as they are, read when they are looked at and after each run; undefined before the first. */
export function useEnvironments({ state, session }: Workbench, shown: boolean): KeptEnvironments | undefined {
  const [seen, setSeen] = useState<KeptEnvironments>();
  const wanted = shown && state.activity === 'idle';
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    const show = (kept: KeptEnvironments | undefined) => gone || setSeen(kept);
    Promise.resolve(session.current)
      .then((opened) => opened?.environments())
      .then(show, () => show(undefined));
    return () => {
      gone = true;
    };
  }, [wanted, session, state.shared]);
  return seen;
}
