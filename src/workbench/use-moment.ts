import { useEffect, useState } from 'preact/hooks';
import type { Moment } from './timeline-axis.ts';

type Listener = (moment: Moment | undefined) => void;

const chosen = new Map<string, Moment | undefined>();
const listeners = new Map<string, Set<Listener>>();

/** The moment that is looked at in the lab whose ids are built on `base`: the timeline and the calls to the Runtime API show the same. */
export function useMoment(base: string): [Moment | undefined, (moment: Moment | undefined) => void] {
  const [moment, setMoment] = useState(() => chosen.get(base));
  useEffect(() => {
    const all = listeners.get(base) ?? new Set<Listener>();
    listeners.set(base, all.add(setMoment));
    return () => void all.delete(setMoment);
  }, [base]);
  const choose = (next: Moment | undefined) => {
    chosen.set(base, next);
    for (const listener of listeners.get(base) ?? []) listener(next);
  };
  return [moment, choose];
}
