import { type Environments, IDLE_LIMIT_MS } from '../lab/environments.ts';
import { inMinutes } from './minutes.ts';

const COLD = 'the next invoke starts cold';
const many = (count: number, one: string) =>
  count === 1 ? `The ${one} is` : count === 2 ? `Both ${one}s are` : `All ${count} ${one}s are`;

/** What came of asking for a new environment. */
export const newEnvironmentInWords = ({ reclaimed }: Environments): string =>
  reclaimed === 0
    ? `There is no environment yet: ${COLD} anyway.`
    : `${many(reclaimed, 'environment')} gone: ${COLD}.`;

/** What came of `ms` without an invocation. */
export function timePassedInWords(ms: number, { reclaimed, warm }: Environments): string {
  const passed = `${inMinutes(ms)} passed.`;
  const limit = `gives an environment up after ${inMinutes(IDLE_LIMIT_MS)} without an invoke (modelled: AWS states no number)`;
  if (reclaimed > 0)
    return `${passed} ${many(reclaimed, 'environment')} reclaimed: ${COLD}. This simulator ${limit}.`;
  if (warm > 0) return `${passed} ${many(warm, 'environment')} still warm. This simulator ${limit}.`;
  return `${passed} There was no environment: ${COLD} anyway.`;
}
