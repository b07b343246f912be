import { judge } from '../../quiz/judge.ts';
import type { AnswerKey } from '../../quiz/key.ts';
import { arrange, move } from './order.ts';
import { announce, clearVerdict, forgetVerdict, showVerdict } from './verdict.ts';

/** What an event in a question's form leads to; `button` is the one that moves an item. */
export function respond(form: HTMLFormElement, event: string, button: HTMLButtonElement | null) {
  switch (event) {
    case 'submit':
      return answer(form);
    case 'input':
      return clearVerdict(form);
    case 'reset':
      return startAgain(form);
    case 'click':
      if (button) announce(form, move(button));
  }
}

const keyOf = (form: HTMLFormElement): AnswerKey => JSON.parse(form.dataset.key!);

function answer(form: HTMLFormElement) {
  const key = keyOf(form);
  const given = new FormData(form).getAll(form.dataset.question!).map(String);
  showVerdict(form, judge(key, given), key.type === 'multiple' || key.type === 'order');
}

function startAgain(form: HTMLFormElement) {
  const key = keyOf(form);
  if (key.type === 'order') arrange(form, key.shown);
  forgetVerdict(form);
  form.querySelector<HTMLElement>('input:not([type=hidden]), [data-move]')?.focus();
}
