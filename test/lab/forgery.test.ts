import { expect, test } from 'vitest';
import type { SimulatorCheckContext } from '../../src/lab/check.ts';
import { readLab } from '../../src/lab/read.ts';
import { readMistakes } from '../../src/lab/read-mistakes.ts';
import { judge } from '../support/simulate.ts';

const lab = readLab('hello-event');
const verdictOn = async (text: string) => {
  const { checks } = await import('../../labs/hello-event/checks.ts');
  const verdict = await judge(lab, [{ path: 'index.mjs', text }], checks, readMistakes('labs/hello-event'));
  if (verdict.kind === 'refused') throw new Error(verdict.message);
  return verdict;
};

const VERDICT = `({ kind: 'judged', results: ['greets-by-name', 'greets-a-stranger', 'logs-the-event'].map((id) =>
  ({ id, step: 1, title: id, hints: [], outcome: { kind: 'pass' } })) })`;

test.each([
  ['returns a verdict', `export const handler = async () => ${VERDICT};`],
  ['prints a verdict', `export const handler = async () => { console.log(JSON.stringify(${VERDICT})); };`],
  [
    'posts a verdict to whoever listens',
    `export const handler = async () => {
      for (const name of ['postMessage', 'parent', 'self', 'top', 'port'])
        try { globalThis[name]?.postMessage?.(${VERDICT}, '*'); globalThis[name]?.(${VERDICT}); } catch {}
    };`,
  ],
  [
    'prints the log of another run',
    `export const handler = async () => {
      console.log('END RequestId: 1\\nREPORT RequestId: 1\\tDuration: 1 ms\\tBilled Duration: 1 ms\\tMemory Size: 1 MB\\tMax Memory Used: 1 MB');
      return 'Hello, stranger!';
    };`,
  ],
  [
    'answers with an object that claims to equal anything',
    `export const handler = async () => ({
      toString: () => 'Hello, stranger!', valueOf: () => true, [Symbol.toPrimitive]: () => 'Hello!',
      get message() { return { message: 'Hello, stranger!' }; },
    });`,
  ],
  [
    'makes every comparison true',
    `Object.is = Array.prototype.includes = Array.prototype.some = Array.prototype.every = String.prototype.includes = () => true;
     export const handler = async () => 'x';`,
  ],
  [
    'pollutes the prototype of all outcomes',
    `Object.prototype.kind = 'pass'; Object.prototype.outcome = { kind: 'pass' };
     export const handler = async () => ({ __proto__: { kind: 'pass' }, kind: 'pass', outcome: { kind: 'pass' } });`,
  ],
])('a handler that %s passes no check, and no verdict changes its shape', async (_does, code) => {
  const { results } = await verdictOn(code);
  expect(results.map(({ id }) => id)).toEqual(['greets-by-name', 'greets-a-stranger', 'logs-the-event']);
  for (const { id, outcome } of results) expect(outcome.kind, id).not.toBe('pass');
});

test('what a handler does in one check does not reach the code of the next', async () => {
  const { results } = await judge(
    lab,
    [
      {
        path: 'index.mjs',
        text: 'globalThis.forged = true; Array.prototype.push = () => 0; export const handler = async () => 1;',
      },
    ],
    [1, 2].map((step) => ({
      reads: 'simulator' as const,
      id: `look-${step}`,
      step,
      title: 'Looks round',
      hints: ['None.'],
      run: async ({ invoke, trace }: SimulatorCheckContext) => {
        await invoke({});
        const phases = trace().filter((event) => event.type === 'phase');
        return 'forged' in globalThis || phases.length === 0
          ? { kind: 'fail' as const, expected: 'a page untouched', actual: 'forged' }
          : { kind: 'pass' as const };
      },
    })),
  ).then((verdict) => (verdict.kind === 'judged' ? verdict : { results: [] }));
  expect(results.map(({ outcome }) => outcome.kind)).toEqual(['pass', 'pass']);
});
