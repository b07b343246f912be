import type { SourceLocation } from '../../lab/run.ts';

/** Something wrong in the code, at a place of it, in words. */
export interface Problem {
  location: SourceLocation;
  message: string;
}

/** What is known of a lab's problems; `blind`: what would look for them did not load. */
export interface Findings {
  kind: 'looking' | 'looked' | 'blind';
  problems: readonly Problem[];
}

const byPlace = (a: Problem, b: Problem) =>
  a.location.line - b.location.line || (a.location.column ?? 1) - (b.location.column ?? 1);

/** Problems as they are listed: the shown file first, then the others in `paths`' order, each from top to bottom. */
export function inReadingOrder(
  problems: readonly Problem[],
  paths: readonly string[],
  shown: string,
): Problem[] {
  const order = [shown, ...paths.filter((path) => path !== shown)];
  return order.flatMap((path) => problems.filter(({ location }) => location.path === path).sort(byPlace));
}

/** How many there are, as the bar says it. */
export function countInWords({ kind, problems }: Findings): string {
  if (problems.length > 0) return problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return { looking: 'Looking for problems…', looked: 'No problems', blind: 'Problems unknown' }[kind];
}
