import type { RunLine } from '../runs.ts';

export interface LogFilter {
  text: string;
  kind: 'all' | RunLine['kind'];
}

export const noFilter: LogFilter = { text: '', kind: 'all' };
export const isFiltering = ({ text, kind }: LogFilter) => text.trim() !== '' || kind !== 'all';

/** A line with its place in the whole log. */
export interface Found {
  at: number;
  line: RunLine;
}

/** The lines that `filter` lets through; letters are the same in both cases. */
export function find(lines: readonly RunLine[], filter: LogFilter): Found[] {
  const wanted = filter.text.trim().toLowerCase();
  return lines.flatMap((line, at) =>
    (filter.kind === 'all' || filter.kind === line.kind) && line.text.toLowerCase().includes(wanted)
      ? [{ at, line }]
      : [],
  );
}

const WRITERS = { all: '', function: ' of the function', platform: ' of the platform' } as const;

/** `12 lines.`, `3 of 12 lines.` */
export function countInWords(found: number, all: number, { kind }: LogFilter): string {
  const lines = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? 'line' : 'lines'}`;
  if (found === all) return lines(all);
  if (found === 0) return `None of ${lines(all)}`;
  return `${found.toLocaleString('en-US')} of ${lines(all)}${WRITERS[kind]}`;
}

/** From `from` up to, not including, `to`. */
export interface Range {
  from: number;
  to: number;
  shown: boolean;
}

const HEAD = 200;
const TAIL = 800;
const BEFORE = 50;
const AFTER = 250;

/**
 * What of a long list is worth a place in the page: the beginning, the end (a log says last what went wrong), and the
 * surroundings of `target`. The ranges stand end to end.
 */
export function rangesOf(count: number, target?: number): Range[] {
  const wanted = [
    [0, HEAD],
    ...(target === undefined ? [] : [[target - BEFORE, target + AFTER]]),
    [count - TAIL, count],
  ] as [number, number][];
  const ranges: Range[] = [];
  let end = 0;
  for (const [from, to] of wanted.sort(([a], [b]) => a - b)) {
    if (from > end) ranges.push({ from: end, to: from, shown: false });
    const begin = Math.max(from, end);
    const until = Math.min(to, count);
    if (until <= begin) continue;
    const before = ranges.at(-1);
    if (before?.shown) before.to = until;
    else ranges.push({ from: begin, to: until, shown: true });
    end = until;
  }
  return ranges;
}

/** Inside one event Lambda writes a line break as a carriage return. */
export const withBreaks = (text: string) => text.replace(/\r\n?/g, '\n').trimEnd();

/** The word that a platform's line begins with, and the rest: `START`, ` RequestId: …`. */
export function keyword({ kind, text }: RunLine): [word: string, rest: string] {
  const word = kind === 'platform' ? (/^[A-Z_]{3,}(?= )/.exec(text)?.[0] ?? '') : '';
  return [word, text.slice(word.length)];
}
