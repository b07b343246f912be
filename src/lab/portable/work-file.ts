import * as z from 'zod/mini';
import type { KeptAnswer } from '../../quiz/kept-answers.ts';
import { readStored } from '../draft-record.ts';
import { type LabProgress, labProgress } from '../progress.ts';

const FORMAT = 'lambda-workbook';
const VERSION = 1;
/** Bytes. What is larger is refused before it is read. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/** A chapter's answers, by the ids of their questions. */
export type Answers = readonly (readonly [question: string, answer: KeptAnswer])[];

/** A learner's work, as a file carries it and as the browser keeps it: by the ids of labs and chapters. */
export interface KeptWork {
  /** Not validated: `readStored` says what a draft is. */
  drafts: ReadonlyMap<string, unknown>;
  labs: ReadonlyMap<string, LabProgress>;
  answers: ReadonlyMap<string, Answers>;
}

export type WorkFileRead =
  /** `savedAt` in ms since 1970 */
  | { kind: 'work'; work: KeptWork; savedAt: number }
  /** `why` is a sentence for who opened the file. */
  | { kind: 'refused'; why: string };

const id = z.string().check(z.regex(/^[a-z0-9-]{1,100}$/));
const isId = (key: string) => id.safeParse(key).success;
const count = z.int().check(z.minimum(0));
/** No later than a date can say. */
const instant = z.int().check(z.minimum(0), z.maximum(8.64e15));
const answer = z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(50));

const fileSchema = z.object({
  savedAt: instant,
  labs: z.array(
    z.object({
      id,
      progress: z.optional(
        z.extend(labProgress, {
          revision: count,
          attempts: count,
          checks: count,
          passedRevision: z.optional(count),
          updatedAt: instant,
        }),
      ),
      draft: z.optional(z.unknown()),
    }),
  ),
  chapters: z.array(z.object({ id, answers: z.array(z.object({ question: id, answer })) })),
});

/** The text of a file that carries `work`, without the steps of undo; `unreadable` are labs whose drafts stay behind. */
export function writeWorkFile(work: KeptWork, savedAt: number): { text: string; unreadable: string[] } {
  const unreadable: string[] = [];
  const draftOf = (lab: string) => {
    const stored = work.drafts.get(lab);
    if (stored === undefined) return undefined;
    const read = readStored(stored);
    if (read.kind === 'draft') return { ...read.draft, undo: [], offered: false };
    unreadable.push(lab);
    return undefined;
  };
  const ids = [...new Set([...work.labs.keys(), ...work.drafts.keys()])].filter(isId).sort();
  const labs = ids.map((lab) => ({ id: lab, progress: work.labs.get(lab), draft: draftOf(lab) }));
  const chapters = [...work.answers]
    .filter(([chapter]) => isId(chapter))
    .map(([chapter, answers]) => ({
      id: chapter,
      answers: answers.flatMap(([question, given]) =>
        isId(question) && answer.safeParse(given).success ? [{ question, answer: given }] : [],
      ),
    }));
  const file = { format: FORMAT, version: VERSION, savedAt, labs, chapters };
  return { text: `${JSON.stringify(file, null, 1)}\n`, unreadable };
}

/** Reads the text of a file, which anyone may have written; never throws. */
export function readWorkFile(text: string): WorkFileRead {
  if (text.length > LARGEST_FILE) return tooLarge;
  const file = readJson(text);
  if (file === undefined) return refused('It is not a JSON file, or only a part of one.');
  const { format, version } = (file ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) return refused('It was not saved by this workbook.');
  if (typeof version === 'number' && version > VERSION)
    return refused('It was saved by a newer version of this workbook. Reload this page and try again.');
  const parsed = fileSchema.safeParse(file);
  if (version !== VERSION || !parsed.success) return refused(DAMAGED);
  const { labs, chapters, savedAt } = parsed.data;
  const isTwice = (all: readonly { id: string }[]) => new Set(all.map(({ id }) => id)).size < all.length;
  if (isTwice(labs) || isTwice(chapters)) return refused(DAMAGED);
  const work: KeptWork = {
    drafts: new Map(labs.flatMap(({ id, draft }) => (draft === undefined ? [] : [[id, draft]]))),
    labs: new Map(labs.flatMap(({ id, progress }) => (progress ? [[id, progress]] : []))),
    answers: new Map(
      chapters.map(({ id, answers }) => [id, answers.map(({ question, answer }) => [question, answer])]),
    ),
  };
  return { kind: 'work', work, savedAt };
}

const DAMAGED = 'It is damaged: what it holds is not what this workbook saves.';

const refused = (reason: string): WorkFileRead => ({
  kind: 'refused',
  why: `This file cannot be opened. ${reason} Nothing has changed.`,
});

/** What is said of a file of more than `LARGEST_FILE` bytes. */
export const tooLarge = refused('It is larger than 5 MB, more than this workbook saves.');

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
