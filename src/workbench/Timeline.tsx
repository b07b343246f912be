import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Pause, Run } from './runs.ts';
import { Readout, Scrubber } from './Scrubber.tsx';
import { TimelinePicture } from './TimelinePicture.tsx';
import { scrolling, TimelineTable } from './TimelineTable.tsx';
import { drawTimeline } from './timeline.ts';
import { type Moment, type Sizes, sizesFor } from './timeline-axis.ts';
import { useMoment } from './use-moment.ts';

export interface TimelineProps {
  /** Of the ids inside, unique in the page. */
  base: string;
  runs: readonly Run[];
  /** What happened since the last of them. */
  after?: Pause | undefined;
  /** How large to draw; by default as the room allows. */
  sizes?: Sizes | undefined;
  /** A line under the picture. */
  note?: string | undefined;
  /** Shows a line in the log. With it the timeline has a scrubber. */
  onLine?: ((run: number, line: number) => void) | undefined;
  /** The line whose moment to show; a new object asks anew. */
  target?: { run: number; line: number } | undefined;
}

/** How much of what came before the latest run is in sight with it. */
const LEAD = 32;

/** Measures text as the figure sets it. */
function measuring(element: Element) {
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `600 14px ${getComputedStyle(element).fontFamily}`;
  return (text: string) => context?.measureText(text).width ?? text.length * 8;
}

function momentOf(runs: readonly Run[], at: { run: number; line: number } | undefined): Moment | undefined {
  const ms = at && runs.find(({ number }) => number === at.run)?.lines[at.line]?.atMs;
  return at && ms !== undefined ? { run: at.run, ms } : undefined;
}

/** What Lambda did in the runs so far: a lane for each execution environment. */
export default function Timeline({ base, runs, after, sizes, note, onLine, target }: TimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const drawing = useMemo(
    () =>
      scroller.current && width > 0
        ? drawTimeline(runs, measuring(scroller.current), sizes ?? sizesFor(width), after)
        : undefined,
    [runs, after, sizes, width],
  );
  const [chosen, setChosen] = useMoment(base);
  const latest: Moment = { run: runs.at(-1)?.number ?? 0, ms: 0 };
  const moment = chosen && runs.some(({ number }) => number === chosen.run) ? chosen : latest;
  useLayoutEffect(() => setChosen(momentOf(runs, target)), [runs, target]);

  useLayoutEffect(() => {
    if (scroller.current && drawing) scroller.current.scrollLeft = drawing.latestX - LEAD;
  }, [drawing]);
  const playX = onLine && drawing?.xOf(moment);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !chosen || playX === undefined) return;
    const seen = playX > element.scrollLeft + LEAD && playX < element.scrollLeft + element.clientWidth - LEAD;
    if (!seen) element.scrollLeft = playX - element.clientWidth / 2;
  }, [chosen, playX]);
  const scrubs = onLine !== undefined;
  // The pointer may go straight to a place or to a tick; the keyboard has the slider.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !drawing || !scrubs) return;
    const onClick = ({ target: at, clientX }: MouseEvent) => {
      const picture = at instanceof Element && at.closest('svg[role="img"]');
      if (!picture) return;
      const mark = at.closest<SVGElement>('[data-line]')?.dataset;
      const line = mark && momentOf(runs, { run: Number(mark.run), line: Number(mark.line) });
      setChosen(line ?? drawing.momentAt(clientX - picture.getBoundingClientRect().left));
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  }, [drawing, runs, scrubs]);
  const overflows = drawing !== undefined && drawing.width > width;

  return (
    <figure class="wb-timeline">
      <div class="wb-timeline-scroll" ref={scroller} {...(overflows && scrolling('Timeline'))}>
        {drawing && (
          <div class="wb-timeline-stage" style={{ width: `${drawing.width}px` }}>
            <TimelinePicture base={base} runs={runs} drawing={drawing} after={after} playX={playX} />
            {onLine && (
              <Scrubber
                runs={runs}
                after={after}
                drawing={drawing}
                moment={moment}
                onMoment={setChosen}
                asked={target}
              />
            )}
          </div>
        )}
      </div>
      {onLine && <Readout runs={runs} after={after} moment={moment} onLine={onLine} />}
      {note && <p class="wb-timeline-note">{note}</p>}
      <figcaption>
        Modelled time, from the start of each run. The axis breaks (<Slashes />) where time is left out: how
        long an environment stays frozen is up to you.
        {drawing?.lanes.some(({ extensions }) => extensions.length > 0) &&
          ' Thin bars under a lane are its extensions, each until it asks for its next event.'}
        {onLine && ' Ticks under a lane are lines of the log, the long ones your function’s.'}
      </figcaption>
      <details>
        <summary>Show as table</summary>
        <TimelineTable runs={runs} after={after} />
      </details>
    </figure>
  );
}

const Slashes = () => <span class="wb-timeline-slashes">{'//'}</span>;
