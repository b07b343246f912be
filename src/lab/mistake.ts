import type { CheckOutcome, CheckResult } from './check.ts';

/** A common wrong answer: known by exactly which checks fail, and by what one of them finds. */
export interface Mistake {
  name: string;
  /** Ids of the checks that fail, throw or time out; all others pass. */
  fails: readonly string[];
  /** Words that one of them finds, where other code fails the same checks, as the starter may. */
  finding?: string | undefined;
  hint: string;
}

/** What tells the learner about the mistake that they probably made. */
export type MistakeFound = Pick<Mistake, 'name' | 'hint'>;

const FAILING = new Set(['fail', 'error', 'timeout']);

/** The mistake whose checks are exactly those that fail, for the reason that it gives. */
export function findMistake(
  results: readonly CheckResult[],
  mistakes: readonly Mistake[],
): MistakeFound | undefined {
  const failing = results.filter(({ outcome }) => FAILING.has(outcome.kind));
  const ids = new Set(failing.map(({ id }) => id));
  const found = mistakes.find(
    ({ fails, finding = '' }) =>
      fails.length === ids.size &&
      fails.every((id) => ids.has(id)) &&
      failing.some(({ outcome }) => foundBy(outcome).includes(finding)),
  );
  return found && { name: found.name, hint: found.hint };
}

function foundBy(outcome: CheckOutcome): string {
  if (outcome.kind === 'fail') return outcome.actual;
  return outcome.kind === 'error' ? outcome.failure.errorMessage : '';
}
