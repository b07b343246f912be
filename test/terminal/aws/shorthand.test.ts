import { expect, test } from 'vitest';
import { parseShorthand } from '../../../src/terminal/aws/shorthand.ts';

// The grammar is that of the AWS CLI User Guide, "Using shorthand syntax".
test.each([
  ['Key=value', { Key: 'value' }],
  ['a=b,c=d', { a: 'b', c: 'd' }],
  ['a=b,c', { a: ['b', 'c'] }],
  ['a=b,c,d=e', { a: ['b', 'c'], d: 'e' }],
  ['a=[b,c],d=[]', { a: ['b', 'c'], d: [] }],
  [
    'Variables={STAGE=dev,URL=https://x.example/?a=b}',
    { Variables: { STAGE: 'dev', URL: 'https://x.example/?a=b' } },
  ],
  ['Variables={GREETING=two words,OTHER=x}', { Variables: { GREETING: 'two words', OTHER: 'x' } }],
  [`a='b,c',d="e \\" f"`, { a: 'b,c', d: 'e " f' }],
  ['a=b\\,c', { a: 'b,c' }],
  ['AdditionalVersionWeights={2=0.1}', { AdditionalVersionWeights: { '2': '0.1' } }],
  ['Filters=[{Pattern=x},{Pattern=y}]', { Filters: [{ Pattern: 'x' }, { Pattern: 'y' }] }],
  ['a=,b=c', { a: '', b: 'c' }],
  ['a = b , c = d', { a: 'b', c: 'd' }],
])('%s', (text, expected) => {
  expect(parseShorthand(text)).toEqual(expected);
});

test.each([
  ['Variables', "Expected: '=', received: 'EOF' for input:\nVariables\n         ^"],
  ['a={b=c', "Expected: ',', received: 'EOF' for input:\na={b=c\n      ^"],
  ['a=[b', "Expected: ',', received: 'EOF'"],
  [`a='b`, "Expected: 'quoted value', received: '''"],
])('%s points at the place that is wrong', (text, message) => {
  expect(() => parseShorthand(text)).toThrow(message);
});
