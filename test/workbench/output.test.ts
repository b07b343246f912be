import { expect, test } from 'vitest';
import type { CheckOutcome, CheckResult } from '../../src/lab/check.ts';
import { jsonTokens, prettyJson } from '../../src/workbench/json-view.ts';
import { branchOf, bytesInWords, parse, sizeInWords } from '../../src/workbench/output/json-tree.ts';
import { traceParts } from '../../src/workbench/output/trace.ts';
import { troubleInWords } from '../../src/workbench/trouble.ts';
import { checksInWords, failingFirst } from '../../src/workbench/words.ts';

test('a trace line names a file of the learner’s as a place', () => {
  expect(traceParts('    at handler (file:///var/task/index.mjs:3:9)', ['index.mjs'])).toEqual([
    { kind: 'text', text: '    at handler (' },
    {
      kind: 'place',
      text: 'file:///var/task/index.mjs:3:9',
      location: { path: 'index.mjs', line: 3, column: 9 },
    },
    { kind: 'text', text: ')' },
  ]);
});

test('a path without a column is a place too', () => {
  expect(traceParts('/var/task/lib/a.mjs:12', ['lib/a.mjs'])).toEqual([
    { kind: 'place', text: '/var/task/lib/a.mjs:12', location: { path: 'lib/a.mjs', line: 12 } },
  ]);
});

test('a line of a traceback of Python is split at its place', () => {
  expect(traceParts('  File "/var/task/app.py", line 5, in handler', ['app.py'])).toEqual([
    { kind: 'text', text: '  File ' },
    { kind: 'place', text: '"/var/task/app.py", line 5', location: { path: 'app.py', line: 5 } },
    { kind: 'text', text: ', in handler' },
  ]);
});

test('a JavaScript file in the trace is the TypeScript file it was made from', () => {
  expect(traceParts('/var/task/lib/a.mjs:12', ['lib/a.mts'])).toEqual([
    { kind: 'place', text: '/var/task/lib/a.mjs:12', location: { path: 'lib/a.mts', line: 12 } },
  ]);
});

test('files that are not the learner’s stay text', () => {
  const line = '    at file:///var/runtime/index.mjs:1306:29 and /var/task/node_modules/x.js:1:1';
  expect(traceParts(line, ['index.mjs'])).toEqual([{ kind: 'text', text: line }]);
});

test('coloured JSON says the same as the JSON', () => {
  const text = prettyJson('{"a: \\"b\\"":[1,-2.5,true,null,"x:1"],"n":{}}');
  const tokens = jsonTokens(text);
  expect(tokens.map((token) => token.text).join('')).toBe(text);
  expect(tokens.filter(({ kind }) => kind === 'key').map((token) => token.text)).toEqual([
    '"a: \\"b\\""',
    '"n"',
  ]);
});

test('a payload that is not JSON is shown as it is', () => {
  expect(prettyJson('plain')).toBe('plain');
});

const result = (id: string, outcome: CheckOutcome): CheckResult => ({
  id,
  step: 1,
  title: id,
  hints: [],
  log: [],
  outcome,
});
const pass = result('a', { kind: 'pass' });
const fail = result('b', { kind: 'fail', expected: '1', actual: '2' });

test('checks are counted in a sentence, failing ones first', () => {
  expect(checksInWords([pass, fail])).toBe('1 of 2 checks pass.');
  expect(checksInWords([pass, pass])).toBe('All 2 checks pass.');
  expect(failingFirst([pass, fail]).map(({ id }) => id)).toEqual(['b', 'a']);
});

test.each(['Failed to fetch', 'Load failed', 'Failed to fetch dynamically imported module: /_astro/open.js'])(
  '%s: the connection is to be looked at',
  (message) => {
    expect(troubleInWords(new TypeError(message))).toContain('connection');
  },
);

test('another fault of the simulator is named', () => {
  expect(troubleInWords(new Error('Unexpected reply: trace'))).toContain('(Unexpected reply: trace)');
});

test('a string that is returned keeps its quotes, and a list its order', () => {
  expect(branchOf('a"b')).toEqual({ kind: 'leaf', sort: 'string', text: '"a\\"b"' });
  expect(branchOf([3, null])).toEqual({
    kind: 'list',
    entries: [
      ['0', 3],
      ['1', null],
    ],
  });
});

test('a field called __proto__ is a field like others', () => {
  expect(branchOf(JSON.parse('{"__proto__":{"a":1}}'))).toEqual({
    kind: 'object',
    entries: [['__proto__', { a: 1 }]],
  });
});

test('JSON nested a hundred thousand deep is read, and its size is counted in bytes', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(parse(deep).kind).toBe('json');
  expect(bytesInWords('{"a":"é"}')).toBe('10 bytes');
  expect(bytesInWords('1')).toBe('1 byte');
  expect(bytesInWords('x'.repeat(6 * 2 ** 20))).toBe('6.00 MB');
});

test('fields and items are counted', () => {
  expect(sizeInWords('object', 1)).toBe('1 field');
  expect(sizeInWords('list', 2000)).toBe('2,000 items');
});
