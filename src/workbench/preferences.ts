import { useLayoutEffect, useState } from 'preact/hooks';

/** What a learner chose about the editor; kept in this browser, and where it keeps nothing, until the page closes. */
export type Preference = 'tab-indents' | 'plain-editor';

const key = (name: Preference) => `editor:${name}`;
const unkept = new Map<Preference, boolean>();
const listeners = new Set<() => void>();

export function preferred(name: Preference): boolean {
  try {
    return unkept.get(name) ?? localStorage.getItem(key(name)) === '1';
  } catch {
    return false;
  }
}

export function prefer(name: Preference, on: boolean) {
  try {
    if (on) localStorage.setItem(key(name), '1');
    else localStorage.removeItem(key(name));
    unkept.delete(name);
  } catch {
    unkept.set(name, on);
  }
  for (const listener of listeners) listener();
}

/** A preference that all labs of the page follow. */
export function usePreference(name: Preference): boolean {
  const [on, setOn] = useState(() => preferred(name));
  useLayoutEffect(() => {
    const follow = () => setOn(preferred(name));
    listeners.add(follow);
    return () => {
      listeners.delete(follow);
    };
  }, [name]);
  return on;
}

/** Monaco supports neither touch nor narrow screens. */
export const mustBePlain = () => matchMedia('(pointer: coarse), (max-width: 699px)').matches;
