import snowflake from 'lucide-static/icons/snowflake.svg?raw';
import type { Pause, Run } from './runs.ts';
import {
  BAR,
  BAR_TOP,
  BESIDE,
  type Drawing,
  EXTENSION,
  type Lane,
  type LogMark,
  MARKS,
  UNDER,
} from './timeline.ts';
import { timelineInWords } from './timeline-words.ts';

interface Props {
  /** Of the ids inside, unique in the page. */
  base: string;
  runs: readonly Run[];
  drawing: Drawing;
  after?: Pause | undefined;
  /** Where the scrubber stands. */
  playX?: number | undefined;
}

/** Lanes on a time axis. */
export function TimelinePicture({ base, runs, drawing, after, playX }: Props) {
  const { width, height, axisY, lanes, axis, breaks, ticks } = drawing;
  const latest = runs.at(-1)?.number;
  return (
    <svg
      role="img"
      aria-label={timelineInWords(runs, after)}
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
      {playX !== undefined && <path class="playhead" d={`M${playX} ${axisY - 8} V4`} />}
    </svg>
  );
}

interface LaneProps {
  base: string;
  lane: Lane;
  latest: number | undefined;
}

function LaneOf({ base, lane, latest }: LaneProps) {
  const middle = BAR_TOP + BAR / 2;
  return (
    <g transform={`translate(0 ${lane.y})`}>
      <text class="name" x={lane.x + BESIDE} y="14">
        {lane.name}
      </text>
      {lane.stretches.map(({ kind, x, width, run, label, plate, runtimeAt, ownCodeAt, breakAt, open }) => (
        <g key={`${kind} ${x}`} class={`stretch ${kind}`} data-new={run === latest} data-open={open}>
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
              {plate && <Frozen x={x + width / 2} y={middle} {...plate} />}
            </>
          )}
          {kind === 'checks' && (
            <text class="aside" x={x + width / 2} y={middle + 5} text-anchor="middle">
              checks ran
            </text>
          )}
          {runtimeAt !== undefined && (
            <>
              <path class="extensions" d={`M${x} ${BAR_TOP} H${runtimeAt} v${BAR} H${x} z`} />
              <path class="notches" d={`M${x} ${BAR_TOP + 2} H${runtimeAt}`} />
            </>
          )}
          {ownCodeAt !== undefined && (
            <path class="own-code" d={`M${ownCodeAt} ${BAR_TOP} H${x + width} v${BAR} H${ownCodeAt} z`} />
          )}
          {breakAt && <path class="cut" d={`M${breakAt - 5} ${BAR_TOP + BAR + 1} l10 ${-BAR - 2}`} />}
          {label && (
            <text class={label.inside ? 'inside' : 'under'} x={label.x} y={label.inside ? middle + 5 : UNDER}>
              {label.text}
            </text>
          )}
        </g>
      ))}
      {lane.extensions.map(({ name, row, x, width, isFirst }) => (
        <g
          class="extension"
          key={`${name} ${x}`}
          transform={`translate(${x} ${UNDER + 8 + row * EXTENSION})`}
        >
          <rect width={width} height="6" />
          {isFirst && (
            <text x={BESIDE} y="20">
              {name}, extension
            </text>
          )}
        </g>
      ))}
      <Marks marks={lane.marks} />
      {lane.arrivals.map(({ run, x, text }) => (
        <g class="arrival" key={run} data-new={run === latest}>
          <path d={`M${x} ${BAR_TOP - 3} v-18 h10 l-3 4 3 4 h-9`} />
          <text x={x + 14} y={BAR_TOP - 10}>
            {text}
          </text>
        </g>
      ))}
      {lane.gone && (
        <>
          <path class="gone" d={`M${lane.gone.x} ${BAR_TOP - 3} v${BAR + 6}`} />
          <text class="aside" x={lane.gone.x + 12} y={middle + 5}>
            {lane.gone.text}
          </text>
        </>
      )}
    </g>
  );
}

/** Where the log has lines: longer where the function wrote. */
const Marks = ({ marks }: { marks: readonly LogMark[] }) => (
  <g class="marks">
    {marks.map(({ run, line, x, byFunction }) => (
      <g key={`${run} ${line}`} data-run={run} data-line={line} data-function={byFunction}>
        <path d={`M${x + 0.75} ${MARKS} v${byFunction ? 10 : 5}`} />
        <rect class="reach" x={x - 4} y={MARKS - 2} width="9" height="15" />
      </g>
    ))}
  </g>
);

/** The word with its sign, centred on a plate that keeps the hatching away from it. */
const Frozen = ({ x, y, text, width }: { x: number; y: number; text: string; width: number }) => (
  <g transform={`translate(${x} ${y})`}>
    <rect class="plate" x={-width / 2} y="-11" width={width} height="22" rx="4" />
    <g
      class="snowflake"
      transform={`translate(${7 - width / 2} -8) scale(.6667)`}
      dangerouslySetInnerHTML={{ __html: snowflake }}
    />
    <text x={28 - width / 2} y="5">
      {text}
    </text>
  </g>
);
