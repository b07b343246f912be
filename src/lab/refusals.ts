import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import type { Lab } from './lab.ts';
import { LABS, labSlugs, readLab } from './read.ts';
import { readStartingAccount } from './read-account.ts';
import { readChecks } from './read-checks.ts';
import { type MistakeOnDisk, readMistakes } from './read-mistakes.ts';
import { type Problem, Refused } from './refused.ts';
import { endOfRuntime } from './runtime-dates.ts';
import { readSources } from './sources.ts';
import type { StartingAccount } from './starting-account.ts';
import { lineOfKey } from './yaml.ts';

/** A lab with all that proves it, free of anything the build refuses. */
export interface WholeLab {
  lab: Lab;
  checks: readonly Check[];
  mistakes: readonly MistakeOnDisk[];
  account: StartingAccount;
}

/**
 * Reads everything of one lab and holds it together.
 * @throws Refused with file, line and remedy for whatever does not fit
 */
export async function readWholeLab(slug: string, root = LABS, today = new Date()): Promise<WholeLab> {
  const lab = readLab(slug, root);
  const folder = join(root, slug);
  const layout = layoutProblems(folder);
  if (layout.length > 0) throw new Refused(layout);
  const account = readStartingAccount(lab, root);
  const mistakes = readMistakes(folder);
  const checks = await readChecks(folder);
  const problems = [
    ...runtimeProblems(lab, folder, today),
    ...readOnlyProblems(lab, folder),
    ...checkProblems(checks, folder),
    ...mistakeProblems(mistakes, checks, folder),
  ];
  if (problems.length > 0) throw new Refused(problems);
  return { lab, checks, mistakes, account };
}

/** Reads all labs. @throws Refused with the problems of all of them at once */
export async function readWholeLabs(root = LABS, today = new Date()): Promise<WholeLab[]> {
  const problems: Problem[] = [];
  const labs: WholeLab[] = [];
  for (const slug of labSlugs(root))
    try {
      const whole = await readWholeLab(slug, root, today);
      const twin = labs.find(({ lab }) => lab.id === whole.lab.id);
      if (twin) problems.push(sameId(whole.lab, twin.lab, root));
      labs.push(whole);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push(...error.problems);
    }
  if (problems.length > 0) throw new Refused(problems);
  return labs;
}

function sameId(lab: Lab, twin: Lab, root: string): Problem {
  const file = join(root, lab.slug, 'lab.yaml');
  return {
    file,
    line: lineOfKey(file, 'id'),
    message: `id: "${lab.id}" is also the id of ${join(root, twin.slug)}. Drafts hang on it: give the newer of the two labs another.`,
  };
}

const PARTS = ['lab.yaml', 'brief.mdx', 'checks.ts', 'starter', 'solution', 'account', 'events', 'mistakes'];
const REQUIRED: Readonly<Record<string, string>> = {
  'brief.mdx': 'Write the task there, as an ordered list of steps.',
  solution: 'Put the files there that differ from the starter.',
};

function layoutProblems(folder: string): Problem[] {
  const found = readdirSync(folder);
  const unknown = found
    .filter((name) => !PARTS.includes(name))
    .map((name) => ({
      file: join(folder, name),
      message: `is no part of a lab. Remove it, or move it into one of: ${PARTS.join(', ')}.`,
    }));
  const missing = Object.entries(REQUIRED)
    .filter(([name]) => !found.includes(name))
    .map(([name, remedy]) => ({ file: join(folder, name), message: `is missing. ${remedy}` }));
  const mistakes = join(folder, 'mistakes');
  const stray = existsSync(mistakes) ? readdirSync(mistakes, { withFileTypes: true }) : [];
  return [
    ...unknown,
    ...missing,
    ...stray
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => ({
        file: join(mistakes, name),
        message:
          'is no mistake. Give each mistake a folder of its own, with mistake.yaml and the files that differ.',
      })),
  ];
}

function runtimeProblems({ runtime }: Lab, folder: string, today: Date): Problem[] {
  const file = join(folder, 'lab.yaml');
  const message = endOfRuntime(runtime, today);
  return message ? [{ file, line: lineOfKey(file, 'runtime'), message: `runtime: ${message}` }] : [];
}

function readOnlyProblems({ files, starter }: Lab, folder: string): Problem[] {
  const file = join(folder, 'lab.yaml');
  const solution = readSources(join(folder, 'solution'));
  const has = (sources: typeof starter, path: string) => sources.some((source) => source.path === path);
  return files.readOnly.flatMap((path) => {
    const line = lineOf(readFileSync(file, 'utf8'), path, lineOfKey(file, 'files'));
    if (!has(starter, path))
      return [
        {
          file,
          line,
          message: `files.readOnly: "${path}" is not in ${join(folder, 'starter')}. Name one of: ${starter.map((source) => source.path).join(', ')}.`,
        },
      ];
    return has(solution, path)
      ? [
          {
            file,
            line,
            message: `files.readOnly: the solution changes "${path}", which the learner cannot. Remove ${join(folder, 'solution', path)}, or let the learner write.`,
          },
        ]
      : [];
  });
}

function checkProblems(checks: readonly Check[], folder: string): Problem[] {
  const file = join(folder, 'checks.ts');
  const text = readFileSync(file, 'utf8');
  const steps = readFileSync(join(folder, 'brief.mdx'), 'utf8').match(/^\d+\. /gm)?.length ?? 0;
  return checks.flatMap((check, index) => {
    const { id, step, title, hints } = check;
    const isTwin = checks.findIndex((other) => other.id === id) < index;
    const line = lineOf(text, id, 1, isTwin);
    const wrong = [
      isTwin && `the id "${id}" is taken by an earlier check. Give this one another.`,
      !title.trim() && `the check "${id}" has no title. Say what it proves.`,
      hints.length === 0 &&
        `the check "${id}" has no hint. Write at least one, from a nudge to nearly the answer.`,
      hints.some((hint) => !hint.trim()) && `the check "${id}" has an empty hint. Write it, or remove it.`,
      !(Number.isInteger(step) && step >= 1 && step <= steps) &&
        `the check "${id}" proves step ${step}, but ${join(folder, 'brief.mdx')} has ${steps} steps. Name one of them, or write that step.`,
    ];
    return wrong.flatMap((message) => (message ? [{ file, line, message }] : []));
  });
}

function mistakeProblems(
  mistakes: readonly MistakeOnDisk[],
  checks: readonly Check[],
  folder: string,
): Problem[] {
  const ids = checks.map(({ id }) => id);
  const key = ({ fails }: MistakeOnDisk) => [...fails].sort().join();
  return mistakes.flatMap((mistake, index) => {
    const file = join(folder, 'mistakes', mistake.name, 'mistake.yaml');
    const line = lineOfKey(file, 'fails');
    const twin = mistakes.slice(0, index).find((other) => key(other) === key(mistake));
    const unknown = mistake.fails.filter((id) => !ids.includes(id));
    return [
      ...unknown.map((id) => ({
        file,
        line: lineOf(readFileSync(file, 'utf8'), id, line),
        message: `fails: there is no check "${id}". Name one of: ${ids.join(', ')}.`,
      })),
      ...(twin
        ? [
            {
              file,
              line,
              message: `fails: the same checks as those of "${twin.name}", so that nothing tells the two apart. Add a check that does, or remove one of them.`,
            },
          ]
        : []),
      ...(mistake.files.length === 0
        ? [
            {
              file,
              line: 1,
              message:
                'makes no mistake: no file lies beside it. Put those there that differ from the starter.',
            },
          ]
        : []),
    ];
  });
}

/** The line of the first, or the last, place where `word` stands alone; `otherwise` where it nowhere does. */
function lineOf(text: string, word: string, otherwise: number, last = false): number {
  const pattern = new RegExp(`(?<![\\w/-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w/-])`);
  const lines = text.split('\n');
  const index = last
    ? lines.findLastIndex((line) => pattern.test(line))
    : lines.findIndex((line) => pattern.test(line));
  return index < 0 ? otherwise : index + 1;
}
