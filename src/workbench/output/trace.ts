import { deployedPath } from '../../lab/deployed-path.ts';
import type { SourceLocation } from '../../lab/run.ts';

export type TracePart =
  | { kind: 'text'; text: string }
  | { kind: 'place'; text: string; location: SourceLocation };

const OWN_FILE = /(?:file:\/\/|")?\/var\/task\/([^\s:()"]+)(?::|",? [Ll]ine )(\d+)(?::(\d+))?/g;

/** Splits a line of a stack trace, of Node.js or of Python, where it names a file of the learner's; `.mjs` may stand for their `.mts`. */
export function traceParts(line: string, ownPaths: readonly string[]): TracePart[] {
  const parts: TracePart[] = [];
  let end = 0;
  for (const match of line.matchAll(OWN_FILE)) {
    const [text, deployed, row, column] = match;
    const path = ownPaths.find((own) => deployedPath(own) === deployed);
    if (!path) continue;
    if (match.index > end) parts.push({ kind: 'text', text: line.slice(end, match.index) });
    const location = { path, line: Number(row), ...(column ? { column: Number(column) } : {}) };
    parts.push({ kind: 'place', text, location });
    end = match.index + text.length;
  }
  if (end < line.length) parts.push({ kind: 'text', text: line.slice(end) });
  return parts;
}

export const placeName = ({ path, line }: SourceLocation) => `${path}, line ${line}`;
