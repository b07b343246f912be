import { expect, test } from 'vitest';
import { excerpt, firstLines, shorten } from '../../src/workbench/excerpt.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

test('a log of up to 1,000 lines is shown whole', () => {
  expect(excerpt(numbers(1000))).toEqual({ head: numbers(1000), hidden: 0, tail: [] });
});

test('of a longer one the first 200 and the last 800 are shown', () => {
  const { head, hidden, tail } = excerpt(numbers(35_000));
  expect([head.length, head.at(-1), hidden, tail[0], tail.length]).toEqual([200, 200, 34_000, 34_201, 800]);
});

test('a long text says how much more there is', () => {
  expect(shorten('abc', 3)).toBe('abc');
  expect(shorten('x'.repeat(5000), 10)).toBe(`${'x'.repeat(10)}… (4,990 more characters)`);
});

test('no character is cut in two', () => {
  expect(shorten('ab😀cd', 3)).toBe('ab… (4 more characters)');
  expect(firstLines('ab😀cd', 3)).toBe('ab');
});

test('the beginning of a text ends with a line where it can', () => {
  expect(firstLines('one\ntwo\nthree', 9)).toBe('one\ntwo');
  expect(firstLines(`a\n${'x'.repeat(50)}`, 20)).toBe(`a\n${'x'.repeat(18)}`);
});
