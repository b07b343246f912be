/** How far a learner is with a lab. */
export type LabStanding =
  | { kind: 'untried' }
  | { kind: 'passed' }
  /** All its checks passed, on a revision that has been changed since. */
  | { kind: 'passed-before' }
  /** Its checks ran on this revision, and some did not pass. */
  | { kind: 'tried'; passed: number };

/** What was kept when the lab's checks last ran. */
interface Kept {
  revision: number;
  passed: readonly string[];
  passedRevision?: number | undefined;
}

/** Holds what was kept to the lab as it is now; `checks` are the ids of its checks. */
export function labStanding(
  lab: { revision: number; checks: readonly string[] },
  kept: Kept | undefined,
): LabStanding {
  if (!kept) return { kind: 'untried' };
  if (kept.passedRevision === lab.revision) return { kind: 'passed' };
  if (kept.passedRevision !== undefined) return { kind: 'passed-before' };
  const passed = kept.revision === lab.revision ? kept.passed.filter((id) => lab.checks.includes(id)) : [];
  return { kind: 'tried', passed: passed.length };
}
