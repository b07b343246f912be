import type { Lab, LabEvent, SourceFile } from './lab.ts';

/** What the learner made of a lab: what a draft keeps. */
export interface Work {
  /** In the learner's order. */
  files: readonly SourceFile[];
  event: LabEvent;
  /** Events of the learner's own making, beside those of the lab. */
  ownEvents: readonly LabEvent[];
  /** Ids of the checks that passed when they last ran. */
  passed: readonly string[];
}

/** Work that other work took the place of, and what was done then, as in 'notes.mjs deleted'. */
export interface PutAway {
  work: Work;
  why: string;
}

/** A lab as it begins. */
export const freshWork = (lab: Lab): Work => ({
  files: lab.starter,
  event: lab.events[0] ?? { name: 'empty', text: '{}' },
  ownEvents: [],
  passed: [],
});

export const isUntouched = (lab: Lab, work: Work) => JSON.stringify(work) === JSON.stringify(freshWork(lab));
