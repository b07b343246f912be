import type { SavedAccount } from '../../src/cloud/account-state.ts';
import { type Cloud, createCloud } from '../../src/cloud/cloud.ts';
import { hostSettings } from '../../src/host/cloud.ts';
import type { Check } from '../../src/lab/check.ts';
import type { LabSettings, SourceFile } from '../../src/lab/lab.ts';
import type { Mistake } from '../../src/lab/mistake.ts';
import type { RunOutcome } from '../../src/lab/run.ts';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { targetOn } from '../../src/targets/simulator.ts';

export { targetOn };

/** An account as if on a machine so fast that no time passes: what a function comes to hangs on what it does, and on nothing else. */
export const freshCloud = async (seed = 1, saved?: SavedAccount): Promise<Cloud> =>
  createCloud({
    ...hostSettings(),
    realTime: () => 0,
    seed,
    startsAt: Date.UTC(2026, 10, 23, 10, 40),
    saved,
  });

export type FunctionSettings = Pick<
  LabSettings,
  'runtime' | 'handler' | 'memorySize' | 'timeout' | 'environment'
>;

export const HELLO: FunctionSettings = {
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  memorySize: 128,
  timeout: 3,
  environment: {},
};

export const asLab = (settings: FunctionSettings): LabSettings => ({
  ...SCRATCH,
  ...settings,
  id: 'function-under-test',
});

/** Deploys `files` as one new function and invokes it with each event in turn. */
export async function runFiles(
  settings: FunctionSettings,
  files: readonly SourceFile[],
  eventTexts: readonly string[],
  cloud?: Cloud,
): Promise<RunOutcome[]> {
  const session = createLabSession(asLab(settings), targetOn(cloud ?? (await freshCloud())), async () => []);
  const outcomes: RunOutcome[] = [];
  for (const eventText of eventTexts) outcomes.push(await session.run(files, eventText));
  return outcomes;
}

/** The same for one `index.mjs`. */
export const runHandler = (
  code: string,
  events: readonly unknown[] = [{}],
  settings: Partial<FunctionSettings> = {},
) =>
  runFiles(
    { ...HELLO, ...settings },
    [{ path: 'index.mjs', text: code }],
    events.map((event) => JSON.stringify(event)),
  );

/** Judges `files` with `checks` on a fresh account. */
export async function judge(
  lab: LabSettings,
  files: readonly SourceFile[],
  checks: readonly Check[],
  mistakes: readonly Mistake[] = [],
) {
  const target = targetOn(await freshCloud());
  return createLabSession(
    lab,
    target,
    async () => checks,
    async () => mistakes,
  ).check(files);
}
