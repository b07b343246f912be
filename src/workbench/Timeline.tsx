import snowflake from 'lucide-static/icons/snowflake.svg?raw';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Run } from './runs.ts';
import {
  BAR,
  BAR_TOP,
  type Drawing,
  drawTimeline,
  type Lane,
  phaseName,
  sizesFor,
  timelineInWords,
} from './timeline.ts';
import './timeline.css';

interface Props {
  /** Of the ids inside, unique in the page. */
  base: string;
  runs: readonly Run[];
  /** A line under the picture. */
  note?: string | undefined;
}

/** How much of what came before the latest run is in sight with it. */
const LEAD = 32;

/** What may scroll sideways can be reached, and scrolled, with the keyboard. */
const scrolling = (name: string) => ({ tabIndex: 0, role: 'group' as const, 'aria-label': name });

/** Measures text as the figure sets it. */
function measuring(element: Element) {
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `600 14px ${getComputedStyle(element).fontFamily}`;
  return (text: string) => context?.measureText(text).width ?? text.length * 8;
}

/** What Lambda did in the runs so far: a lane for each execution environment. */
export default function Timeline({ base, runs, note }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const drawing = useMemo(
    () =>
      scroller.current && width > 0
        ? drawTimeline(runs, measuring(scroller.current), sizesFor(width))
        : undefined,
    [runs, width],
  );
  useLayoutEffect(() => {
    if (scroller.current && drawing) scroller.current.scrollLeft = drawing.latestX - LEAD;
  }, [drawing]);
  const overflows = drawing !== undefined && drawing.width > width;

  return (
    <figure class="wb-timeline">
      <div class="wb-timeline-scroll" ref={scroller} {...(overflows && scrolling('Timeline'))}>
        {drawing && <Picture base={base} runs={runs} drawing={drawing} />}
      </div>
      {note && <p class="wb-timeline-note">{note}</p>}
      <figcaption>
        Modelled time, from the start of each run. The axis breaks (<Slashes />) where time is left out: how
        long an environment stays frozen is up to you.
      </figcaption>
      <details>
        <summary>Show as table</summary>
        <Table runs={runs} />
      </details>
    </figure>
  );
}

const Slashes = () => <span class="wb-timeline-slashes">{'//'}</span>;

function Picture({ base, runs, drawing }: Props & { drawing: Drawing }) {
  const { width, height, axisY, lanes, axis, breaks, ticks } = drawing;
  const latest = runs.at(-1)?.number;
  return (
    <svg
      role="img"
      aria-label={timelineInWords(runs)}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <defs>
        <pattern
          id={`${base}-hatch`}
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line class="hatch" x1="0" y1="0" x2="0" y2="7" />
        </pattern>
      </defs>
      {lanes.map((lane) => (
        <LaneOf key={lane.environment} base={base} lane={lane} latest={latest} />
      ))}
      <g class="axis" transform={`translate(0 ${axisY})`}>
        {axis.map(({ from, to }) => (
          <line key={`axis ${from}`} x1={from} x2={to} />
        ))}
        {breaks.map(({ from, to, at }) => (
          <g key={`break ${from}`}>
            <line class="left-out" x1={from} x2={at - 6} />
            <line class="left-out" x1={at + 6} x2={to} />
            <path d={`M${at - 5} 5 l4 -10 M${at + 1} 5 l4 -10`} />
          </g>
        ))}
        {ticks.map(({ x, text }) => (
          <g key={`tick ${x}`} transform={`translate(${x} 0)`}>
            <line y2="5" />
            <text y="20" text-anchor={text === '0 ms' ? 'start' : 'middle'} dx={text === '0 ms' ? -1 : 0}>
              {text}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
}

function LaneOf({ base, lane, latest }: { base: string; lane: Lane; latest: number | undefined }) {
  const middle = BAR_TOP + BAR / 2;
  return (
    <g transform={`translate(0 ${lane.y})`}>
      <text class="name" x={lane.x} y="14">
        {lane.name}
      </text>
      {lane.stretches.map(({ kind, x, width, run, label, breakAt, open }) => (
        <g
          key={`${kind} ${run} ${open}`}
          class={`stretch ${kind}`}
          data-new={run === latest}
          data-open={open}
        >
          <rect
            x={x}
            y={BAR_TOP}
            width={width}
            height={BAR}
            {...(kind === 'frozen' && { fill: `url(#${base}-hatch)` })}
          />
          {kind === 'frozen' && (
            <>
              <path class="edge" d={`M${x} ${BAR_TOP + 0.5} h${width} m0 ${BAR - 1} h${-width}`} />
              <Frozen x={x + width / 2} y={middle} />
            </>
          )}
          {kind === 'checks' && (
            <text class="aside" x={x + width / 2} y={middle + 5} text-anchor="middle">
              checks ran
            </text>
          )}
          {breakAt && <path class="cut" d={`M${breakAt - 5} ${BAR_TOP + BAR + 1} l10 ${-BAR - 2}`} />}
          {label && (
            <text
              class={label.inside ? 'inside' : 'under'}
              x={label.x}
              y={label.inside ? middle + 5 : BAR_TOP + BAR + 17}
            >
              {label.text}
            </text>
          )}
        </g>
      ))}
      {lane.arrivals.map(({ run, x, text }) => (
        <g class="arrival" key={run} data-new={run === latest}>
          <path d={`M${x} ${BAR_TOP - 3} v-18 h10 l-3 4 3 4 h-9`} />
          <text x={x + 14} y={BAR_TOP - 10}>
            {text}
          </text>
        </g>
      ))}
      {lane.replacedAt !== undefined && (
        <text class="aside" x={lane.replacedAt + 12} y={middle + 5}>
          replaced
        </text>
      )}
    </g>
  );
}

/** The word with its sign, centred on a plate that keeps the hatching away from it. */
const Frozen = ({ x, y }: { x: number; y: number }) => (
  <g transform={`translate(${x} ${y})`}>
    <rect class="plate" x="-39" y="-11" width="78" height="22" rx="4" />
    <g
      class="snowflake"
      transform="translate(-32 -8) scale(.6667)"
      dangerouslySetInnerHTML={{ __html: snowflake }}
    />
    <text x="-11" y="5">
      frozen
    </text>
  </g>
);

function Table({ runs }: { runs: readonly Run[] }) {
  return (
    <div class="wb-timeline-scroll" {...scrolling('Timeline as a table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Environment</th>
            <th scope="col">Phase</th>
            <th scope="col">From (ms)</th>
            <th scope="col">To (ms)</th>
            <th scope="col">Duration (ms)</th>
          </tr>
        </thead>
        <tbody>
          {runs.flatMap(({ number, spans }) =>
            spans.map(({ environment, phase, fromMs, toMs }) => (
              <tr key={`${number} ${fromMs}`}>
                <td>{number}</td>
                <td>{environment}</td>
                <td>{phaseName(phase)}</td>
                <td>{fromMs.toFixed(2)}</td>
                <td>{toMs.toFixed(2)}</td>
                <td>{(toMs - fromMs).toFixed(2)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
