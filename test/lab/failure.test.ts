import { expect, test } from 'vitest';
import { readFailure } from '../../src/lab/log.ts';

const files = [{ path: 'index.mts', text: '' }];

test('an error payload names the place in the learner’s own file', () => {
  const payload = JSON.stringify({
    errorType: 'TypeError',
    errorMessage: 'no',
    trace: [
      'TypeError: no',
      '    at f (file:///var/runtime/index.mjs:1:1)',
      '    at handler (file:///var/task/index.mjs:2:9)',
    ],
  });
  expect(readFailure(payload, files)).toMatchObject({
    errorType: 'TypeError',
    location: { path: 'index.mts', line: 2, column: 9 },
  });
});

test.each([
  ['null', { errorType: 'Error', errorMessage: '', trace: [] }],
  ['{}', { errorType: 'Error', errorMessage: '', trace: [] }],
  [
    '{"errorType":{"a":1},"errorMessage":5,"trace":"no list"}',
    { errorType: '{"a":1}', errorMessage: '5', trace: [] },
  ],
  [
    '{"errorType":"E","errorMessage":null,"trace":[1,null]}',
    { errorType: 'E', errorMessage: 'null', trace: ['1', 'null'] },
  ],
])('%s is read as text, whatever was thrown', (payload, expected) => {
  expect(readFailure(payload, files)).toEqual(expected);
});
