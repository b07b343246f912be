import type { Lab, LabEvent } from '../../lab/lab.ts';
import type { Work } from '../../lab/work.ts';

const MOST_EVENTS = 20;
const LONGEST_NAME = 60;
/** Of all own events together: as much as a shared copy may weigh. */
const MOST_BYTES = 200_000;

const hasName = (name: string) => (event: LabEvent) => event.name === name;

/** Why an event of the learner's cannot be called `name`, in words; undefined when it can. `renamed` is its present name. */
export function whyNotNamed(lab: Lab, work: Work, name: string, renamed?: string): string | undefined {
  if (name.trim() === '') return 'Give the event a name.';
  if (/\p{C}/u.test(name)) return 'A name has no control or invisible characters. Type it anew.';
  if (name.length > LONGEST_NAME)
    return `A name has at most ${LONGEST_NAME} characters; this one has ${name.length}.`;
  if (lab.events.some(hasName(name))) return `This lab has an event “${name}” already. Choose another name.`;
  if (name !== renamed && work.ownEvents.some(hasName(name)))
    return `You have an event “${name}” already. Choose another name.`;
  return undefined;
}

/** Why no event of this text can be added, in words; undefined when it can. */
export function whyNotAdded({ ownEvents }: Work, text: string): string | undefined {
  if (ownEvents.length >= MOST_EVENTS)
    return `You have ${MOST_EVENTS} events of your own, which is the most a lab keeps. Delete one first.`;
  const bytes = new TextEncoder().encode(ownEvents.map((event) => event.text).join('') + text).length;
  if (bytes > MOST_BYTES)
    return `Your events would weigh ${Math.ceil(bytes / 1000)} kB together; a lab keeps ${MOST_BYTES / 1000} kB. Delete one first.`;
  return undefined;
}

/** The work with one more event of the learner's, chosen. */
export const withOwn = (work: Work, event: LabEvent): Work => ({
  ...work,
  event,
  ownEvents: [...work.ownEvents, event],
});

export const withOwnRenamed = (work: Work, from: string, to: string): Work => ({
  ...work,
  event: work.event.name === from ? { ...work.event, name: to } : work.event,
  ownEvents: work.ownEvents.map((event) => (event.name === from ? { ...event, name: to } : event)),
});

/** The work without one of the learner's events; the lab's first is chosen when that one was. */
export const withoutOwn = (lab: Lab, work: Work, name: string): Work => ({
  ...work,
  event: work.event.name === name ? (lab.events[0] ?? { name: 'empty', text: '{}' }) : work.event,
  ownEvents: work.ownEvents.filter((event) => event.name !== name),
});

/** The event of the gallery as the learner's own: the one that was taken before, or a new one under a free name. */
export function takenFromGallery(lab: Lab, work: Work, title: string, text: string): Work {
  const name = lab.events.some(hasName(title)) ? `${title} (gallery)` : title;
  const taken = work.ownEvents.find(hasName(name));
  return taken ? { ...work, event: taken } : withOwn(work, { name, text });
}
