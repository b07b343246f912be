import { useEffect, useState } from 'preact/hooks';

/** The notice that another page keeps the work, loaded when it is first wanted. */
export function useElsewhere(wanted: boolean) {
  const [loaded, setLoaded] = useState<typeof import('./Elsewhere.tsx')>();
  useEffect(() => {
    if (wanted) import('./Elsewhere.tsx').then(setLoaded, () => undefined);
  }, [wanted]);
  return wanted ? loaded : undefined;
}
