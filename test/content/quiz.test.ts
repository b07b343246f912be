import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { splitInlineCode } from '../../src/quiz/inline.ts';
import type { Prediction } from '../../src/quiz/quiz.ts';
import { readQuiz } from '../../src/quiz/read.ts';
import { HELLO, runFiles } from '../support/simulate.ts';

const paths = globSync('content/chapters/*.quiz.yaml').sort();
const quizzes = paths.map((path) => ({ path, questions: readQuiz(readFileSync(path, 'utf8'), path) }));
const predictions = quizzes.flatMap(({ path, questions }) =>
  questions
    .filter((question): question is Prediction => question.type === 'predict')
    .map((question) => [`${path} ${question.id}`, question] as const),
);

describe.each(quizzes)('$path', ({ path, questions }) => {
  it('belongs to a chapter that shows it', () => {
    const chapter = path.replace('.quiz.yaml', '.mdx');
    expect(readFileSync(chapter, 'utf8')).toContain(
      `<Quiz chapter="${/(\w[\w-]*)\.quiz/.exec(path)![1]}" />`,
    );
  });

  it('has four to eight questions, one of them a prediction', () => {
    expect(questions.length).toBeGreaterThanOrEqual(4);
    expect(questions.length).toBeLessThanOrEqual(8);
    expect(questions.some((question) => question.type === 'predict')).toBe(true);
  });

  it('does not give the right option away by its place', () => {
    const places = questions.map((question) => question.options.findIndex((option) => option.right));
    expect(new Set(places).size).toBeGreaterThan(1);
  });
});

describe('a prediction', () => {
  it.each(predictions)(
    '%s: the option marked right is what the function returns',
    async (_where, question) => {
      const outcomes = await runFiles(HELLO, [{ path: 'index.mjs', text: question.code }], question.events);
      const last = outcomes.at(-1)!;
      const right = question.options.find((option) => option.right)!;
      expect(last.kind === 'refused' ? last : JSON.parse(last.payload)).toEqual(JSON.parse(right.text));
    },
  );
});

describe('a quiz file', () => {
  const option = (text: string, right = false) => ({ text, right, why: `Because of ${text}.` });
  const choice = { type: 'choice', id: 'a', ask: 'Which?', options: [option('1', true), option('2')] };
  const read = (...questions: unknown[]) => readQuiz(stringify(questions), 'a.quiz.yaml');

  it('is read when every rule is kept', () => {
    expect(read(choice)).toHaveLength(1);
  });

  it.each([
    ['two right options', { options: [option('1', true), option('2', true)] }, 'exactly one option'],
    ['no right option', { options: [option('1'), option('2')] }, 'exactly one option'],
    ['an option without a reason', { options: [option('1', true), { text: '2' }] }, 'options[1].why'],
    ['the same option twice', { options: [option('1', true), option('1')] }, 'same text'],
    ['a type nobody knows', { type: 'essay' }, 'type'],
    ['a prediction whose event is not JSON', { type: 'predict', code: 'x', events: ['{'] }, 'not valid JSON'],
    [
      'a prediction whose option is not JSON',
      { type: 'predict', code: 'x', events: ['{}'], options: [option('1', true), option('no')] },
      'every option of a prediction is JSON',
    ],
  ])('is refused with %s, by file and reason', (_case, fault, reason) => {
    expect(() => read({ ...choice, ...fault })).toThrow(reason);
    expect(() => read({ ...choice, ...fault })).toThrow('a.quiz.yaml is not a quiz');
  });

  it('is refused with the same id twice', () => {
    expect(() => read(choice, choice)).toThrow('same id');
  });
});

describe('text of a question', () => {
  it('is code between backticks and plain elsewhere', () => {
    expect(splitInlineCode('Call `greeter:1` now')).toEqual([
      { code: false, text: 'Call ' },
      { code: true, text: 'greeter:1' },
      { code: false, text: ' now' },
    ]);
    expect(splitInlineCode('`all`')).toEqual([{ code: true, text: 'all' }]);
  });
});
