import { isBeside } from '../../lab/deployment-package.ts';
import type { Lab, SourceFile } from '../../lab/lab.ts';
import { pathProblem } from '../../lab/safe-path.ts';
import type { ShellFile } from '../../terminal/shell.ts';
import { nameProblem } from '../files/names.ts';
import { isReadOnly, whyItStays } from '../files/rules.ts';

/** UTF-16 units: what an editor still opens without a wait. */
const LONGEST_TEXT = 200_000;
const CODE = /\.([cm]?[jt]s|py|sh)$|(^|\/)bootstrap$/;

export const inShell = ({ path, text }: SourceFile): ShellFile => ({
  path,
  bytes: new TextEncoder().encode(text),
});

/** What the terminal is told of the learner's files, which were `before` when it was last told. */
export function sinceTold(before: readonly SourceFile[], now: readonly SourceFile[]) {
  const textOf = (files: readonly SourceFile[], wanted: string) =>
    files.find(({ path }) => path === wanted)?.text;
  return {
    changed: now.filter(({ path, text }) => textOf(before, path) !== text).map(inShell),
    removed: before.map(({ path }) => path).filter((path) => textOf(now, path) === undefined),
  };
}

/** What a command means for the learner's files. */
interface Taken {
  files: readonly SourceFile[];
  /** Of them, what the command wrote: the terminal has them so. */
  written: readonly SourceFile[];
  /** What was done, as in 'notes.mjs added in the terminal'; undefined when `files` are as they were. */
  why: string | undefined;
  /** Why something did not come over: one sentence each. */
  refused: readonly string[];
}

/**
 * Carries what a command did to files over to the learner's, by the rules of the lab. Of new files only code beside the
 * function's own comes over: what else a command writes stays in the terminal, and out of the deployment package.
 */
export function takeOver(
  lab: Lab,
  files: readonly SourceFile[],
  { changed, removed }: { changed: readonly ShellFile[]; removed: readonly string[] },
): Taken {
  const refused: string[] = [];
  const done: string[] = [];
  const written: SourceFile[] = [];
  let next = files;
  for (const { path, bytes } of changed) {
    const text = textIn(bytes);
    const known = next.find((file) => file.path === path);
    if (known) {
      if (text === known.text) written.push(known);
      else if (isReadOnly(lab, path)) refused.push(`${path} is read-only and was put back.`);
      else if (text === undefined) refused.push(`${path} would be no text for the editor and was put back.`);
      else {
        next = next.map((file) => (file === known ? { path, text } : file));
        written.push({ path, text });
        done.push(`${path} changed`);
      }
    } else if (text !== undefined && isWelcome(path, next)) {
      if (!lab.files.mayAdd) refused.push(`${path} stays in the terminal: this lab takes no more files.`);
      else {
        next = [...next, { path, text }];
        written.push({ path, text });
        done.push(`${path} added`);
      }
    }
  }
  for (const path of removed) {
    if (!next.some((file) => file.path === path)) continue;
    const why = next.length === 1 ? `${path} is the function’s only file.` : whyItStays(lab, path, next);
    if (why) refused.push(`${why} It was put back.`);
    else {
      next = next.filter((file) => file.path !== path);
      done.push(`${path} deleted`);
    }
  }
  const what = done.length > 1 ? `${done.length} files changed` : done[0];
  return { files: next, written, why: what && `${what} in the terminal`, refused };
}

function textIn(bytes: Uint8Array): string | undefined {
  if (bytes.length > LONGEST_TEXT) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether the editor takes a new file: code in a folder that the function's own is in, or where the lab keeps scripts and layers. */
function isWelcome(path: string, files: readonly SourceFile[]): boolean {
  const taken = files.map((file) => file.path);
  return (
    (isBeside({ path }) || (CODE.test(path) && taken.some((other) => folderOf(other) === folderOf(path)))) &&
    !pathProblem(path) &&
    !nameProblem(path, taken)
  );
}
