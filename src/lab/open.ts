import { openSandbox } from '../sandbox/frame.ts';
import { simulatorTarget } from '../targets/simulator.ts';
import type { Check } from './check.ts';
import type { LabSettings } from './lab.ts';
import { createLabSession, type LabSession } from './session.ts';

const checkModules = import.meta.glob<{ checks: readonly Check[] }>('../../labs/*/checks.ts');

/** A session on the simulated account of this page; each lab has an account of its own. */
export async function openLabSession(lab: LabSettings & { slug: string }): Promise<LabSession> {
  const target = simulatorTarget(openSandbox());
  return createLabSession(lab, target, async () => {
    const load = checkModules[`../../labs/${lab.slug}/checks.ts`];
    if (!load) throw new Error(`The lab ${lab.slug} has no checks.ts.`);
    return (await load()).checks;
  });
}
