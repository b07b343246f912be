import { expect, test } from 'vitest';
import { inWords, jsonProblem } from '../../src/workbench/json-problem.ts';

const say = (text: string) => {
  const problem = jsonProblem(text);
  return problem && inWords(problem);
};

test.each(['{}', '[1, -2.5e3, true, null]', '"a \\u00e9 \\n"', ' {"a": {"b": []}} '])(
  '%s is JSON',
  (text) => {
    expect(jsonProblem(text)).toBeUndefined();
  },
);

test.each([
  ['', 'Line 1: the event is empty; an event without content is {}.'],
  ['{\n  "name": "Ada"\n  "x": 1\n}', 'Line 2: expected a comma at the end of this line.'],
  ['{"a": 1 "b": 2}', 'Line 1: expected a comma before the next entry.'],
  ['{"a": 1', 'Line 1: expected a comma or }, but the text ends here.'],
  ['{\n  "a": 1,\n}', 'Line 2: no comma before }; take it out.'],
  ['[1, 2,]', 'Line 1: no comma before ]; take it out.'],
  ['{ name: 1 }', 'Line 1: expected a name in double quotes, not n.'],
  ['{ "a" 1 }', 'Line 1: expected a colon after the name, not 1.'],
  ['{ "a": Ada }', 'Line 1: Ada is not a JSON value; text needs double quotes: "Ada".'],
  ['{ "a": 01 }', 'Line 1: 01 is not a number in JSON.'],
  ["{ 'a': 1 }", "Line 1: expected a name in double quotes, not '."],
  ["['a']", 'Line 1: JSON puts text in double quotes ("), not single ones.'],
  ['{ "a": "b\n}', 'Line 1: this text has no closing quote (").'],
  ['{} {}', 'Line 1: expected nothing more after the value, not {.'],
  ['[1, // one\n2]', 'Line 1: JSON has no comments; take this out.'],
  ['"\\x"', 'Line 1: after a backslash JSON allows only " \\ / b f n r t and u with four digits.'],
])('%j: %s', (text, expected) => {
  expect(say(text)).toBe(expected);
});

test('the place is where the comma is missing', () => {
  expect(jsonProblem('{\n  "name": "Ada"\n  "x": 1\n}')).toMatchObject({ line: 2, column: 16 });
});

test('every text that the browser refuses gets a place and a sentence', () => {
  const whole = '{"a": [1, {"b": "c\\n"}, null], "d": -1.5e+3}';
  for (let end = 0; end < whole.length; end++) {
    const problem = jsonProblem(whole.slice(0, end));
    expect(problem?.message).toMatch(/\.$/);
    expect(problem?.message).not.toBe('this is not JSON.');
  }
});
