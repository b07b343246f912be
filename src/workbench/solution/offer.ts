import { maySeeSolution, type SolutionPolicy } from '../../lab/solution.ts';

/** How far a learner is with a lab: how often its checks ran, and whether all of them ever passed. */
export interface Effort {
  attempts: number;
  passed: boolean;
}

/** Whether the solution is there to be opened; `when` is said beside its name. */
export type Offer = { kind: 'none' } | { kind: 'open' } | { kind: 'later'; when: string };

/** What the instructor's policy comes to for this learner now. */
export function offerOf(policy: SolutionPolicy, effort: Effort): Offer {
  if (policy === 'never') return { kind: 'none' };
  if (maySeeSolution(policy, effort)) return { kind: 'open' };
  if (typeof policy !== 'object') return { kind: 'later', when: 'after you passed' };
  const { afterAttempts } = policy;
  const checks = afterAttempts === 1 ? 'after 1 check' : `after ${afterAttempts} checks`;
  const left = afterAttempts - effort.attempts;
  return { kind: 'later', when: left < afterAttempts ? `${checks}: ${left} more` : checks };
}
