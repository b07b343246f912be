import type { Run, RunSpan } from './runs.ts';

/** The stretches of a lane: what an environment does, or that nothing is known of it. */
interface Stretch {
  kind: RunSpan['phase'] | 'frozen' | 'checks';
  x: number;
  width: number;
  run: number;
  /** Inside the bar where it fits, else under it. */
  label?: { text: string; x: number; inside: boolean };
  /** Where a bar too long to draw leaves time out. */
  breakAt?: number;
  /** It goes on past the drawing. */
  open?: boolean;
}

export interface Lane {
  environment: number;
  name: string;
  x: number;
  y: number;
  stretches: Stretch[];
  /** Where each run reaches the environment. */
  arrivals: { run: number; x: number; text: string }[];
  /** Where another environment took its place. */
  replacedAt?: number;
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
}

export interface Sizes {
  /** The scale when all phases are short; longer ones make it smaller. */
  pxPerMs: number;
  /** No bar is drawn longer. */
  longestPx: number;
  /** The least room between two runs. */
  gapPx: number;
}

/** For a figure that may be `width` px wide before it scrolls. */
export function sizesFor(width: number): Sizes {
  if (width < 480) return { pxPerMs: 0.8, longestPx: 180, gapPx: 0 };
  if (width < 900) return { pxPerMs: 1.6, longestPx: 320, gapPx: 136 };
  return { pxPerMs: 3.2, longestPx: 560, gapPx: 180 };
}

/** Longer phases do not set the scale: they are drawn at full length and broken. */
const LONGEST_TO_SCALE_MS = 500;
const THINNEST_PX = 3;
const EDGE = 1;
const SPACE = 12;
export const BAR = 34;
/** From the top of a lane to its bars: the name and the runs stand above. */
export const BAR_TOP = 44;
const LANE = BAR_TOP + BAR + 30;
const TICK_PX = 48;

const duration = (ms: number) => `${ms.toFixed(ms < 9.995 ? 2 : ms < 99.95 ? 1 : 0)} ms`;
export const phaseName = (phase: RunSpan['phase']) => phase.replace('-', ' ');
const length = ({ fromMs, toMs }: RunSpan) => toMs - fromMs;

const startOf = ({ spans }: Run) =>
  spans.some(({ phase }) => phase === 'init')
    ? 'cold'
    : spans.every(({ phase }) => phase === 'invoke')
      ? 'warm'
      : undefined;

function scaleFor(runs: readonly Run[], { pxPerMs, longestPx }: Sizes) {
  const lengths = runs.flatMap(({ spans }) => spans.map(length)).filter((ms) => ms <= LONGEST_TO_SCALE_MS);
  return Math.min(pxPerMs, longestPx / Math.max(1, ...lengths));
}

/** 1, 2 or 5 times a power of ten ms. */
function tickStep(pxPerMs: number) {
  const least = TICK_PX / pxPerMs;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

function spanLabel(run: Run, span: RunSpan) {
  const failed = span === run.spans.at(-1) && run.ending !== 'returned';
  return `${phaseName(span.phase)} ${duration(length(span))}${failed ? `, ${run.ending}` : ''}`;
}

/**
 * Places runs one after the other, bars to one scale. Between two runs the axis is broken: no time passes there but the
 * learner's own. Those gaps are as wide as the labels need.
 */
export function drawTimeline(
  runs: readonly Run[],
  textWidth: (text: string) => number,
  sizes: Sizes,
): Drawing {
  const scale = scaleFor(runs, sizes);
  const step = tickStep(scale);
  const frozenWidth = Math.max(sizes.gapPx, textWidth('frozen') + 48);
  const lanes: Lane[] = [];
  const axis: Drawing['axis'] = [];
  const breaks: Drawing['breaks'] = [];
  const ticks: Drawing['ticks'] = [];
  /** Where the drawing is, where its text is, and where the text under each lane is. */
  let x = EDGE;
  let reach = EDGE;
  let rows = 0;
  let latestX = x;
  const under = new Map<Lane, number>();

  function laneOf(environment: number) {
    let lane = lanes.find((each) => each.environment === environment);
    if (!lane) {
      const name = `Environment ${environment}`;
      // Not beside the environment it replaces: a row is free again one environment later.
      const taken = lanes.filter(({ replacedAt = x }) => replacedAt >= x).map(({ y }) => y / LANE);
      let row = 0;
      while (taken.includes(row)) row++;
      rows = Math.max(rows, row + 1);
      lane = { environment, name, x, y: row * LANE, stretches: [], arrivals: [] };
      lanes.push(lane);
      reach = Math.max(reach, x + textWidth(name));
    }
    return lane;
  }

  function pause(run: Run, at: number) {
    const from = x;
    if (lanes.length === 0) laneOf(environmentsOf(run)[0] ?? 1);
    x = Math.max(from + (run.afterChecks ? textWidth('checks ran') + 24 : frozenWidth), reach + SPACE);
    const alive = new Set(runs.slice(Math.max(0, at - 1)).flatMap(environmentsOf));
    for (const lane of lanes) {
      if (lane.replacedAt !== undefined || !alive.has(lane.environment)) continue;
      const last = lane.stretches.at(-1);
      const begin = last ? last.x + last.width : from;
      const kind = run.afterChecks ? 'checks' : 'frozen';
      lane.stretches.push({ kind, x: begin, width: x - begin, run: run.number });
      if (!runs.slice(at).flatMap(environmentsOf).includes(lane.environment)) lane.replacedAt = x;
    }
    breaks.push({ from, to: x, at: (from + x) / 2 });
  }

  /** One stretch of the axis, from `fromMs` to `toMs` after the start of its run. */
  function advance(fromMs: number, toMs: number) {
    const full = (toMs - fromMs) * scale;
    const width = Math.min(sizes.longestPx, Math.max(THINNEST_PX, full));
    const from = x;
    x += width;
    const mark = (begin: number, end: number, ms: number, clear = 1) => {
      axis.push({ from: begin, to: end });
      const endMs = ms + (end - begin) / scale;
      for (let at = Math.ceil((ms + clear / scale) / step) * step; at <= endMs; at += step)
        ticks.push({ x: begin + (at - ms) * scale, text: String(at) });
    };
    if (full <= sizes.longestPx + 0.001) {
      if (full >= THINNEST_PX) mark(from, x, fromMs);
      else axis.push({ from, to: x });
      return { x: from, width };
    }
    const cut = from + width * 0.7;
    mark(from, cut, fromMs);
    mark(cut + SPACE, x, toMs - (x - cut - SPACE) / scale, 18);
    breaks.push({ from: cut, to: cut + SPACE, at: cut + SPACE / 2 });
    return { x: from, width, breakAt: cut + SPACE / 2 };
  }

  runs.forEach((run, at) => {
    if (at > 0 || run.afterChecks) pause(run, at);
    latestX = x;
    ticks.push({ x, text: '0 ms' });
    const start = startOf(run);
    let ms = 0;
    run.spans.forEach((span, index) => {
      const lane = laneOf(span.environment);
      if (index === 0) {
        const text = `Run ${run.number}${start ? `, ${start}` : ''}`;
        lane.arrivals.push({ run: run.number, x, text });
        reach = Math.max(reach, x + 14 + textWidth(text));
      }
      if (span.fromMs > ms) advance(ms, span.fromMs);
      const bar = advance(span.fromMs, span.toMs);
      ms = span.toMs;
      const text = spanLabel(run, span);
      const room = (bar.breakAt ?? bar.x + bar.width) - bar.x - 18;
      const inside = textWidth(text) <= room;
      const labelX = inside ? bar.x + 9 : Math.max(bar.x, under.get(lane) ?? 0);
      if (!inside) {
        const end = labelX + textWidth(text);
        under.set(lane, end + SPACE);
        reach = Math.max(reach, end);
      }
      const label = { text, x: labelX, inside };
      lane.stretches.push({ kind: span.phase, ...bar, run: run.number, label });
    });
  });

  const last = runs.at(-1)?.spans.at(-1);
  if (last) {
    const width = Math.max(frozenWidth, reach - x);
    const run = runs.at(-1)?.number ?? 0;
    laneOf(last.environment).stretches.push({ kind: 'frozen', x, width, run, open: true });
    breaks.push({ from: x, to: x + width, at: x + width / 2 });
    x += width;
  }
  for (const { replacedAt } of lanes)
    if (replacedAt !== undefined) x = Math.max(x, replacedAt + SPACE + textWidth('replaced'));
  const axisY = rows * LANE + 6;
  return { width: Math.ceil(x + EDGE), height: axisY + 26, axisY, lanes, axis, breaks, latestX, ticks };
}

const environmentsOf = ({ spans }: Run) => spans.map(({ environment }) => environment);

/** The drawing in words: `Run 1: init 130 ms, invoke 7.12 ms. Run 2, warm: invoke 1.43 ms.` */
export function timelineInWords(runs: readonly Run[]): string {
  const many = new Set(runs.flatMap(environmentsOf)).size > 1;
  return runs
    .map((run) => {
      const facts = [
        `Run ${run.number}`,
        many && `environment ${environmentsOf(run)[0]}`,
        run.afterChecks && 'after checks',
        startOf(run) === 'warm' && 'warm',
      ];
      return `${facts.filter(Boolean).join(', ')}: ${run.spans.map((span) => spanLabel(run, span)).join(', ')}.`;
    })
    .join(' ');
}
