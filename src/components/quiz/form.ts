import { judge } from '../../quiz/judge.ts';
import type { AnswerKey } from '../../quiz/key.ts';
import { arrange, move } from './order.ts';
import { runPrediction } from './prediction.ts';
import { keep } from './restore.ts';
import { announce, clearVerdict, forgetVerdict, showVerdict } from './verdict.ts';

export { restore } from './restore.ts';

/** How often each question was touched: what a function returns late must not appear beside another answer. */
const touched = new WeakMap<HTMLFormElement, number>();

/** What an event in a question's form leads to; `button` is the one that moves an item. */
export function respond(form: HTMLFormElement, event: string, button: HTMLButtonElement | null) {
  touched.set(form, (touched.get(form) ?? 0) + 1);
  form.querySelector('[role=status]')!.ariaLive = null;
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

async function answer(form: HTMLFormElement) {
  const key = keyOf(form);
  const given = new FormData(form).getAll(form.dataset.question!).map(String);
  const verdict = judge(key, given);
  if (verdict.kind !== 'open') keep(form, key, given);
  if (key.type !== 'predict' || verdict.kind === 'open') return showVerdict(form, verdict);
  const turn = touched.get(form);
  announce(form, 'Running the function …', { visible: true });
  const ran = await runPrediction(key.code, key.events);
  if (touched.get(form) === turn) showVerdict(form, verdict, ran);
}

function startAgain(form: HTMLFormElement) {
  const key = keyOf(form);
  keep(form, key);
  if (key.type === 'order') arrange(form, key.shown);
  forgetVerdict(form);
  form.querySelector<HTMLElement>('input:not([type=hidden]), [data-move]')?.focus();
}
