import type { Fate, Plan, PlanItem } from '../../lab/portable/plan.ts';

const NAMED = 5;
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A date in ms since 1970, as in '25 Nov 2026, 16:02'. */
export const inWords = (date: number) => dates.format(date);

/** Fills `list` with what would become of everything in the file; what can be chosen has a checkbox. */
export function showPlan(list: HTMLElement, { items, unknown }: Plan) {
  list.replaceChildren(...items.map(row));
  if (unknown.length === 0) return;
  const names = unknown.slice(0, NAMED).join(', ');
  const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
  list.append(
    element('li', [
      element('b', ['Not in this workbook']),
      element('span', [`${names}${more}: left in the file`]),
    ]),
  );
}

/** The numbers of the items that are ticked. */
export const ticked = (list: HTMLElement): number[] =>
  [...list.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => Number(value));

const THING = { drafts: 'code', labs: 'checks', answers: 'answers' };

function row({ place, title, fate, change }: PlanItem, index: number): HTMLElement {
  const name = element('b', [`${title} — ${THING[place]}`]);
  const words = element('span', [fateInWords(fate)]);
  if (!change) return element('li', [name, words]);
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.value = String(index);
  box.checked = fate.kind !== 'older';
  return element('li', [element('label', [box, name, words])]);
}

function fateInWords(fate: Fate): string {
  switch (fate.kind) {
    case 'new':
      return 'New here';
    case 'joined':
      return 'Added to yours: what you passed or answered right stays';
    case 'replaces':
      return `Of ${inWords(fate.theirs)}, replaces yours of ${inWords(fate.yours)}, which Undo in the lab brings back`;
    case 'older':
      return `Of ${inWords(fate.theirs)}, older than yours of ${inWords(fate.yours)}: yours stays unless you tick this`;
    case 'same':
      return 'Nothing new in it: yours stays as it is';
    case 'damaged':
      return 'Cannot be used: it is damaged, or of a newer version of this workbook';
    case 'untouchable':
      return 'Yours is of a newer version of this workbook, or damaged: it is left as it is';
  }
}

/** Texts become text, never markup: a file can say anything. */
function element(tag: string, children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}
