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

test('of a traceback of Python the innermost line in the learner’s own file counts', () => {
  const payload = JSON.stringify({
    errorType: 'KeyError',
    errorMessage: "'name'",
    requestId: '1',
    stackTrace: [
      '  File "/var/task/app.py", line 5, in handler\n    return greet(event)\n',
      '  File "/var/task/greet.py", line 2, in greet\n    return event["name"]\n',
      '  File "/var/lang/lib/python314.zip/json.py", line 9, in dumps\n',
    ],
  });
  const python = ['app.py', 'greet.py'].map((path) => ({ path, text: '' }));
  const { location, trace } = readFailure(payload, python);
  expect(location).toEqual({ path: 'greet.py', line: 2 });
  expect(trace.slice(0, 2)).toEqual([
    '  File "/var/task/app.py", line 5, in handler',
    '    return greet(event)',
  ]);
});

test('a syntax error of Python names its line', () => {
  const payload = JSON.stringify({
    errorType: 'Runtime.UserCodeSyntaxError',
    errorMessage: "Syntax error in module 'app': expected ':' (app.py, line 4)",
    requestId: '',
    stackTrace: ['  File "/var/task/app.py" Line 4\n    def handler(event, context)\n'],
  });
  expect(readFailure(payload, [{ path: 'app.py', text: '' }]).location).toEqual({ path: 'app.py', line: 4 });
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
