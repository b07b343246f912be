import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runScratch } from '../../src/lab/scratch.ts';
import { predictable } from '../../src/quiz/payload.ts';
import type { QuestionOf } from '../../src/quiz/quiz.ts';
import { readQuiz } from '../../src/quiz/read.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const paths = globSync('content/chapters/*.quiz.yaml').sort();
const quizzes = paths.map((path) => ({ path, questions: readQuiz(readFileSync(path, 'utf8'), path) }));
const predictions = quizzes.flatMap(({ path, questions }) =>
  questions
    .filter((question): question is QuestionOf<'predict'> => question.type === 'predict')
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
    const places = questions.flatMap((question) =>
      'options' in question ? [question.options.findIndex((option) => option.right)] : [],
    );
    expect(new Set(places).size).toBeGreaterThan(1);
  });
});

describe('a prediction', () => {
  it.each(predictions)(
    '%s: the option marked right is what the function returns',
    async (_where, question) => {
      const target = targetOn(await freshCloud());
      const outcomes = await runScratch(target, 'predicted', question.code, question.events);
      const last = outcomes.at(-1)!;
      const right = question.options.find((option) => option.right)!;
      expect(last.kind === 'refused' ? last : predictable(last.payload)).toEqual(predictable(right.text));
    },
  );
});
