import { expect, test } from 'vitest';
import { billFor, partsOf } from '../../src/lab/bill.ts';
import { exactMoney, milliseconds, money } from '../../src/workbench/figures.ts';

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

test('a single run is told to the digit that counts', () => {
  expect(exactMoney(0.00000047709)).toBe('$0.000000477');
  expect(exactMoney(0.0000166667, 6)).toBe('$0.0000166667');
  expect(exactMoney(0.2 / 1_000_000)).toBe('$0.0000002');
});

test('the bill is GB-seconds and a request, by the price list: 1,024 MB for a second a million times are $16.87', () => {
  expect(partsOf(1000, 1024)).toMatchObject({ gbSeconds: 1, durationUsd: 0.0000166667 });
  expect(partsOf(1000, 1024).requestUsd).toBeCloseTo(2e-7, 12);
  expect(billFor(1000, 1024).usdPerMillion).toBeCloseTo(16.8667, 4);
  expect(billFor(133, 128).gbSeconds).toBeCloseTo(0.016625);
});
