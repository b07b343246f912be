import { afterEach, expect, test, vi } from 'vitest';
import { loadSolution, maySeeSolution } from '../../src/lab/solution.ts';
import { readSolutionPolicy } from '../../src/lab/solution-policy.ts';

afterEach(() => vi.unstubAllGlobals());

const at = (attempts: number, passed: boolean) => ({ attempts, passed });

test.each([
  ['always', at(0, false), true],
  ['never', at(9, true), false],
  ['after-pass', at(9, false), false],
  ['after-pass', at(1, true), true],
  [{ afterAttempts: 2 }, at(1, false), false],
  [{ afterAttempts: 2 }, at(2, false), true],
  [{ afterAttempts: 2 }, at(1, true), true],
] as const)('with the policy %j, after %j, the solution may be seen: %s', (policy, so, may) => {
  expect(maySeeSolution(policy, so)).toBe(may);
});

test.each(['always', 'after-pass', 'never', { afterAttempts: 3 }])('%j is a policy', (policy) => {
  expect(readSolutionPolicy(policy)).toEqual(policy);
});

test.each(['sometimes', { afterAttempts: 0 }, { afterAttempts: 1.5 }, undefined])(
  '%j is refused, with what to write',
  (policy) => {
    expect(() => readSolutionPolicy(policy)).toThrow(
      /^workbook\.config\.ts: labs\.solution: .* is no policy\. Write 'always', 'after-pass', 'never' or \{ afterAttempts: n \}/,
    );
  },
);

test('the solution is asked for by the slug of its lab', async () => {
  const files = [{ path: 'index.mjs', text: '1' }];
  const fetched = vi.fn(async (_url: string) => Response.json(files));
  vi.stubGlobal('fetch', fetched);
  expect(await loadSolution('hello-event')).toEqual(files);
  expect(fetched).toHaveBeenCalledWith('/labs/hello-event/solution.json');
});

test.each([
  ['is not there', async () => new Response('', { status: 404 })],
  ['does not arrive', () => Promise.reject(new TypeError('Failed to fetch'))],
])('a solution that %s is told in words', async (_how, answer) => {
  vi.stubGlobal('fetch', answer);
  await expect(loadSolution('hello-event')).rejects.toThrow('Look at your connection and try again.');
});
