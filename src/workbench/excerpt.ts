/** The lines of a log that are worth a place in the page. */
export interface Excerpt<Line> {
  head: readonly Line[];
  /** How many lines are left out between `head` and `tail`. */
  hidden: number;
  tail: readonly Line[];
}

const HEAD = 200;
const TAIL = 800;

/** The beginning and the end of a long list: a log says what went wrong last. */
export function excerpt<Line>(lines: readonly Line[]): Excerpt<Line> {
  const hidden = lines.length - HEAD - TAIL;
  if (hidden <= 0) return { head: lines, hidden: 0, tail: [] };
  return { head: lines.slice(0, HEAD), hidden, tail: lines.slice(-TAIL) };
}

/** `text`, or its beginning and how much more there is. `limit` in UTF-16 units. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}… (${(text.length - kept.length).toLocaleString('en-US')} more characters)`;
}

/** As many whole lines of `text` as fit in `limit`; of a single longer line its beginning. */
export function firstLines(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf('\n', limit);
  return end > limit / 2 ? text.slice(0, end) : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}
