import { describe, expect, it } from 'vitest';
import { indent } from '../../src/workbench/editor/indent.ts';
import { inReadingOrder } from '../../src/workbench/editor/problem.ts';
import { formatJson } from '../../src/workbench/format-json.ts';
import { syntaxProblems } from '../../src/workbench/syntax-problems.ts';

const pressed = (marked: string, back = false) => {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  const change = indent(text, start, Math.max(start, end), back);
  if (!change) return marked;
  const after = text.slice(0, change.from) + change.insert + text.slice(change.to);
  return change.start === change.end
    ? `${after.slice(0, change.start)}|${after.slice(change.start)}`
    : `${after.slice(0, change.start)}|${after.slice(change.start, change.end)}|${after.slice(change.end)}`;
};

describe('Tab in the plain editor', () => {
  it('puts two spaces at the cursor', () => expect(pressed('a|b')).toBe('a  |b'));
  it('takes the place of what is selected within a line', () => expect(pressed('a|xyz|b')).toBe('a  |b'));
  it('indents every selected line, but no empty one', () =>
    expect(pressed('if\n|a\n\nb|')).toBe('if\n  |a\n\n  b|'));
  it('with Shift takes away up to two spaces of the line', () =>
    expect(pressed('   a|b', true)).toBe(' a|b'));
  it('with Shift takes them from every selected line', () =>
    expect(pressed('|  a\n b\nc|', true)).toBe('|a\nb\nc|'));
  it('takes as many spaces as Python does', () =>
    expect(indent('a', 1, 1, false, 4)).toMatchObject({ insert: '    ', start: 5 }));
  it('with Shift leaves alone what is not indented', () => expect(pressed('a|b', true)).toBe('a|b'));
});

describe('JSON laid out', () => {
  it('changes nothing but white space', () =>
    expect(formatJson('{"a":[1.0,1e400,{}],"b c":"\\u00e9 {x: 1}" , "d":[ ]}')).toBe(
      '{\n  "a": [\n    1.0,\n    1e400,\n    {}\n  ],\n  "b c": "\\u00e9 {x: 1}",\n  "d": []\n}\n',
    ));
  it('means the same as before', () => {
    const text = '{"Records":[{"body":"a \\"quoted\\" [b]","n":-0.5e3,"ok":true,"none":null}],"empty":""}';
    expect(JSON.parse(formatJson(text) ?? '')).toEqual(JSON.parse(text));
  });
  it('leaves alone what is not JSON', () => expect(formatJson('{"a":}')).toBeUndefined());
});

describe('Problems', () => {
  const at = (path: string, line: number) => ({ location: { path, line }, message: 'm' });
  it('are listed from the shown file on, from top to bottom', () =>
    expect(
      inReadingOrder([at('a', 9), at('b', 3), at('a', 2), at('c', 1)], ['a', 'b', 'c'], 'b').map(
        ({ location: { path, line } }) => `${path}${line}`,
      ),
    ).toEqual(['b3', 'a2', 'a9', 'c1']));
  it('without types are those of syntax, in JavaScript, TypeScript and JSON', () => {
    const files = [
      { path: 'index.mjs', text: 'const a = 1;\nconst b = ;\n' },
      { path: 'types.mts', text: 'const a: number = "fine here";\n' },
      { path: 'data.json', text: '{\n  "a": 1,\n}\n' },
      { path: 'app.py', text: 'def handler(event, context):\n    return {}\n' },
    ];
    expect(syntaxProblems(files).map(({ location: { path, line } }) => `${path} ${line}`)).toEqual([
      'index.mjs 2',
      'data.json 2',
    ]);
  });
});
