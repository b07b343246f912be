import type { Lab, LabEvent, SourceFile } from './lab.ts';

/** What the learner made of a lab: what a draft keeps. */
export interface Work {
  /** In the learner's order. */
  files: readonly SourceFile[];
  event: LabEvent;
  /** Events of the learner's own making; one with the name of a lab's is what they made of that. */
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

/** Of the learner's events, those that are none of the lab's. */
export const isOwn = (lab: Lab) => (event: LabEvent) => !lab.events.some(({ name }) => name === event.name);

/** The work with what the learner made of the chosen event among their own, so that another can be chosen. */
export function keepingEvent(lab: Lab, work: Work): Work {
  const { event } = work;
  const isAsGiven = lab.events.some(({ name, text }) => name === event.name && text === event.text);
  if (isAsGiven) return { ...work, ownEvents: work.ownEvents.filter(({ name }) => name !== event.name) };
  const known = work.ownEvents.some(({ name }) => name === event.name);
  const ownEvents = known
    ? work.ownEvents.map((own) => (own.name === event.name ? event : own))
    : [...work.ownEvents, event];
  return { ...work, ownEvents };
}

/** What the step back from 'notes.mjs deleted' is called, and the step back from that. */
export const turned = (why: string): string =>
  why.startsWith('Undone: ') ? `Redone: ${why.slice(8)}` : `Undone: ${why.replace(/^Redone: /, '')}`;
