/** A memory, told by the pages in which it differs from another. */
export interface Differences {
  /** Bytes of the whole memory. */
  size: number;
  /** Where each page begins, and their bytes one after the other. */
  starts: number[];
  pages: Uint8Array;
}

const PAGE = 4_096;
const WORDS = PAGE / 4;
const NOTHING = new Uint32Array(WORDS);

/** What `memory` has that `base`, followed by zeros, has not. */
export function differencesFrom(base: Uint8Array<ArrayBuffer>, memory: Uint8Array<ArrayBuffer>): Differences {
  const before = new Uint32Array(base.buffer);
  const now = new Uint32Array(memory.buffer);
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
  return { size: memory.length, starts, pages };
}

/** Makes `memory`, which is at least as large as `base`, what it was when the differences were found. */
export function restore(base: Uint8Array, { starts, pages }: Differences, memory: Uint8Array): void {
  memory.set(base);
  memory.fill(0, base.length);
  for (const [index, start] of starts.entries())
    memory.set(pages.subarray(index * PAGE, (index + 1) * PAGE), start);
}
