import { expect, test } from 'vitest';
import { changeInWords, changesBetween } from '../../src/workbench/solution/changes.ts';
import { lineDiff } from '../../src/workbench/solution/line-diff.ts';
import { offerOf } from '../../src/workbench/solution/offer.ts';

const at = (attempts: number, passed = false) => ({ attempts, passed });
const open = { kind: 'open' };
const later = (when: string) => ({ kind: 'later', when });

test.each([
  ['always', at(0), open],
  ['never', at(9, true), { kind: 'none' }],
  ['after-pass', at(9), later('after you passed')],
  ['after-pass', at(1, true), open],
  [{ afterAttempts: 1 }, at(0), later('after 1 check')],
  [{ afterAttempts: 3 }, at(0), later('after 3 checks')],
  [{ afterAttempts: 3 }, at(2), later('after 3 checks: 1 more')],
  [{ afterAttempts: 3 }, at(3), open],
  [{ afterAttempts: 3 }, at(1, true), open],
] as const)('under %j, a learner at %j is offered %j', (policy, effort, offer) => {
  expect(offerOf(policy, effort)).toEqual(offer);
});

const file = (path: string, text: string) => ({ path, text });

test('files that are the same are no change; what applying adds and takes away is said', () => {
  const own = [file('a.mjs', '1'), file('notes.mjs', 'mine'), file('b.mjs', '2')];
  const solution = [file('a.mjs', '1'), file('b.mjs', '3'), file('lib.mjs', '4')];
  const changes = changesBetween(own, solution);
  expect(changes.map(({ kind, path }) => `${path} ${kind}`)).toEqual([
    'b.mjs changed',
    'lib.mjs added',
    'notes.mjs removed',
  ]);
  expect(changes.map(changeInWords)[1]).toBe('lib.mjs is only in the solution: applying it adds the file.');
  expect(changes.map(changeInWords)[2]).toBe(
    'notes.mjs is only yours: applying the solution takes the file away.',
  );
});

const SIGN = { same: ' ', own: '-', solution: '+' };
const drawn = (own: string, solution: string) =>
  lineDiff(own, solution).map(({ kind, text }) => SIGN[kind] + text);

test.each([
  ['a changed line', 'a\nb\nc\n', 'a\nB\nc\n', [' a', '-b', '+B', ' c']],
  ['an added line', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a line too many', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
  ['a file that is new', '', 'a\n', ['+a']],
  ['a file that is gone', 'a\n', '', ['-a']],
  ['line ends of Windows', 'a\r\nb\r\n', 'a\nb\n', [' a', ' b']],
])('%s is told line by line', (_what, own, solution, lines) => {
  expect(drawn(own, solution)).toEqual(lines);
});

test('lines are numbered in each text from 1', () => {
  expect(lineDiff('x\na', 'a\ny')).toEqual([
    { kind: 'own', own: 1, text: 'x' },
    { kind: 'same', own: 2, solution: 1, text: 'a' },
    { kind: 'solution', solution: 2, text: 'y' },
  ]);
});
