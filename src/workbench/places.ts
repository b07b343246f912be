import type { Command } from './chords.ts';

type Place = Extract<Command, 'failing' | 'brief' | 'code' | 'output'>;

const CODE = [
  '.wb-monaco[data-open="true"] [role="textbox"]',
  '.wb-monaco[data-open="true"] textarea',
  '.wb-plain',
  '.wb-still',
].join();

const MISSING = {
  failing: 'No check fails. Press Check to run the checks.',
  brief: 'This page has no task for this lab.',
  code: 'There is no code to go to yet.',
  output: 'There is no output to go to yet.',
} satisfies Record<Place, string>;

/** Moves the focus to a place of the lab, and says so where there is none. */
export function goTo(place: Place, lab: HTMLElement, say: (said: string) => void) {
  // What was just chosen is drawn first.
  requestAnimationFrame(() => {
    const found = find(place, lab);
    if (!found) return say(MISSING[place]);
    if (found instanceof HTMLDetailsElement) found.open = true;
    const focused = found instanceof HTMLDetailsElement ? found.querySelector('summary') : found;
    focused?.focus();
  });
}

function find(place: Place, lab: HTMLElement): HTMLElement | undefined {
  switch (place) {
    case 'failing':
      return nextFailing(lab);
    case 'brief': {
      const slug = lab.closest<HTMLElement>('[data-lab]')?.dataset.lab ?? '';
      return document.querySelector<HTMLElement>(`[data-brief="${CSS.escape(slug)}"]`) ?? undefined;
    }
    case 'code':
      return [...lab.querySelectorAll<HTMLElement>(CODE)].find((element) => element.checkVisibility());
    case 'output':
      return lab.querySelector<HTMLElement>('.wb-output [role="tabpanel"]:not([hidden])') ?? undefined;
  }
}

/** The failing check after the one that has the focus, and after the last the first again. */
function nextFailing(lab: HTMLElement): HTMLElement | undefined {
  const failing = [...lab.querySelectorAll<HTMLElement>('.wb-checks [data-kind]:not([data-kind="pass"])')];
  const at = failing.findIndex((check) => check.contains(document.activeElement));
  return failing[(at + 1) % failing.length];
}
