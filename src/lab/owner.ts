import type { Target } from '../targets/target.ts';

/** On what a lab made in a learner's own account; its value is the lab's id. Nothing without it is touched. */
const OWNER_TAG = 'lambda-workbook';

/** The tags that a function of a lab is created with. */
export const ownerTags = ({ kind }: Target, lab: string) =>
  kind === 'account' ? { Tags: { [OWNER_TAG]: lab } } : {};

/** Throws for a function that no lab made, which has to be left alone. */
export function mustBeOurs(functionName: string, tags: Record<string, string> | undefined) {
  if (tags?.[OWNER_TAG] !== functionName) throw new NotOurFunction(functionName);
}

class NotOurFunction extends Error {
  override name = 'NotOurFunction';
  constructor(functionName: string) {
    super(
      `This account already has a function named ${functionName} that the workbook did not make, so it was left alone. Rename or delete it, or use another region.`,
    );
  }
}
