import * as z from 'zod/mini';

const MOST = 200;
const kept = z.array(z.string());

/** Lines that were run, the oldest first. */
export interface History {
  readonly lines: readonly string[];
  add(line: string): void;
}

/** The history of a lab's terminal: it lives as long as the browser's tab does. */
export function historyOf(labId: string): History {
  const key = `terminal-history:${labId}`;
  let lines = read(key);
  return {
    get lines() {
      return lines;
    },
    add(line) {
      if (line === lines.at(-1)) return;
      lines = [...lines, line].slice(-MOST);
      try {
        sessionStorage.setItem(key, JSON.stringify(lines));
      } catch {
        // Then it ends with the page.
      }
    },
  };
}

function read(key: string): readonly string[] {
  try {
    return kept.parse(JSON.parse(sessionStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}
