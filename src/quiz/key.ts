import type { Question } from './quiz.ts';
import type { Ignorable } from './same-text.ts';

/**
 * What a page must know to judge an answer, as data. Numbers count, from 0, the question's explanations; `shown` is the
 * order in which the items of an order question, whose right order is that of the file, stand at first.
 */
export type AnswerKey =
  | { type: 'single'; right: number }
  | { type: 'predict'; right: number; code: string; events: readonly string[] }
  | { type: 'multiple'; right: readonly number[] }
  | { type: 'order'; shown: readonly number[] }
  | {
      type: 'text';
      accept: readonly string[];
      mistakes: readonly (readonly string[])[];
      ignore: readonly Ignorable[];
    };

export function keyOf(question: Question): AnswerKey {
  switch (question.type) {
    case 'single':
      return { type: 'single', right: placeOfRight(question.options) };
    case 'predict': {
      const { code, events } = question;
      return { type: 'predict', right: placeOfRight(question.options), code, events };
    }
    case 'multiple':
      return {
        type: 'multiple',
        right: question.options.flatMap(({ right }, index) => (right ? [index] : [])),
      };
    case 'order':
      return { type: 'order', shown: shuffled(question.items.length, question.id) };
    case 'text': {
      const { accept, mistakes, ignore } = question;
      return { type: 'text', accept, mistakes: mistakes.map(({ texts }) => texts), ignore };
    }
  }
}

const placeOfRight = (options: readonly { right: boolean }[]) => options.findIndex(({ right }) => right);

/** The numbers below `count` in an order that looks random, is the same in every build, and is never the right one. */
function shuffled(count: number, seed: string): number[] {
  const numbers = [...Array(count).keys()];
  const places = new Map(numbers.map((number) => [number, hash(`${seed}${number}`)]));
  const order = numbers.toSorted((a, b) => places.get(a)! - places.get(b)!);
  const isRight = order.every((number, place) => number === place);
  return isRight ? [...order.slice(1), order[0]!] : order;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193);
  return value >>> 0;
}
