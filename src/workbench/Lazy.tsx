import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Props<Shown> {
  load(): Promise<{ default: ComponentType<Shown> }>;
  /** Loads it: the first true counts. */
  when: boolean;
  /** What to say when it did not arrive; names the thing. */
  what: string;
  props: Shown;
}

/** A part of the workbench that is loaded on intent; nothing until it is there. */
export function Lazy<Shown extends object>({ load, when, what, props }: Props<Shown>) {
  const [loaded, setLoaded] = useState<{ default: ComponentType<Shown> } | 'failed'>();
  useEffect(() => {
    if (when) load().then(setLoaded, () => setLoaded('failed'));
  }, [when]);
  if (loaded === 'failed')
    return <p class="wb-empty">{what} could not be loaded. Reload the page to try again.</p>;
  return loaded ? <loaded.default {...props} /> : null;
}
