import type { CheckResult } from './check.ts';
import type { SourceFile } from './lab.ts';
import type { RunOutcome } from './run.ts';

/** A lab with a Lambda behind it. Functions stay deployed between runs, so the second run finds a warm environment. */
export interface LabSession {
  /** Deploys `files` if they changed since the last run, and invokes the function with `eventText` (JSON). */
  run(files: readonly SourceFile[], eventText: string): Promise<RunOutcome>;
  /** Deploys `files` and judges them; `refused` when they cannot be deployed. */
  check(
    files: readonly SourceFile[],
  ): Promise<{ kind: 'judged'; results: CheckResult[] } | Extract<RunOutcome, { kind: 'refused' }>>;
}
