import type { RunHistory } from './runs.ts';
import { TimelinePicture } from './TimelinePicture.tsx';
import { scrolling, TimelineTable } from './TimelineTable.tsx';
import { drawTimeline } from './timeline.ts';
import { sizesFor } from './timeline-axis.ts';

/** Smaller than on a phone: a column of text is narrower than a lab, and should show all of it. */
const SIZES = { ...sizesFor(350), longestPx: 120 };

/** Where nothing can be measured: about what a letter takes in the type of the figure. */
const textWidth = (text: string) => text.length * 7.5;

type Recording = Pick<RunHistory, 'runs' | 'after'>;

/** The timeline as a page shows it without a script. */
export function StillTimeline({ base, runs, after }: Recording & { base: string }) {
  return (
    <div class="wb-timeline">
      <div class="wb-timeline-scroll" {...scrolling('Timeline')}>
        <TimelinePicture
          base={base}
          runs={runs}
          after={after}
          drawing={drawTimeline(runs, textWidth, SIZES, after)}
        />
      </div>
      <details>
        <summary>Show as table</summary>
        <TimelineTable runs={runs} after={after} />
      </details>
    </div>
  );
}
