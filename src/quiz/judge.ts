import type { Question } from './quiz.ts';

/**
 * What a page must know to judge an answer, as data. Numbers count, from 0, the question's explanations in the order
 * they stand in the file.
 */
export type AnswerKey =
  | { type: 'single' | 'predict'; right: number }
  | { type: 'multiple'; right: readonly number[] };

/** What the reader gave: the numbers of what they chose. */
export type Given = readonly number[];

export type Verdict =
  /** Nothing was given: `say` asks for it. */
  | { kind: 'open'; say: string }
  /** `say` is a sentence; `explain` are the explanations that belong to what was given. */
  | { kind: 'right' | 'wrong'; say: string; explain: readonly number[] };

export function keyOf(question: Question): AnswerKey {
  const right = question.options.flatMap((option, index) => (option.right ? [index] : []));
  return question.type === 'multiple'
    ? { type: 'multiple', right }
    : { type: question.type, right: right[0]! };
}

/** Judges an answer; pure, and the same in a test and on the page. */
export function judge(key: AnswerKey, given: Given): Verdict {
  switch (key.type) {
    case 'single':
    case 'predict':
      return judgeSingle(key.right, given);
    case 'multiple':
      return judgeMultiple(key.right, given);
  }
}

function judgeSingle(right: number, [chosen]: Given): Verdict {
  if (chosen === undefined) return { kind: 'open', say: 'Choose an answer first.' };
  return chosen === right
    ? { kind: 'right', say: 'Right.', explain: [chosen] }
    : { kind: 'wrong', say: 'Not this one.', explain: [chosen] };
}

/** Says how many are wrong and how many are missing, and explains what was chosen; which are missing stays open. */
function judgeMultiple(right: readonly number[], given: Given): Verdict {
  if (given.length === 0) return { kind: 'open', say: 'Choose at least one answer first.' };
  const wrong = given.filter((chosen) => !right.includes(chosen)).length;
  const missing = right.filter((one) => !given.includes(one)).length;
  if (wrong + missing === 0) return { kind: 'right', say: 'Right: these and no others.', explain: given };
  const faults = [
    wrong > 0 && `${wrong} of your choices ${wrong === 1 ? 'is' : 'are'} wrong`,
    missing > 0 && `${missing} right ${missing === 1 ? 'one is' : 'ones are'} missing`,
  ].filter(Boolean);
  return { kind: 'wrong', say: `Not yet: ${faults.join(', and ')}.`, explain: given };
}
