import { expect, test } from 'vitest';
import { lineAtIssue, linesAround } from '../../src/workbench/check-log.ts';

const LOG = [
  { kind: 'platform', text: 'START RequestId: 1' },
  { kind: 'function', text: 'INFO read the name' },
  {
    kind: 'function',
    text: 'ERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"no \\"name\\""}',
  },
  { kind: 'function', text: 'INFO too late' },
  { kind: 'platform', text: 'REPORT RequestId: 1' },
] as const;

test('an error is shown where the log has it, quotes in its message included', () => {
  const failure = { errorType: 'TypeError', errorMessage: 'no "name"', trace: [] };
  expect(lineAtIssue({ kind: 'error', failure }, LOG)).toBe(2);
});

test('a wrong answer is shown at the last line that the handler wrote, else at the last of all', () => {
  const wrong = { kind: 'fail', expected: 'a', actual: 'b' } as const;
  expect(lineAtIssue(wrong, LOG)).toBe(3);
  expect(lineAtIssue(wrong, [LOG[0], LOG[4]])).toBe(1);
});

test('a time-out is shown where the platform says so', () => {
  const log = [...LOG, { kind: 'platform', text: '2026 1 Task timed out after 3.00 seconds' } as const];
  expect(lineAtIssue({ kind: 'fail', expected: '', actual: '' }, log)).toBe(5);
});

test('of a long log only the lines around are shown, under their own numbers', () => {
  const log = Array.from({ length: 1000 }, (_, at) => ({ kind: 'function' as const, text: `${at}` }));
  const { from, lines } = linesAround(log, 500);
  expect(from).toBe(490);
  expect(lines.map(({ text }) => text).join(' ')).toMatch(/^490 .* 510$/);
});
