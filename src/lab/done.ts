/**
 * What is done, once more in localStorage: so that a page can show it before its first paint. The truth lies with the
 * answers and the progress; the progress page sets this right. Written as names with a space between them.
 */
export const DONE = 'lambda-workbook:done';

/** All questions of a chapter are right; a question more is another name, and so not done. */
export const chapterDone = (chapter: string, questions: number) => `chapters/${chapter}@${questions}`;
/** A lab is passed on this revision. */
export const labDone = (lab: string, revision: number) => `labs/${lab}@${revision}`;

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

/** Adds a name or takes it away, and lets the page show it. A browser that stores nothing shows none. */
export function markDone(name: string, done: boolean, shelf?: Shelf) {
  setDone((names) => (done ? names.add(name) : names.delete(name)), shelf);
}

/** Puts all names that begin with `prefix` in the place of those there. */
export function replaceDone(prefix: string, names: readonly string[], shelf?: Shelf) {
  setDone((before) => {
    for (const name of before) if (name.startsWith(prefix)) before.delete(name);
    for (const name of names) before.add(name);
  }, shelf);
}

function setDone(change: (names: Set<string>) => void, shelf?: Shelf) {
  try {
    const to = shelf ?? localStorage;
    const names = new Set(to.getItem(DONE)?.split(' ').filter(Boolean));
    change(names);
    to.setItem(DONE, [...names].join(' '));
    // What the browser tells other tabs by itself.
    globalThis.dispatchEvent?.(new Event('storage'));
  } catch {
    // The page then shows nothing as done.
  }
}
