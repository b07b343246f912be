import cssUrl from './live-timeline.css?url';
import type { RunHistory } from './runs.ts';
import type { TimelineProps } from './Timeline.tsx';
import { lazily } from './use-lazy.ts';

const useTimeline = lazily(() => import('./Timeline.tsx'), cssUrl);

interface Props extends Omit<TimelineProps, 'runs' | 'after'> {
  history: RunHistory;
}

/** The timeline, or what it will show: its code is loaded with the first run. */
export function LazyTimeline({ history: { runs, after }, ...props }: Props) {
  const any = runs.length > 0;
  const loaded = useTimeline(any);
  if (loaded === 'failed')
    return <p class="wb-empty">The timeline could not be loaded. Reload the page to try again.</p>;
  if (any) return loaded ? <loaded.default runs={runs} after={after} {...props} /> : null;
  return (
    <p class="wb-empty">
      Run the function to see when Lambda starts an environment, runs your code in it and freezes it.
    </p>
  );
}
