import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

interface Picture {
  name: string;
  megabytes: number;
}

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
const fail = (expected: string, actual: unknown): CheckOutcome => ({
  kind: 'fail',
  expected,
  actual: typeof actual === 'string' ? actual : show(actual),
});

/** Pictures that the code cannot have seen before. */
function album(sizes: readonly number[]): Picture[] {
  const number = Math.floor(Math.random() * 1_000_000);
  return sizes.map((megabytes, index) => ({ name: `${number}-${index}.jpg`, megabytes }));
}

const SIZES = [4, 1, 3, 2, 4, 4, 2, 3, 3, 4, 3, 4, 2, 4, 1, 4];
const namesOf = (pictures: readonly Picture[]) => pictures.map(({ name }) => name);

/** Invokes with `pictures` and hands the answer to `judge`, unless there was none. */
async function send(
  { invoke }: ClientCheckContext,
  pictures: readonly Picture[],
  judge: (answer: { done: unknown[]; left: unknown[] }, payload: unknown) => CheckOutcome,
): Promise<CheckOutcome> {
  const { payload, failure } = await invoke({ pictures });
  if (failure) return { kind: 'error', failure };
  const { done, left } = (payload ?? {}) as { done?: unknown; left?: unknown };
  if (!Array.isArray(done)) return fail('an answer with a list "done"', payload);
  return judge({ done, left: Array.isArray(left) ? left : [] }, payload);
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'answers-in-time',
    step: 2,
    title: 'Answers before the timeout, with some pictures done',
    hints: [
      'The second argument of the handler knows how much time is left.',
      'Ask at the top of the loop, before resize: afterwards it may be too late.',
      'if (context.getRemainingTimeInMillis() < 500) break;',
    ],
    run: (context) =>
      send(context, album(SIZES), ({ done }) =>
        done.length > 0 ? { kind: 'pass' } : fail('at least one picture done', { done }),
      ),
  },
  {
    reads: 'client',
    id: 'hands-back-the-rest',
    step: 3,
    title: 'Returns what is done and what is left, and loses nothing',
    hints: [
      'done has names; left has pictures, just as they came.',
      'Pictures are done in order, so what is left begins at index done.length.',
      'return { done, left: pictures.slice(done.length) };',
    ],
    run: async (context) => {
      for (const pictures of [album([1, 2]), album(SIZES)]) {
        const outcome = await send(context, pictures, ({ done }, payload) => {
          const expected = {
            done: namesOf(pictures.slice(0, done.length)),
            left: pictures.slice(done.length),
          };
          const { left } = payload as { left?: unknown };
          return show({ done, left }) === show(expected) ? { kind: 'pass' } : fail(show(expected), payload);
        });
        if (outcome.kind !== 'pass') return outcome;
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'client',
    id: 'finishes-what-fits',
    step: 4,
    title: 'Does a small album whole, and does not stop early in a large one',
    hints: [
      'How much is left when you stop? Log context.getRemainingTimeInMillis() after the loop.',
      'A fixed number of pictures is no measure of time: some are small, some are large.',
    ],
    run: async (context) => {
      for (const sizes of [[4, 1, 2], Array.from({ length: 40 }, () => 1)]) {
        const pictures = album(sizes);
        const atLeast = Math.min(sizes.length, 20);
        const outcome = await send(context, pictures, ({ done }) =>
          done.length >= atLeast
            ? { kind: 'pass' }
            : fail(`at least ${atLeast} of ${sizes.length} pictures done`, `${done.length} done`),
        );
        if (outcome.kind !== 'pass') return outcome;
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'client',
    id: 'goes-on',
    step: 5,
    title: 'Gets through an album of 40 in a few rounds, each picture once',
    hints: [
      'Run the event album twice. Does the second run do as much as the first?',
      'Whatever you keep outside the handler still has its value from the last invocation.',
    ],
    run: async (context) => {
      const pictures = album([...SIZES, ...SIZES, ...SIZES.slice(0, 8)]);
      const finished: unknown[] = [];
      let left: readonly Picture[] = pictures;
      for (let round = 1; left.length > 0; round += 1) {
        if (round > 8) return fail('nothing left after 8 rounds', `${left.length} of 40 left`);
        const outcome = await send(context, left, (answer) => {
          finished.push(...answer.done);
          left = answer.left as Picture[];
          return answer.done.length > 0 ? { kind: 'pass' } : fail('progress in every round', answer);
        });
        if (outcome.kind !== 'pass') return outcome;
      }
      return show(finished) === show(namesOf(pictures))
        ? { kind: 'pass' }
        : fail('all 40 names, each once and in order', `${finished.length} names: ${show(finished)}`);
    },
  },
];
