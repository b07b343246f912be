import type { AnswerKey } from './key.ts';
import { sameText } from './same-text.ts';

/** What the reader gave: numbers of options or items, in their order, or the text that was typed. */
export type Given = readonly string[];

export type Verdict =
  /** Nothing was given: `say` asks for it. */
  | { kind: 'open'; say: string }
  /** `say` is a sentence; `explain` are the numbers of the explanations that belong to what was given. */
  | { kind: 'right' | 'wrong'; say: string; explain: readonly number[] };

/** Judges an answer; pure, and the same in a test and on the page. */
export function judge(key: AnswerKey, given: Given): Verdict {
  switch (key.type) {
    case 'single':
      return judgeSingle(key.right, given.map(Number));
    case 'predict':
      return judgePrediction(key.right, given.map(Number));
    case 'multiple':
      return judgeMultiple(key.right, given.map(Number));
    case 'order':
      return judgeOrder(given.map(Number));
    case 'text':
      return judgeText(key, given[0] ?? '');
  }
}

function judgeSingle(right: number, [chosen]: readonly number[]): Verdict {
  if (chosen === undefined) return { kind: 'open', say: 'Choose an answer first.' };
  return chosen === right
    ? { kind: 'right', say: 'Right.', explain: [chosen] }
    : { kind: 'wrong', say: 'Not this one.', explain: [chosen] };
}

/** Once the function has run, the answer is out: a wrong prediction is explained together with the right one. */
function judgePrediction(right: number, chosen: readonly number[]): Verdict {
  const verdict = judgeSingle(right, chosen);
  return verdict.kind === 'wrong' ? { ...verdict, explain: [...verdict.explain, right] } : verdict;
}

/** Says how many are wrong and how many are missing, and explains what was chosen; which are missing stays open. */
function judgeMultiple(right: readonly number[], chosen: readonly number[]): Verdict {
  if (chosen.length === 0) return { kind: 'open', say: 'Choose at least one answer first.' };
  const wrong = chosen.filter((one) => !right.includes(one)).length;
  const missing = right.filter((one) => !chosen.includes(one)).length;
  if (wrong + missing === 0) return { kind: 'right', say: 'Right: these and no others.', explain: chosen };
  const faults = [
    wrong > 0 && `${wrong} of your choices ${wrong === 1 ? 'is' : 'are'} wrong`,
    missing > 0 && `${missing} right ${missing === 1 ? 'one is' : 'ones are'} missing`,
  ].filter(Boolean);
  return { kind: 'wrong', say: `Not yet: ${faults.join(', and ')}.`, explain: chosen };
}

/** The first item out of place stands too early, as everything before it is right; its explanation says why it cannot. */
function judgeOrder(order: readonly number[]): Verdict {
  const place = order.findIndex((item, index) => item !== index);
  if (place === -1) return { kind: 'right', say: 'Right, in this order.', explain: order };
  const before = ['', 'the first is in place, but '][place] ?? `the first ${place} are in place, but `;
  return {
    kind: 'wrong',
    say: `Not yet: ${before}${place === 0 ? 'the first' : 'the next'} comes too early.`,
    explain: [order[place]!],
  };
}

function judgeText(key: Extract<AnswerKey, { type: 'text' }>, typed: string): Verdict {
  if (typed.trim() === '') return { kind: 'open', say: 'Write an answer first.' };
  const isOneOf = (texts: readonly string[]) => texts.some((text) => sameText(typed, text, key.ignore));
  if (isOneOf(key.accept)) return { kind: 'right', say: 'Right.', explain: [0] };
  const mistake = key.mistakes.findIndex(isOneOf);
  const explanation = 1 + (mistake === -1 ? key.mistakes.length : mistake);
  return { kind: 'wrong', say: 'Not that.', explain: [explanation] };
}
