import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readQuiz } from '../../src/quiz/read.ts';

const option = (text: string, right = false) => ({ text, why: `Because of ${text}.`, right });
const single = { type: 'single', id: 'a', ask: 'Which?', options: [option('1', true), option('2')] };
const multiple = { ...single, type: 'multiple' };
const predict = { ...single, type: 'predict', code: 'x', events: ['{}'] };
const order = {
  type: 'order',
  id: 'a',
  ask: 'In which order?',
  items: ['1', '2', '3'].map((text) => ({ text, why: `${text} needs what is before it.` })),
};
const text = {
  type: 'text',
  id: 'a',
  ask: 'What?',
  accept: ['one'],
  why: 'It is.',
  mistakes: [{ texts: ['two'], why: 'It is not.' }],
  otherwise: 'Think.',
};
const read = (...questions: unknown[]) => readQuiz(stringify(questions), 'a.quiz.yaml');

describe('a quiz file', () => {
  it.each([single, multiple, order, text, predict])('is read when every rule is kept: $type', (question) => {
    expect(read(question)).toHaveLength(1);
  });

  it.each([
    [
      'two right options',
      { ...single, options: [option('1', true), option('2', true)] },
      4,
      'exactly one option',
    ],
    ['no right option', { ...single, options: [option('1'), option('2')] }, 4, 'exactly one option'],
    [
      'an option without a reason',
      { ...single, options: [option('1', true), { text: '2' }] },
      8,
      'options[2].why: missing. Give a sentence',
    ],
    ['the same option twice', { ...single, options: [option('1', true), option('1')] }, 4, 'same text'],
    [
      'a kind nobody knows',
      { ...single, type: 'essay' },
      1,
      'no such kind of question. Use one of: single, multiple,',
    ],
    ['a field nobody reads', { ...single, hint: 'Think.' }, 1, 'nothing reads hint here. Remove it'],
    ['an id with a capital', { ...single, id: 'A' }, 2, '"A", id: '],
    [
      'a multiple question with every option right',
      { ...multiple, options: [option('1', true), option('2', true)] },
      4,
      'not all of them',
    ],
    [
      'a multiple question with no right option',
      { ...multiple, options: [option('1'), option('2')] },
      4,
      'at least one option',
    ],
    [
      'an event that is not JSON',
      { ...predict, events: ['{'] },
      13,
      'events[1]: not valid JSON. Write it as JSON',
    ],
    ['two items to order', { ...order, items: order.items.slice(1) }, 4, 'Give three to seven items'],
    ['the same item twice', { ...order, items: [...order.items, order.items[0]] }, 4, 'same text'],
    [
      'a mistake that is also accepted',
      { ...text, mistakes: [{ texts: ['One'], why: 'No.' }] },
      8,
      'mistakes[1].texts: a text stands for another answer already',
    ],
    ['a rule nobody knows', { ...text, ignore: ['accents'] }, 13, 'ignore[1]: '],
    [
      'a prediction whose option is not JSON',
      { ...predict, options: [option('1', true), option('no')] },
      4,
      'every option of a prediction is JSON',
    ],
  ])('is refused with %s: by file, line and reason', (_fault, question, line, reason) => {
    expect(() => read(question)).toThrow(reason);
    expect(() => read(question)).toThrow(`a.quiz.yaml:${line}: `);
  });

  it('is refused with the same id twice', () => {
    expect(() => read(single, single)).toThrow(
      'a.quiz.yaml:12: "a", id: an earlier question has the same id',
    );
  });

  it('is refused when it is empty or no list', () => {
    expect(() => readQuiz('', 'a.quiz.yaml')).toThrow('A quiz is a list');
    expect(() => readQuiz('type: single', 'a.quiz.yaml')).toThrow('A quiz is a list');
  });

  it('is refused with the line of what is not YAML, and what to do', () => {
    const text = '- type: single\n  id: a\n  ask: Two things: one\n';
    expect(() => readQuiz(text, 'a.quiz.yaml')).toThrow(/a\.quiz\.yaml:3: not YAML: .* Put quotes/);
  });

  it('tells every fault at once', () => {
    expect(() => read({ ...single, id: 'A', ask: '' })).toThrow(/:2: .*\n.*:3: /);
  });
});
