import { expect, test } from 'vitest';
import { splitInlineCode } from '../../src/quiz/inline.ts';

test('text of a question is code between backticks and plain elsewhere', () => {
  expect(splitInlineCode('Call `greeter:1` now')).toEqual([
    { code: false, text: 'Call ' },
    { code: true, text: 'greeter:1' },
    { code: false, text: ' now' },
  ]);
  expect(splitInlineCode('`all`')).toEqual([{ code: true, text: 'all' }]);
});
