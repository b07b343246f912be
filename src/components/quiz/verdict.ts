import type { Verdict } from '../../quiz/judge.ts';

const ICONS = { right: 'm5 12.5 4.5 4.5L19 7.5', wrong: 'M7 7l10 10M17 7 7 17' };

/** Says the verdict in the live region, with the explanations of what was given, and with `ran`, what a function returned. */
export function showVerdict(form: HTMLFormElement, verdict: Verdict, ran?: Node) {
  const status = form.querySelector('[role=status]')!;
  const said = document.createElement('p');
  said.textContent = verdict.say;
  status.replaceChildren(said);
  if (verdict.kind === 'open') return;
  said.className = `quiz-${verdict.kind}`;
  said.prepend(icon(ICONS[verdict.kind]));

  const entries = form.querySelectorAll('.quiz-answers dl > div');
  const explained = verdict.explain.map((index) => entries[index]!);
  if (ran) status.append(ran);
  status.append(...(isPlain(form, explained) ? explained.map(paragraph) : [list(explained)]));
  form.querySelector<HTMLElement>('[type=reset]')!.hidden = false;
  offerAnswers(form, verdict.kind === 'right' || ran !== undefined, explained.length === entries.length);
}

/** Says something in the place of a verdict: to those who listen what the others have seen, or, if `visible`, to all. */
export function announce(form: HTMLFormElement, text: string, { visible = false } = {}) {
  const said = document.createElement('p');
  said.className = visible ? '' : 'sr-only';
  said.textContent = text;
  form.querySelector('[role=status]')!.replaceChildren(said);
}

/** Takes back what was said about an answer that is no longer the one given. */
export function clearVerdict(form: HTMLFormElement) {
  form.querySelector('[role=status]')!.replaceChildren();
}

/** Puts a question back as it was before any answer. */
export function forgetVerdict(form: HTMLFormElement) {
  clearVerdict(form);
  form.querySelector<HTMLElement>('[type=reset]')!.hidden = true;
  const answers = form.querySelector<HTMLDetailsElement>('.quiz-answers')!;
  answers.open = false;
  delete answers.dataset.offered;
}

function offerAnswers(form: HTMLFormElement, known: boolean, allSaid: boolean) {
  const answers = form.querySelector<HTMLDetailsElement>('.quiz-answers')!;
  answers.dataset.offered = String(!(known && allSaid));
  answers.querySelector('summary')!.textContent = known ? 'All explanations' : 'Show the answer';
}

/** Whether an explanation stands by itself: it is the only one, and the form still shows what was chosen or typed. */
const isPlain = (form: HTMLFormElement, explained: readonly Element[]) =>
  explained.length === 1 && form.querySelector('[type=radio], [type=text]') !== null;

function list(entries: readonly Element[]): Element {
  const dl = document.createElement('dl');
  dl.append(...entries.map((entry) => entry.cloneNode(true)));
  return dl;
}

function paragraph(entry: Element): Element {
  const p = document.createElement('p');
  p.append(...entry.querySelector('dd')!.cloneNode(true).childNodes);
  return p;
}

function icon(path: string): Element {
  const template = document.createElement('template');
  template.innerHTML = `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="${path}"/></svg>`;
  return template.content.firstElementChild!;
}
