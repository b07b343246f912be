import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from './check.ts';
import { Refused } from './refused.ts';

/** The checks of the lab in `folder`, as Node.js runs them. @throws Refused */
export async function readChecks(folder: string): Promise<readonly Check[]> {
  const file = join(folder, 'checks.ts');
  if (!existsSync(file))
    throw new Refused([{ file, message: 'is missing. Add it, with: export const checks: Check[].' }]);
  const refuse = (message: string) => new Refused([{ file, line: 1, message }]);
  const module = await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href).catch((error) => {
    throw refuse(`does not load: ${(error as Error).message}. It may import types only.`);
  });
  const { checks } = module as { checks?: readonly Check[] };
  if (!Array.isArray(checks) || checks.length === 0)
    throw refuse('exports no checks. Write: export const checks: Check[] = […], with at least one.');
  return checks;
}
