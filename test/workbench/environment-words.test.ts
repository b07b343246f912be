import { expect, test } from 'vitest';
import { bytesInWords, stretch } from '../../src/workbench/environment/words.ts';

test.each([
  [300, '0.3 s'],
  [12_000, '12 s'],
  [250_000, '4 min 10 s'],
  [60_000, '1 min'],
  [7_500_000, '2 h 5 min'],
  [3_600_000, '1 h'],
])('%i ms of virtual time is %s', (ms, words) => {
  expect(stretch(ms)).toBe(words);
});

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [3_500, '3.4 kB'],
  [512 * 2 ** 20, '512 MB'],
  [10_240 * 2 ** 20, '10,240 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});
