/** A memory, told by the pages in which it differs from another. */
export interface Differences {
  /** Where each page begins, and their bytes one after the other. */
  starts: number[];
  pages: Uint8Array;
}

const PAGE = 4_096;
const WORDS = PAGE / 4;
const NOTHING = new Uint32Array(WORDS);

/** `end` rounded up to whole pages. */
export const wholePages = (end: number): number => Math.ceil(end / PAGE) * PAGE;

/** What `memory` has up to `end` that `base`, which is of whole pages and followed by zeros, has not. */
export function differencesFrom(
  base: Uint8Array<ArrayBuffer>,
  memory: Uint8Array<ArrayBuffer>,
  end: number,
): Differences {
  const before = new Uint32Array(base.buffer);
  const now = new Uint32Array(memory.buffer, 0, wholePages(end) / 4);
  const starts: number[] = [];
  for (let at = 0; at < now.length; at += WORDS) {
    const [page, from] = at < before.length ? [before, at] : [NOTHING, 0];
    for (let word = 0; word < WORDS; word++)
      if (now[at + word] !== page[from + word]) {
        starts.push(at * 4);
        break;
      }
  }
  const pages = new Uint8Array(starts.length * PAGE);
  for (const [index, start] of starts.entries())
    pages.set(memory.subarray(start, start + PAGE), index * PAGE);
  return { starts, pages };
}

/** Makes `memory`, in which nothing lies beyond `end`, what it was when the differences were found. */
export function restore(
  base: Uint8Array,
  { starts, pages }: Differences,
  memory: Uint8Array,
  end: number,
): void {
  memory.set(base);
  memory.fill(0, base.length, Math.max(base.length, wholePages(end)));
  for (const [index, start] of starts.entries())
    memory.set(pages.subarray(index * PAGE, (index + 1) * PAGE), start);
}
