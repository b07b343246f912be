import type { SimulatorTarget } from '../targets/simulator.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import type { RunOutcome } from './run.ts';
import { createLabSession, type LabSession } from './session.ts';

/** Settings for code that belongs to no lab: Lambda's own defaults. */
export const SCRATCH: LabSettings = {
  id: 'scratch',
  revision: 1,
  title: 'Scratch',
  summary: 'Code that belongs to no lab.',
  minutes: 1,
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  memorySize: 128,
  timeout: 3,
  environment: {},
  goals: ['run'],
  files: { readOnly: [], mayAdd: true, mayDelete: true },
  targets: ['simulator'],
  sdk: [],
};

/** A session for code that belongs to no lab. */
export const scratchSession = (
  target: SimulatorTarget,
  settings: Pick<LabSettings, 'id'> & Partial<LabSettings>,
): LabSession => createLabSession({ ...SCRATCH, ...settings }, target, async () => []);

/** Deploys `code` as one new function named `id`, and invokes it with each event (JSON) in turn. */
export async function runScratch(
  target: SimulatorTarget,
  id: string,
  code: string,
  events: readonly string[],
): Promise<RunOutcome[]> {
  const session = scratchSession(target, { id });
  const files: SourceFile[] = [{ path: 'index.mjs', text: code }];
  const outcomes: RunOutcome[] = [];
  for (const event of events) outcomes.push(await session.run(files, event));
  return outcomes;
}
