import { chapterDone, markDone } from '../../lab/done.ts';
import { rememberPlace } from '../../lab/place.ts';
import { judge } from '../../quiz/judge.ts';
import { type KeptAnswer, keepAnswer, keptAnswers } from '../../quiz/kept-answers.ts';
import type { AnswerKey } from '../../quiz/key.ts';
import { arrange } from './order.ts';
import { showVerdict } from './verdict.ts';

const quizOf = (form: HTMLFormElement) => form.closest<HTMLElement>('.quiz')!;
const keyOf = (form: HTMLFormElement): AnswerKey => JSON.parse(form.dataset.key!);

/** Keeps what was given by its texts, so that it survives a new order of the options; nothing given forgets it. */
export function keep(form: HTMLFormElement, key: AnswerKey, given?: readonly string[]) {
  const texts = textsOf(form);
  const answer = key.type === 'text' ? given : given?.map((number) => texts[Number(number)]!);
  keepAnswer(quizOf(form).dataset.chapter!, form.dataset.question!, answer);
  noteStanding(quizOf(form));
  rememberPlace(form);
}

/** Shows the answers of an earlier visit with their verdicts. They are not announced: nobody has just given them. */
export function restore(quiz: HTMLElement) {
  for (const [question, answer] of keptAnswers(quiz.dataset.chapter!)) {
    const form = quiz.querySelector<HTMLFormElement>(`form[data-question="${CSS.escape(question)}"]`);
    if (form) restoreOne(form, answer);
  }
  noteStanding(quiz);
}

function restoreOne(form: HTMLFormElement, answer: KeptAnswer) {
  const key = keyOf(form);
  const given = givenOf(form, key, answer);
  if (!given) return;
  form.querySelector('[role=status]')!.ariaLive = 'off';
  fill(form, key, given);
  showVerdict(form, judge(key, given));
}

/** Notes whether all of a chapter's questions are right. */
function noteStanding(quiz: HTMLElement) {
  const chapter = quiz.dataset.chapter!;
  const answers = keptAnswers(chapter);
  const forms = [...quiz.querySelectorAll('form')];
  const right = forms.filter((form) => {
    const answer = answers.get(form.dataset.question!);
    const given = answer && givenOf(form, keyOf(form), answer);
    return given && judge(keyOf(form), given).kind === 'right';
  });
  markDone(chapterDone(chapter, forms.length), right.length === forms.length);
}

/** A kept answer by its numbers in this form; none when it is of an earlier version of the question. */
function givenOf(form: HTMLFormElement, key: AnswerKey, answer: KeptAnswer): KeptAnswer | undefined {
  if (key.type === 'text') return answer;
  const texts = textsOf(form);
  const given = answer.map((text) => String(texts.indexOf(text)));
  const isPartial = key.type === 'order' && given.length !== key.shown.length;
  return given.includes('-1') || isPartial ? undefined : given;
}

function fill(form: HTMLFormElement, key: AnswerKey, given: readonly string[]) {
  if (key.type === 'order') return arrange(form, given.map(Number));
  for (const input of form.querySelectorAll('input'))
    if (key.type === 'text') input.value = given[0] ?? '';
    else input.checked = given.includes(input.value);
}

const textsOf = (form: HTMLFormElement) =>
  [...form.querySelectorAll('.quiz-answers dt > span')].map((term) => term.textContent.trim());
