import type { Cloud } from '../../src/cloud/cloud.ts';
import type { LabSettings, SourceFile } from '../../src/lab/lab.ts';
import type { RunOutcome } from '../../src/lab/run.ts';
import { type FunctionSettings, freshCloud, HELLO, runFiles } from './simulate.ts';

const runtime = 'python3.14' as LabSettings['runtime'];

/** Deploys one `index.py`, with other files beside it, as a Python function and invokes it with each event in turn. */
export async function runPython(
  code: string,
  events: readonly unknown[] = [{}],
  settings: Partial<FunctionSettings> = {},
  others: readonly SourceFile[] = [],
  cloud?: Cloud,
): Promise<RunOutcome[]> {
  const account = cloud ?? (await freshCloud());
  const outcomes = await runFiles(
    { ...HELLO, runtime, ...settings },
    [{ path: 'index.py', text: code }, ...others],
    events.map((event) => JSON.stringify(event)),
    account,
  );
  // Gives the interpreter back, so that the next run need not start one.
  await account.reclaim('function-under-test');
  return outcomes;
}
