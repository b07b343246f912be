import type { Question } from './quiz.ts';

/** Why an answer is what it is. `mark` says, in a word, what it is. */
export interface Explanation {
  text: string;
  why: string;
  mark: string;
}

const rightOrWrong = (right: boolean) => (right ? 'right' : 'wrong');

/** Every explanation of a question, in the order that a verdict counts them. */
export function explanationsOf(question: Question): Explanation[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
    case 'predict':
      return question.options.map(({ text, why, right }) => ({ text, why, mark: rightOrWrong(right) }));
    case 'order':
      return question.items.map(({ text, why }, index) => ({ text, why, mark: `number ${index + 1}` }));
    case 'text':
      return [
        { text: question.accept[0]!, why: question.why, mark: rightOrWrong(true) },
        ...question.mistakes.map(({ texts, why }) => ({ text: texts[0]!, why, mark: rightOrWrong(false) })),
        { text: 'Anything else', why: question.otherwise, mark: rightOrWrong(false) },
      ];
  }
}
