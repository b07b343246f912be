import { describe, expect, it } from 'vitest';
import { judge } from '../../src/quiz/judge.ts';

describe.each(['single', 'predict'] as const)('an answer to a %s question', (type) => {
  const key = { type, right: 2 };

  it('is right when the right option was chosen, and explained by that option', () => {
    expect(judge(key, [2])).toEqual({ kind: 'right', say: 'Right.', explain: [2] });
  });

  it('is wrong with another option, and explained by the one that was chosen', () => {
    expect(judge(key, [0])).toEqual({ kind: 'wrong', say: 'Not this one.', explain: [0] });
  });

  it('stays open when nothing was chosen', () => {
    expect(judge(key, [])).toEqual({ kind: 'open', say: 'Choose an answer first.' });
  });
});

describe('an answer to a multiple question', () => {
  const key = { type: 'multiple', right: [0, 2] } as const;

  it('is right with all right options and no other', () => {
    expect(judge(key, [0, 2])).toMatchObject({ kind: 'right', explain: [0, 2] });
  });

  it.each([
    [[0], '1 right one is missing'],
    [[0, 1, 2], '1 of your choices is wrong'],
    [[1, 3], '2 of your choices are wrong, and 2 right ones are missing'],
  ])('is wrong with %j, and says how', (given, says) => {
    expect(judge(key, given)).toEqual({ kind: 'wrong', say: `Not yet: ${says}.`, explain: given });
  });

  it('stays open when nothing was chosen', () => {
    expect(judge(key, [])).toMatchObject({ kind: 'open' });
  });
});
