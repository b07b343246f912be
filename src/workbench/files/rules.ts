import type { Lab, SourceFile } from '../../lab/lab.ts';

/** Whether the lab lets its learner see a file but not change it. */
export const isReadOnly = (lab: Lab, path: string) => lab.files.readOnly.includes(path);

/** What is the learner's own may always go; what the lab brought only where the lab allows it. */
const mayGo = (lab: Lab, path: string) =>
  !isReadOnly(lab, path) && (lab.files.mayDelete || !lab.starter.some((file) => file.path === path));

/** Whether anything can be done with the files beyond writing in them. */
export const manages = (lab: Lab, files: readonly SourceFile[]) =>
  lab.files.mayAdd || files.some(({ path }) => mayGo(lab, path));

/** Why a file must stay as it is called, or undefined when it can be renamed and deleted. */
export function whyItStays(lab: Lab, path: string, files: readonly SourceFile[]): string | undefined {
  if (isReadOnly(lab, path)) return `${path} is read-only: the lab needs it as it is.`;
  if (!mayGo(lab, path)) return `${path} belongs to the lab: it can be changed, but not deleted.`;
  if (files.length === 1 && !lab.files.mayAdd) return `${path} is the function’s only file.`;
  return undefined;
}
