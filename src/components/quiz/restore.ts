import { judge } from '../../quiz/judge.ts';
import { type KeptAnswer, keepAnswer, keptAnswers } from '../../quiz/kept-answers.ts';
import type { AnswerKey } from '../../quiz/key.ts';
import { arrange } from './order.ts';
import { showVerdict } from './verdict.ts';

const chapterOf = (form: HTMLFormElement) => form.closest<HTMLElement>('.quiz')!.dataset.chapter!;

/** Keeps what was given by its texts, so that it survives a new order of the options; nothing given forgets it. */
export function keep(form: HTMLFormElement, key: AnswerKey, given?: readonly string[]) {
  const texts = textsOf(form);
  const answer = key.type === 'text' ? given : given?.map((number) => texts[Number(number)]!);
  keepAnswer(chapterOf(form), form.dataset.question!, answer);
}

/** Shows the answers of an earlier visit with their verdicts. They are not announced: nobody has just given them. */
export function restore(quiz: HTMLElement) {
  for (const [question, answer] of keptAnswers(quiz.dataset.chapter!)) {
    const form = quiz.querySelector<HTMLFormElement>(`form[data-question="${CSS.escape(question)}"]`);
    if (form) restoreOne(form, answer);
  }
}

function restoreOne(form: HTMLFormElement, answer: KeptAnswer) {
  const key: AnswerKey = JSON.parse(form.dataset.key!);
  const texts = textsOf(form);
  const given = key.type === 'text' ? answer : answer.map((text) => String(texts.indexOf(text)));
  const isGone = key.type !== 'text' && given.includes('-1');
  const isPartial = key.type === 'order' && given.length !== key.shown.length;
  if (isGone || isPartial) return;
  form.querySelector('[role=status]')!.ariaLive = 'off';
  fill(form, key, given);
  showVerdict(form, judge(key, given));
}

function fill(form: HTMLFormElement, key: AnswerKey, given: readonly string[]) {
  if (key.type === 'order') return arrange(form, given.map(Number));
  for (const input of form.querySelectorAll('input'))
    if (key.type === 'text') input.value = given[0] ?? '';
    else input.checked = given.includes(input.value);
}

const textsOf = (form: HTMLFormElement) =>
  [...form.querySelectorAll('.quiz-answers dt > span')].map((term) => term.textContent.trim());
