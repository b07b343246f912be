import { siteUrl } from '../site.ts';
import type { SourceFile } from './lab.ts';

/** When the learner may see the solution of a lab; `afterAttempts` counts how often the checks ran. */
export type SolutionPolicy = 'always' | 'after-pass' | 'never' | { afterAttempts: number };

/** Whether the solution may be shown by now. Who passed may see it, unless it is never shown. */
export function maySeeSolution(
  policy: SolutionPolicy,
  { attempts, passed }: { attempts: number; passed: boolean },
): boolean {
  if (policy === 'never') return false;
  if (policy === 'always' || passed) return true;
  return policy !== 'after-pass' && attempts >= policy.afterAttempts;
}

/**
 * All files of the solution, which no page holds before it is asked for.
 * @throws with words for the learner when it does not arrive
 */
export async function loadSolution(slug: string): Promise<SourceFile[]> {
  const response = await fetch(siteUrl(`labs/${slug}/solution.json`)).catch(() => undefined);
  if (!response?.ok) throw new Error('The solution did not arrive. Look at your connection and try again.');
  return response.json();
}
