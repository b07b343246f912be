import { useLayoutEffect, useRef } from 'preact/hooks';
import { LazyTimeline } from './LazyTimeline.tsx';
import type { RunHistory } from './runs.ts';

interface Props {
  base: string;
  history: RunHistory;
}

/** The timeline of a compact lab: there from the first run on, under everything else. */
export function FirstTimeline({ base, history }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const first = history.runs[0];
  const any = first !== undefined;
  useLayoutEffect(() => {
    if (any) element.current?.scrollIntoView({ block: 'nearest' });
  }, [any]);
  if (!first) return null;
  const inviting = history.count === 1 && first.ending === 'returned';
  return (
    <div class="wb-first-timeline" ref={element}>
      <LazyTimeline
        base={base}
        history={history}
        note={inviting ? 'Run it again: the environment is warm now.' : undefined}
      />
    </div>
  );
}
