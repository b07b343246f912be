import { expect, test } from 'vitest';
import { jsonProblem } from '../../../src/cloud/environment/json-problem.ts';

test.each([
  ['', 'unexpected end of JSON input'],
  ['{"a"', 'unexpected end of JSON input'],
  ['"a', 'unexpected end of JSON input'],
  ['nope', "invalid character 'o' in literal null (expecting 'u')"],
  ['INVOKE', "invalid character 'I' looking for beginning of value"],
  ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b":2}', `invalid character '"' after object key:value pair`],
  ['[1 2]', "invalid character '2' after array element"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['{} {}', "invalid character '{' after top-level value"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u00g0"', "invalid character 'g' in \\u hexadecimal character escape"],
])('%s is no JSON: %s', (text, problem) => {
  expect(jsonProblem(text)).toBe(problem);
  expect(() => JSON.parse(text)).toThrow();
});

test.each(['null', ' {"a":[1,-2.5e+3,true,{}],"b":"\\u00e9\\n"} ', '[]', '0', '"x"'])(
  '%s is JSON',
  (text) => {
    expect(jsonProblem(text)).toBeUndefined();
    expect(() => JSON.parse(text)).not.toThrow();
  },
);

test('lists within lists without end are too deep, not the end of the simulator', () => {
  expect(jsonProblem('['.repeat(1_000_000))).toBe('exceeded max depth');
});
