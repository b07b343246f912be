import type { DraftRecord } from '../../../src/lab/draft-record.ts';
import type { Shelf, Shelves } from '../../../src/lab/portable/carry-out.ts';
import type { Catalogue } from '../../../src/lab/portable/plan.ts';
import type { KeptWork } from '../../../src/lab/portable/work-file.ts';
import type { LabProgress } from '../../../src/lab/progress.ts';

export const NOW = Date.UTC(2026, 10, 25);

export const catalogue: Catalogue = {
  labs: [{ id: 'hello', title: 'Hello', revision: 2 }],
  chapters: [{ id: 'features', title: 'Features', isRight: (_, [given]) => given === 'right' }],
};

export const draft = (code: string, updatedAt = NOW - 1000, path = 'index.mjs'): DraftRecord => ({
  version: 2,
  revision: 2,
  updatedAt,
  files: [{ path, text: code }],
  event: { name: 'mine', text: '{}' },
  ownEvents: [{ name: 'mine', text: '{}' }],
  passed: ['a'],
  undo: [],
  offered: false,
});

export const progress = (changed: Partial<LabProgress> = {}): LabProgress => ({
  revision: 2,
  attempts: 3,
  passed: ['a'],
  checks: 2,
  updatedAt: NOW - 1000,
  ...changed,
});

/** Work of one lab and one chapter; what is not given is not there. */
export const work = (parts: {
  draft?: unknown;
  progress?: LabProgress;
  answers?: Record<string, string>;
  lab?: string;
}): KeptWork => {
  const lab = parts.lab ?? 'hello';
  const answers = Object.entries(parts.answers ?? {}).map(
    ([question, given]) => [question, [given]] as const,
  );
  return {
    drafts: new Map(parts.draft === undefined ? [] : [[lab, parts.draft]]),
    labs: new Map(parts.progress ? [[lab, parts.progress]] : []),
    answers: new Map(parts.answers ? [['features', answers]] : []),
  };
};

const shelf = (kept: ReadonlyMap<string, unknown>): Shelf & { kept: Map<string, unknown> } => {
  const values = new Map(kept);
  return {
    kept: values,
    read: async () => new Map(values),
    write: async (changes) => {
      for (const [key, value] of changes)
        if (value === undefined) values.delete(key);
        else values.set(key, structuredClone(value));
    },
  };
};

/** Stand-ins for what a browser keeps. */
export function shelvesOf({ drafts, labs, answers }: KeptWork) {
  let journal: Awaited<ReturnType<Shelves['journal']['read']>>;
  return {
    drafts: shelf(drafts),
    labs: shelf(labs),
    answers: shelf(answers),
    journal: {
      read: async () => journal,
      write: async (written: typeof journal) => {
        journal = written;
      },
    },
  };
}
