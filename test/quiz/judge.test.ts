import { describe, expect, it } from 'vitest';
import { judge } from '../../src/quiz/judge.ts';
import { type AnswerKey, keyOf } from '../../src/quiz/key.ts';
import { predictable } from '../../src/quiz/payload.ts';
import { sameText } from '../../src/quiz/same-text.ts';

const judged = (key: AnswerKey, given: readonly (number | string)[]) => judge(key, given.map(String));

describe('an answer to a single question', () => {
  const key = { type: 'single', right: 2 } as const;

  it('is right when the right option was chosen, and explained by that option', () => {
    expect(judged(key, [2])).toEqual({ kind: 'right', say: 'Right.', explain: [2] });
  });

  it('is wrong with another option, and explained by the one that was chosen', () => {
    expect(judged(key, [0])).toEqual({ kind: 'wrong', say: 'Not this one.', explain: [0] });
  });

  it('stays open when nothing was chosen', () => {
    expect(judged(key, [])).toEqual({ kind: 'open', say: 'Choose an answer first.' });
  });
});

describe('an answer to a prediction', () => {
  const key = { type: 'predict', right: 2, code: '', events: [] } as const;

  it('is explained by the right option alone when it is right, and with its own when it is wrong', () => {
    expect(judged(key, [2])).toEqual({ kind: 'right', say: 'Right.', explain: [2] });
    expect(judged(key, [0])).toEqual({ kind: 'wrong', say: 'Not this one.', explain: [0, 2] });
  });

  it('stays open when nothing was chosen', () => {
    expect(judged(key, [])).toMatchObject({ kind: 'open' });
  });
});

describe('a payload to predict', () => {
  it('is compact JSON without the stack trace of a failure', () => {
    expect(predictable('{ "errorType": "Error", "trace": ["at x"] }')).toBe('{"errorType":"Error"}');
    expect(predictable('no JSON')).toBe('no JSON');
  });
});

describe('an answer to a multiple question', () => {
  const key = { type: 'multiple', right: [0, 2] } as const;

  it('is right with all right options and no other', () => {
    expect(judged(key, [0, 2])).toMatchObject({ kind: 'right', explain: [0, 2] });
  });

  it.each([
    [[0], '1 right one is missing'],
    [[0, 1, 2], '1 of your choices is wrong'],
    [[1, 3], '2 of your choices are wrong, and 2 right ones are missing'],
  ])('is wrong with %j, and says how', (given, says) => {
    expect(judged(key, given)).toEqual({ kind: 'wrong', say: `Not yet: ${says}.`, explain: given });
  });

  it('stays open when nothing was chosen', () => {
    expect(judged(key, [])).toMatchObject({ kind: 'open' });
  });
});

describe('an answer to an order question', () => {
  const key = { type: 'order', shown: [2, 0, 1, 3] } as const;

  it('is right in the order of the file', () => {
    expect(judged(key, [0, 1, 2, 3])).toEqual({
      kind: 'right',
      say: 'Right, in this order.',
      explain: [0, 1, 2, 3],
    });
  });

  it.each([
    [[1, 0, 2, 3], 'the first comes too early', 1],
    [[0, 3, 1, 2], 'the first is in place, but the next comes too early', 3],
    [[0, 1, 3, 2], 'the first 2 are in place, but the next comes too early', 3],
  ])('is wrong as %j, and explained by the item that comes too early', (given, says, item) => {
    expect(judged(key, given)).toEqual({ kind: 'wrong', say: `Not yet: ${says}.`, explain: [item] });
  });

  it('never starts out right, and starts the same in every build', () => {
    const item = (text: string) => ({ text, why: 'Because.' });
    for (const count of [3, 5, 7])
      for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
        const items = [...Array(count).keys()].map((number) => item(`${number}`));
        const question = { type: 'order', id, ask: 'In which order?', items } as const;
        const first = keyOf({ ...question, items });
        expect(keyOf({ ...question, items })).toEqual(first);
        const shown = first.type === 'order' ? first.shown : [];
        expect(shown.toSorted()).toEqual([...items.keys()]);
        expect(shown).not.toEqual([...items.keys()]);
      }
  });
});

describe('an answer to a text question', () => {
  const key = {
    type: 'text',
    accept: ['$LATEST', 'the latest'],
    mistakes: [['1', 'one'], ['live']],
    ignore: ['case', 'quotes'],
  } as const;

  it.each(['$LATEST', '  $latest ', '"$LATEST"', '“The latest”', 'the   latest'])(
    'is right with %j',
    (typed) => {
      expect(judged(key, [typed])).toEqual({ kind: 'right', say: 'Right.', explain: [0] });
    },
  );

  it.each([
    ['ONE', 1],
    ['`live`', 2],
    ['latest', 3],
  ])('is wrong with %j, and explained by entry %i', (typed, entry) => {
    expect(judged(key, [typed])).toEqual({ kind: 'wrong', say: 'Not that.', explain: [entry] });
  });

  it('stays open when nothing but space was typed', () => {
    expect(judged(key, ['  '])).toEqual({ kind: 'open', say: 'Write an answer first.' });
    expect(judged(key, [])).toMatchObject({ kind: 'open' });
  });
});

describe('two texts', () => {
  it.each([
    ['Handler', 'handler', 'case'],
    ['253 ms', '253ms', 'spaces'],
    ['"Errors"', 'Errors', 'quotes'],
  ] as const)('%j and %j are the same only where %s is ignored', (one, other, rule) => {
    expect(sameText(one, other, [rule])).toBe(true);
    expect(sameText(one, other, [])).toBe(false);
  });

  it('are the same whatever the shape of their quotes and the space around them', () => {
    expect(sameText(' “a”  ‘b’', '"a" \'b\'', [])).toBe(true);
  });
});
