import type { State } from '../state.ts';

/** The environment that served the latest run; of several, the one that was last at work. */
export const latestIn = ({ trace }: State): string | undefined =>
  trace.findLast((event) => event.type === 'phase')?.environmentId;

/** After all that have a number. */
const UNKNOWN = Number.MAX_SAFE_INTEGER;

/** Numbers and names environments as the timeline does its lanes. One that only the checks have used has no lane. */
export function namesIn({ history: { environmentIds } }: State) {
  const numberOf = (id: string) => environmentIds.lastIndexOf(id) + 1 || UNKNOWN;
  const nameOf = (id: string) =>
    numberOf(id) < UNKNOWN ? `Environment ${numberOf(id)}` : 'Environment of the checks';
  return { numberOf, nameOf };
}
