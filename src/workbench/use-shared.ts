import { useEffect, useState } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import type { Action } from './state.ts';

/** Opens the work that the page's address carries, if it does; what opens it is loaded only then. */
export function useShared(lab: Lab, ready: boolean, dispatch: (action: Action) => void) {
  const [loaded, setLoaded] = useState<typeof import('./SharedBanner.tsx')>();
  useEffect(() => {
    if (!ready || !location.pathname.includes(`/labs/${lab.slug}/`)) return;
    const look = () => {
      if (!location.hash.startsWith('#share=')) return;
      Promise.all([import('./SharedBanner.tsx'), import('./open-shared.ts')])
        .then(async ([banner, { openShared }]) => {
          setLoaded(banner);
          dispatch(await openShared(lab));
        })
        .catch(() =>
          dispatch({
            kind: 'noticed',
            notice: 'The shared link could not be opened. Reload the page to try again.',
          }),
        );
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [lab, ready, dispatch]);
  return loaded;
}
