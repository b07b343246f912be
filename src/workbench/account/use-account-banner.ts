import { useEffect, useState } from 'preact/hooks';

/** The notice that the lab runs in the learner's own account, loaded when it is first wanted. */
export function useAccountBanner(wanted: boolean) {
  const [loaded, setLoaded] = useState<typeof import('./AccountBanner.tsx')>();
  useEffect(() => {
    if (wanted) import('./AccountBanner.tsx').then(setLoaded, () => undefined);
  }, [wanted]);
  return wanted ? loaded : undefined;
}
