import { z } from 'zod';
import { workbook } from '../../workbook.config.ts';
import { Refused } from './refused.ts';
import type { SolutionPolicy } from './solution.ts';

const policySchema = z.union([
  z.enum(['always', 'after-pass', 'never']),
  z.strictObject({ afterAttempts: z.int().min(1) }),
]);

/** Reads `labs.solution` of the workbook's settings. @throws Refused */
export function readSolutionPolicy(written: unknown): SolutionPolicy {
  const parsed = policySchema.safeParse(written);
  if (parsed.success) return parsed.data;
  throw new Refused([
    {
      file: 'workbook.config.ts',
      message: `labs.solution: ${JSON.stringify(written) ?? 'nothing'} is no policy. Write 'always', 'after-pass', 'never' or { afterAttempts: n }, with n a whole number from 1.`,
    },
  ]);
}

/** What the instructor chose. */
export const solutionPolicy = readSolutionPolicy(workbook.labs.solution);
