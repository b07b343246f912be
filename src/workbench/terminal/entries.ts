import { nothing, type Printed, print, readable } from './printed.ts';

/** A line that was run, and what came of it. */
export interface Entry {
  id: number;
  place: string;
  line: string;
  printed: Printed;
  /** Undefined while it runs. */
  exitCode?: number;
  /** What else is to be said: of files that were put back, of a shell that was ended. */
  notes: readonly string[];
}

export type EntryAction =
  | { kind: 'began'; id: number; place: string; line: string }
  | { kind: 'printed'; id: number; text: string }
  | { kind: 'ended'; id: number; exitCode: number; notes: readonly string[] }
  | { kind: 'cleared' };

const MOST = 100;

/** What each action makes of the lines on the screen. A line that runs stays when the others are cleared. */
export function nextEntries(entries: readonly Entry[], action: EntryAction): readonly Entry[] {
  const change = (id: number, by: (entry: Entry) => Partial<Entry>) =>
    entries.map((entry) => (entry.id === id ? { ...entry, ...by(entry) } : entry));
  switch (action.kind) {
    case 'began': {
      const { id, place, line } = action;
      return [...entries, { id, place, line, printed: nothing, notes: [] }].slice(-MOST);
    }
    case 'printed':
      return change(action.id, ({ printed }) => ({ printed: print(printed, action.text) }));
    case 'ended':
      return change(action.id, () => ({ exitCode: action.exitCode, notes: action.notes }));
    case 'cleared':
      return entries.filter(({ exitCode }) => exitCode === undefined);
  }
}

/** All that is on the screen, as text to copy. */
export const allText = (entries: readonly Entry[]) =>
  entries
    .map(({ place, line, printed: { head, hidden, tail } }) => {
      const gap = hidden > 0 ? `\n… ${hidden} characters left out …\n` : '';
      return `${place} $ ${line}\n${readable(head + gap + tail)}`;
    })
    .join('');
