import { handlerFile, withoutHandler } from '../../lab/handler-file.ts';
import type { Lab, SourceFile } from '../../lab/lab.ts';
import { nameProblem } from '../files/names.ts';
import { isReadOnly, whyItStays } from '../files/rules.ts';

/** What the learner's files become, and what that changes. */
export interface Plan {
  files: SourceFile[];
  added: string[];
  changed: string[];
  removed: string[];
  /** Files that stay as they are against the zip, or of the zip that are left out; each with its reason. */
  apart: { path: string; why: string }[];
  /** What Lambda would say to an invocation of these files. */
  warning?: string;
}

/** Lays the files of a zip over the learner's, under the rules of the lab. */
export function planImport(lab: Lab, mine: readonly SourceFile[], theirs: readonly SourceFile[]): Plan {
  const apart: Plan['apart'] = [];
  const incoming = new Map(theirs.map(({ path, text }) => [path, text]));
  const files = mine.flatMap((file) => {
    const text = incoming.get(file.path);
    const why = whyItStays(lab, file.path, []);
    if (text === undefined) {
      if (why) apart.push({ path: file.path, why });
      return why ? [file] : [];
    }
    if (!isReadOnly(lab, file.path) || text === file.text) return [{ ...file, text }];
    apart.push({ path: file.path, why: why ?? '' });
    return [file];
  });
  for (const { path, text } of theirs) {
    if (mine.some((file) => file.path === path)) continue;
    const taken = files.map((file) => file.path);
    const why = lab.files.mayAdd ? nameProblem(path, taken) : 'This lab takes no further files.';
    if (why) apart.push({ path, why });
    else files.push({ path, text });
  }
  const before = new Map(mine.map(({ path, text }) => [path, text]));
  const paths = files.map(({ path }) => path);
  return {
    files,
    added: paths.filter((path) => !before.has(path)),
    changed: files.flatMap(({ path, text }) => (before.has(path) && before.get(path) !== text ? [path] : [])),
    removed: mine.flatMap(({ path }) => (paths.includes(path) ? [] : [path])),
    apart,
    ...(!handlerFile(lab, paths) && {
      warning: `Lambda looks for ${lab.handler} and would not find its file: every invocation ends with ${withoutHandler(lab)}.`,
    }),
  };
}
