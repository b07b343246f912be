import { expect, test } from 'vitest';
import { keepAnswer, keptAnswers } from '../../src/quiz/kept-answers.ts';

const shelf = (entries: Record<string, string> = {}) => {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

test('an answer is kept for its chapter until it is forgotten', () => {
  const storage = shelf();
  keepAnswer('features', 'a', ['8'], storage);
  keepAnswer('features', 'b', ['x', 'y'], storage);
  expect([...keptAnswers('features', storage)]).toEqual([
    ['a', ['8']],
    ['b', ['x', 'y']],
  ]);
  expect(keptAnswers('events', storage).size).toBe(0);
  keepAnswer('features', 'a', undefined, storage);
  expect([...keptAnswers('features', storage).keys()]).toEqual(['b']);
});

test.each(['{', 'null', '7', '{"a": 1, "b": [2], "c": {}}'])('%s in storage is no answer', (text) => {
  expect(keptAnswers('features', shelf({ 'quiz:features': text })).size).toBe(0);
});

test('a storage that refuses breaks nothing', () => {
  const refusing = {
    getItem: () => {
      throw new Error('blocked');
    },
    setItem: () => {
      throw new Error('full');
    },
  };
  keepAnswer('features', 'a', ['8'], refusing);
  expect(keptAnswers('features', refusing).size).toBe(0);
});
