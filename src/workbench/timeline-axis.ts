import type { Run } from './runs.ts';

/** A place in a history: ms since a run began, or the pause after that run (after run 0: before the first). */
export interface Moment {
  run: number;
  ms: number | 'after';
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

/** Smaller than on a phone: a column of text is narrower than a lab, and should show all of it. */
export const IN_TEXT: Sizes = { ...sizesFor(350), longestPx: 120 };

/** Longer phases do not set the scale: they are drawn at full length and broken. */
const LONGEST_TO_SCALE_MS = 500;
export const THINNEST_PX = 3;
const TICK_PX = 48;
/** The room of a break, and the least between two texts. */
export const SPACE = 12;

export function scaleFor(runs: readonly Run[], { pxPerMs, longestPx }: Sizes) {
  const lengths = runs
    .flatMap(({ spans }) => spans.map(({ fromMs, toMs }) => toMs - fromMs))
    .filter((ms) => ms <= LONGEST_TO_SCALE_MS);
  return Math.min(pxPerMs, longestPx / Math.max(1, ...lengths));
}

/** 1, 2 or 5 times a power of ten ms. */
function tickStep(pxPerMs: number) {
  const least = TICK_PX / pxPerMs;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** A stretch of the axis that is to one scale. */
interface Piece {
  run: number;
  fromMs: number;
  toMs: number;
  from: number;
  to: number;
}

/** The time axis, grown from the left: time within runs to one scale, breaks where time is left out. In px and ms. */
export function createAxis(scale: number, longestPx: number, edge: number) {
  const step = tickStep(scale);
  const pieces: Piece[] = [];
  const gaps: { run: number; from: number; to: number }[] = [];
  const lines: { from: number; to: number }[] = [];
  const breaks: { from: number; to: number; at: number }[] = [];
  const ticks: { x: number; text: string }[] = [];
  let x = edge;

  function line(run: number, to: number, fromMs: number, toMs: number) {
    pieces.push({ run, fromMs, toMs, from: x, to });
    lines.push({ from: x, to });
    x = to;
  }

  /** Ticks from `begin` on, none closer than `clear` px to it. */
  function mark(begin: number, fromMs: number, toMs: number, clear = 1) {
    for (let at = Math.ceil((fromMs + clear / scale) / step) * step; at <= toMs; at += step)
      ticks.push({ x: begin + (at - fromMs) * scale, text: String(at) });
  }

  function breakTo(to: number) {
    breaks.push({ from: x, to, at: (x + to) / 2 });
    x = to;
  }

  function advance(run: number, fromMs: number, toMs: number) {
    const full = (toMs - fromMs) * scale;
    if (full <= longestPx + 0.001) {
      if (full >= THINNEST_PX) mark(x, fromMs, toMs);
      line(run, x + Math.max(THINNEST_PX, full), fromMs, toMs);
      return;
    }
    const end = x + longestPx;
    const cut = x + longestPx * 0.7;
    const cutMs = fromMs + (cut - x) / scale;
    mark(x, fromMs, cutMs);
    line(run, cut, fromMs, cutMs);
    const afterMs = toMs - (end - cut - SPACE) / scale;
    pieces.push({ run, fromMs: cutMs, toMs: afterMs, from: cut, to: cut + SPACE });
    breakTo(cut + SPACE);
    mark(x, afterMs, toMs, 18);
    line(run, end, afterMs, toMs);
  }

  const xOf = (run: number, ms: number) => {
    const own = pieces.filter((piece) => piece.run === run);
    const piece = own.find(({ toMs }) => ms < toMs) ?? own.at(-1);
    if (!piece) return edge;
    const share = (ms - piece.fromMs) / (piece.toMs - piece.fromMs || 1);
    return piece.from + Math.min(1, Math.max(0, share)) * (piece.to - piece.from);
  };

  return {
    lines,
    breaks,
    ticks,
    end: () => x,
    /** Lays out a run: every moment at which something begins or ends has its place. */
    add({ number, spans }: Run) {
      ticks.push({ x, text: '0 ms' });
      const moments = [0, ...spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs])];
      const sorted = [...new Set(moments)].sort((a, b) => a - b);
      for (const [at, ms] of sorted.slice(1).entries()) advance(number, sorted[at] ?? 0, ms);
    },
    /** Time that is left out after run `run`. */
    pause(run: number, to: number) {
      gaps.push({ run, from: x, to });
      breakTo(to);
    },
    xOf: ({ run, ms }: Moment) => {
      if (ms !== 'after') return xOf(run, ms);
      const gap = gaps.find((each) => each.run === run);
      return gap ? (gap.from + gap.to) / 2 : edge;
    },
    momentAt(at: number): Moment {
      const gap = gaps.find(({ from, to }) => at > from && at < to);
      if (gap) return { run: gap.run, ms: 'after' };
      const piece = pieces.find(({ to }) => at <= to) ?? pieces.at(-1);
      if (!piece) return { run: 1, ms: 0 };
      const share = Math.max(0, at - piece.from) / (piece.to - piece.from);
      return { run: piece.run, ms: piece.fromMs + Math.min(1, share) * (piece.toMs - piece.fromMs) };
    },
  };
}
