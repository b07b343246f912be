import { useEffect, useState } from 'preact/hooks';
import type { RunHistory } from './runs.ts';

interface Props {
  base: string;
  history: RunHistory;
  note?: string | undefined;
}

/** The timeline, or what it will show: its code is loaded with the first run. */
export function LazyTimeline({ base, history: { runs }, note }: Props) {
  const [loaded, setLoaded] = useState<typeof import('./Timeline.tsx') | 'failed'>();
  const any = runs.length > 0;
  useEffect(() => {
    if (!any) return;
    import('./Timeline.tsx').then(setLoaded, () => setLoaded('failed'));
  }, [any]);
  if (loaded === 'failed')
    return <p class="wb-empty">The timeline could not be loaded. Reload the page to try again.</p>;
  if (any) return loaded ? <loaded.default base={base} runs={runs} note={note} /> : null;
  return (
    <p class="wb-empty">
      Run the function to see when Lambda starts an environment, runs your code in it and freezes it.
    </p>
  );
}
