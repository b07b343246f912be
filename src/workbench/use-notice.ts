import { useEffect, useState } from 'preact/hooks';

/** A notice over the lab, loaded by `load` when it is first `wanted`; undefined until it is there, and when it is not wanted. */
export function useNotice<Module>(load: () => Promise<Module>, wanted: boolean): Module | undefined {
  const [loaded, setLoaded] = useState<Module>();
  useEffect(() => {
    if (wanted)
      load().then(
        (module) => setLoaded(() => module),
        () => undefined,
      );
  }, [load, wanted]);
  return wanted ? loaded : undefined;
}
