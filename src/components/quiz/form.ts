import { type AnswerKey, type Given, judge } from '../../quiz/judge.ts';
import { clearVerdict, forgetVerdict, showVerdict } from './verdict.ts';

/** What an event of a question's form leads to. */
export function respond(form: HTMLFormElement, event: string) {
  if (event === 'submit') return answer(form);
  if (event === 'input') return clearVerdict(form);
  forgetVerdict(form);
  form.querySelector('input')?.focus();
}

function answer(form: HTMLFormElement) {
  const key: AnswerKey = JSON.parse(form.dataset.key!);
  showVerdict(form, judge(key, given(form)), key.type === 'multiple');
}

const given = (form: HTMLFormElement): Given => new FormData(form).getAll(form.dataset.question!).map(Number);
