import type { InitPart } from '../cloud/trace.ts';
import type { Pause, Run, RunSpan } from './runs.ts';
import { createAxis, type Moment, type Sizes, SPACE, scaleFor, THINNEST_PX } from './timeline-axis.ts';
import {
  environmentsOf,
  OWN_CODE,
  partFrom,
  STARTING,
  shutDownBecause,
  shutdownLabel,
  spanLabel,
  startOf,
  waited,
} from './timeline-words.ts';

/** The stretches of a lane: what an environment does, or that nothing is known of it. */
interface Stretch {
  kind: RunSpan['phase'] | 'frozen' | 'checks' | 'shutdown';
  x: number;
  width: number;
  run: number;
  /** Inside the bar where it fits, else under it. */
  label?: { text: string; x: number; inside: boolean };
  /** Of a frozen stretch: how long it was, where virtual time passed; and the word for it with its width. */
  passedMs?: number;
  plate?: { text: string; width: number };
  /** Of an init: where the extensions have registered and the runtime starts. */
  runtimeAt?: number;
  /** Of an init: where the runtime has started and the function's own code begins. */
  ownCodeAt?: number;
  /** Where a bar too long to draw first leaves time out. */
  breakAt?: number | undefined;
  /** It goes on past the drawing. */
  open?: boolean;
}

/** The share of an extension in a phase, as a thin bar below the lane; the first has its name. */
interface ExtensionBar {
  name: string;
  row: number;
  x: number;
  width: number;
  isFirst: boolean;
}

/** Lines of the log that stand at one place; `line` is the first. */
export interface LogMark {
  run: number;
  line: number;
  count: number;
  x: number;
  byFunction: boolean;
}

export interface Lane {
  environment: number;
  name: string;
  x: number;
  y: number;
  stretches: Stretch[];
  /** Where each run reaches the environment. */
  arrivals: { run: number; x: number; text: string }[];
  marks: LogMark[];
  extensions: ExtensionBar[];
  /** Where it is no more, and why; the text reaches to `reach`. */
  gone?: { x: number; text: string; reach: number };
}

/** Everything in px, at scale 1. */
export interface Drawing {
  width: number;
  height: number;
  axisY: number;
  lanes: Lane[];
  axis: { from: number; to: number }[];
  breaks: { from: number; to: number; at: number }[];
  /** Where the latest run begins. */
  latestX: number;
  ticks: { x: number; text: string }[];
  xOf(moment: Moment): number;
  momentAt(x: number): Moment;
}

export const EDGE = 1;
/** From where something begins to the text that names it: the playhead may stand there. */
export const BESIDE = 5;
export const BAR = 34;
/** From the top of a lane to its bars: the name and the runs stand above. */
export const BAR_TOP = 44;
/** From the top of a lane to the marks of the log, and to the labels below them. */
export const MARKS = BAR_TOP + BAR + 3;
export const UNDER = MARKS + 24;
const LANE = UNDER + 16;
/** For the bar of an extension, and its name. */
export const EXTENSION = 30;
/** Lines of the log that stand closer are one mark. */
const MARK_PX = 6;

/**
 * Places runs one after the other, to one scale. Between two runs the axis is broken: no time passes there but the
 * learner's own. Those gaps are as wide as the labels need.
 */
export function drawTimeline(
  runs: readonly Run[],
  textWidth: (text: string) => number,
  sizes: Sizes,
  after?: Pause,
): Drawing {
  const axis = createAxis(scaleFor(runs, sizes), sizes.longestPx, EDGE);
  const frozenWidth = Math.max(sizes.gapPx, textWidth('frozen') + 48);
  const lanes: Lane[] = [];
  /** Where the text is, and where the text under each lane is. */
  let reach = EDGE;
  let rows = 0;
  let latestX = EDGE;
  const names = [
    ...new Set(
      runs.flatMap(({ spans }) => spans.flatMap(({ extensions = [] }) => extensions.map(({ name }) => name))),
    ),
  ];
  const laneHeight = LANE + names.length * EXTENSION;
  const under = new Map<Lane, number>();

  /** The lane of an environment; a new one begins at `x`. */
  function laneOf(environment: number, x: number) {
    let lane = lanes.find((each) => each.environment === environment);
    if (!lane) {
      const name = `Environment ${environment}`;
      // Not beside the environment it replaces: a row is free again one environment later.
      const taken = lanes
        .filter(({ gone }) => !gone || Math.max(gone.x, gone.reach) >= x)
        .map(({ y }) => y / laneHeight);
      let row = 0;
      while (taken.includes(row)) row++;
      rows = Math.max(rows, row + 1);
      lane = {
        environment,
        name,
        x,
        y: row * laneHeight,
        stretches: [],
        arrivals: [],
        marks: [],
        extensions: [],
      };
      lanes.push(lane);
      reach = Math.max(reach, x + BESIDE + textWidth(name));
    }
    return lane;
  }

  /** Nothing happens in `lane` up to `x`; without `passedMs` what comes after it tells how long that was. */
  function rest(
    lane: Lane,
    x: number,
    run: number,
    passedMs: number | undefined,
    kind: 'frozen' | 'checks' = 'frozen',
  ) {
    const last = lane.stretches.at(-1);
    const from = last ? last.x + last.width : lane.x;
    if (x - from < 0.01) return;
    const stretch: Stretch =
      last?.kind === kind && kind === 'frozen' ? last : { kind, x: from, width: 0, run };
    if (stretch !== last) lane.stretches.push(stretch);
    stretch.width = x - stretch.x;
    if (kind === 'checks') return;
    stretch.passedMs = passedMs === undefined ? 0 : (stretch.passedMs ?? 0) + passedMs;
    const text = `frozen ${waited(stretch.passedMs)}`.trim();
    stretch.plate = { text, width: textWidth(text) + 34 };
  }

  const leaves = (lane: Lane, text: string) => {
    const x = axis.end();
    lane.gone = { x, text, reach: x + SPACE + textWidth(text) };
  };

  /** Time in which no run is: each lane rests, and some end. */
  function pause(after: number, number: number, { passedMs, ended }: Pause, checks: boolean, least = 0) {
    const frozen = Math.max(frozenWidth, textWidth(`frozen ${waited(passedMs)}`) + 64);
    const room = checks ? textWidth('checks ran') + 24 : frozen;
    // Nothing is to scale here, so a shutdown is as long as its label.
    const shutdown = Math.max(
      0,
      ...ended.flatMap((end) => {
        const label = shutdownLabel(end);
        return label ? [textWidth(label) + 26] : [];
      }),
    );
    axis.pause(after, Math.max(axis.end() + room, least) + shutdown);
    for (const lane of lanes) {
      if (lane.gone) continue;
      const end = ended.find(({ environment }) => environment === lane.environment);
      const label = end && shutdownLabel(end);
      const x = axis.end() - (label ? shutdown : 0);
      rest(lane, x, number, end?.reason === 'idle' ? undefined : passedMs, checks ? 'checks' : 'frozen');
      if (label)
        lane.stretches.push({
          kind: 'shutdown',
          x,
          width: shutdown,
          run: number,
          label: { text: label, x: x + 9, inside: true },
        });
      if (end) leaves(lane, shutDownBecause(end.reason));
    }
  }

  function pauseBefore(run: Run, at: number) {
    if (lanes.length === 0) laneOf(run.spans[0]?.environment ?? 1, axis.end());
    pause(runs[at - 1]?.number ?? 0, run.number, run.before, run.afterChecks, reach + SPACE);
    for (const lane of lanes)
      if (!lane.gone && isReplaced(runs, at, lane.environment)) leaves(lane, 'replaced');
  }

  function place(run: Run) {
    const begin = axis.end();
    axis.add(run);
    const seen = new Set<Lane>();
    for (const span of run.spans) {
      const from = axis.xOf({ run: run.number, ms: span.fromMs });
      const to = axis.xOf({ run: run.number, ms: span.toMs });
      const lane = laneOf(span.environment, begin);
      if (!seen.has(lane)) {
        const start = startOf(run, span.environment);
        const text = `Run ${run.number}${start ? `, ${start}` : ''}`;
        lane.arrivals.push({ run: run.number, x: from, text });
        reach = Math.max(reach, from + 14 + textWidth(text));
        seen.add(lane);
      }
      if (lane.stretches.length > 0) rest(lane, from, run.number, 0);
      const breakAt = axis.breaks.find(({ at }) => at > from && at < to)?.at;
      const text = spanLabel(run, span);
      const inside = textWidth(text) <= (breakAt ?? to) - from - 18;
      const labelX = inside ? from + 9 : Math.max(from + BESIDE, under.get(lane) ?? 0);
      if (!inside) {
        under.set(lane, labelX + textWidth(text) + SPACE);
        reach = Math.max(reach, labelX + textWidth(text));
      }
      const label = { text, x: labelX, inside };
      const partAt = (of: readonly InitPart['of'][]) => {
        const ms = partFrom(span, of);
        return ms === undefined ? undefined : axis.xOf({ run: run.number, ms });
      };
      const runtimeAt = partAt(STARTING);
      const ownCodeAt = partAt(OWN_CODE);
      lane.stretches.push({
        kind: span.phase,
        x: from,
        width: to - from,
        breakAt,
        run: run.number,
        label,
        ...(runtimeAt !== undefined && { runtimeAt }),
        ...(ownCodeAt !== undefined && { ownCodeAt }),
      });
    }
    for (const span of run.spans) placeExtensions(run, span, begin);
    for (const lane of lanes) lane.marks.push(...marksOf(run, lane.environment, axis.xOf));
  }

  function placeExtensions(
    { number }: Run,
    { environment, fromMs, extensions = [] }: RunSpan,
    begin: number,
  ) {
    const lane = laneOf(environment, begin);
    for (const { name, ms } of extensions) {
      const x = axis.xOf({ run: number, ms: fromMs });
      const width = Math.max(THINNEST_PX, axis.xOf({ run: number, ms: fromMs + ms }) - x);
      const isFirst = lane.extensions.every((bar) => bar.name !== name);
      lane.extensions.push({ name, row: names.indexOf(name), x, width, isFirst });
      if (isFirst) reach = Math.max(reach, x + BESIDE + textWidth(`${name}, extension`));
    }
  }

  runs.forEach((run, at) => {
    if (at > 0 || run.afterChecks) pauseBefore(run, at);
    latestX = axis.end();
    place(run);
  });

  const last = runs.at(-1);
  if (last) {
    pause(last.number, last.number, after ?? { passedMs: 0, ended: [] }, false, reach);
    for (const lane of lanes) if (!lane.gone) Object.assign(lane.stretches.at(-1) ?? {}, { open: true });
  }
  const x = Math.max(axis.end(), ...lanes.map(({ gone }) => gone?.reach ?? 0));
  const axisY = rows * laneHeight + 6;
  const { lines, breaks, ticks, xOf, momentAt } = axis;
  const size = { width: Math.ceil(x + EDGE), height: axisY + 26 };
  return { ...size, axisY, lanes, axis: lines, breaks, latestX, ticks, xOf, momentAt };
}

/** Lambda takes a free environment before it starts one: who is left out when run `at` starts one is gone. */
function isReplaced(runs: readonly Run[], at: number, environment: number) {
  if (runs.slice(at).some((run) => environmentsOf(run).includes(environment))) return false;
  const known = runs.slice(0, at).flatMap(environmentsOf);
  return environmentsOf(runs[at] as Run).some((each) => !known.includes(each));
}

/** The log of one environment in one run: a mark for each place at which there are lines. */
function marksOf({ number, lines }: Run, environment: number, xOf: Drawing['xOf']): LogMark[] {
  const marks: LogMark[] = [];
  lines.forEach((each, line) => {
    if (each.environment !== environment || each.atMs === undefined) return;
    const x = xOf({ run: number, ms: each.atMs });
    const byFunction = each.kind === 'function';
    const before = marks.at(-1);
    if (before && Math.abs(x - before.x) < MARK_PX) {
      before.count += 1;
      before.byFunction ||= byFunction;
    } else marks.push({ run: number, line, count: 1, x, byFunction });
  });
  return marks;
}
