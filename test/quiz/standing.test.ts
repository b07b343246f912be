import { expect, test } from 'vitest';
import { readQuiz } from '../../src/quiz/read.ts';
import { askedOf, isRight } from '../../src/quiz/standing.ts';

const questions = readQuiz(
  `
- type: single
  id: one
  ask: Which?
  options:
    - { text: 'the \`handler\`', why: yes it is, right: true }
    - { text: the module, why: it is not }
- type: order
  id: row
  ask: In which order?
  items:
    - { text: a, why: first }
    - { text: b, why: second }
    - { text: c, why: third }
- type: text
  id: word
  ask: What?
  accept: ['null']
  why: nothing was returned
  mistakes: [{ texts: [undefined], why: not JSON }]
  otherwise: Think of JSON.
`,
  'test.quiz.yaml',
).map(askedOf);
const [single, order, text] = questions as [Asked, Asked, Asked];
type Asked = (typeof questions)[number];

test('an option that was picked is known again by what the reader saw, without the marks of code', () => {
  expect(isRight(single, ['the handler'])).toBe(true);
  expect(isRight(single, ['the module'])).toBe(false);
});

test('an answer whose option is gone is not right, and neither is none', () => {
  expect(isRight(single, ['what once stood here'])).toBe(false);
  expect(isRight(single, undefined)).toBe(false);
});

test('an order is right when it is whole and in its order', () => {
  expect(isRight(order, ['a', 'b', 'c'])).toBe(true);
  expect(isRight(order, ['a', 'c', 'b'])).toBe(false);
  expect(isRight(order, ['a', 'b'])).toBe(false);
});

test('a typed answer is compared by the rules of its question', () => {
  expect(isRight(text, ['NULL'])).toBe(true);
  expect(isRight(text, ['undefined'])).toBe(false);
});
