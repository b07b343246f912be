import type { RunHistory } from './runs.ts';
import { TimelinePicture } from './TimelinePicture.tsx';
import { scrolling, TimelineTable } from './TimelineTable.tsx';
import { drawTimeline } from './timeline.ts';
import { IN_TEXT } from './timeline-axis.ts';

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
          drawing={drawTimeline(runs, textWidth, IN_TEXT, after)}
        />
      </div>
      <details>
        <summary>Show as table</summary>
        <TimelineTable runs={runs} after={after} />
      </details>
    </div>
  );
}
