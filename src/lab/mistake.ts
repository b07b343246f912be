import type { CheckResult } from './check.ts';

/** A common wrong answer: known by exactly which checks fail. */
export interface Mistake {
  name: string;
  /** Ids of the checks that fail, throw or time out; all others pass. */
  fails: readonly string[];
  hint: string;
}

/** What tells the learner about the mistake that they probably made. */
export type MistakeFound = Pick<Mistake, 'name' | 'hint'>;

const FAILING = new Set(['fail', 'error', 'timeout']);

/** The mistake whose checks are exactly those that fail. */
export function findMistake(
  results: readonly CheckResult[],
  mistakes: readonly Mistake[],
): MistakeFound | undefined {
  const failing = new Set(results.filter(({ outcome }) => FAILING.has(outcome.kind)).map(({ id }) => id));
  const found = mistakes.find(
    ({ fails }) => fails.length === failing.size && fails.every((id) => failing.has(id)),
  );
  return found && { name: found.name, hint: found.hint };
}
