import { expect, test } from 'vitest';
import { milliseconds, money } from '../../src/workbench/figures.ts';

test.each([
  [0, '$0'],
  [0.0004, '< $0.01'],
  [0.34, '$0.34'],
  [0.2063, '$0.21'],
  [1.234, '$1.20'],
  [9.96, '$10'],
  [12.3, '$12'],
  [1234, '$1,200'],
])('%d dollars are written %s', (usd, expected) => {
  expect(money(usd)).toBe(expected);
});

test('a duration has the two digits of the REPORT line', () => {
  expect(milliseconds(2.3)).toBe('2.30 ms');
});
