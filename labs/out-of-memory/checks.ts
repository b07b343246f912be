import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** An export that the code cannot have seen before. */
const anExport = (orders: number) => ({ day: 400 + Math.floor(Math.random() * 4000), orders });

const sumsOf = ({ day, orders }: { day: number; orders: number }) => {
  let cents = 0;
  for (let order = 0; order < orders; order += 1) cents += (order * 37 + day) % 5000;
  return { orders, cents };
};

async function addsUp({ invoke }: ClientCheckContext, orders: number): Promise<CheckOutcome> {
  const event = anExport(orders);
  const { payload, failure } = await invoke(event);
  if (failure) return { kind: 'error', failure };
  const expected = show(sumsOf(event));
  return show(payload) === expected ? { kind: 'pass' } : { kind: 'fail', expected, actual: show(payload) };
}

/** By the REPORT line, which is Lambda's own and the last: what a function prints comes before it. */
function memoryIn(log: string) {
  const report = log.split('\n').findLast((line) => line.startsWith('REPORT RequestId: '));
  return Number(/\tMax Memory Used: (\d+) MB/.exec(report ?? '')?.[1]);
}

const ROUNDS = 10;
/** Orders of an export of 6 MB: ten of them are kept as easily as one, if nothing is kept. */
const SMALL = 6_000;
const MAY_GROW_MB = 4;
const MAY_USE_MB = 110;

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'adds-up',
    step: 4,
    title: 'Counts each order of a small export once, and adds up their totals',
    hints: [
      'Compare the number of orders in the answer with the one in the event.',
      'A line can begin in one piece and end in the next. split cuts it into two lines then.',
      "Put what was left over in front of the next piece: const lines = (rest + piece).split('\\n'); rest = lines.pop();",
    ],
    run: async (context) => {
      for (const orders of [3, 70, 500]) {
        const outcome = await addsUp(context, orders);
        if (outcome.kind !== 'pass') return outcome;
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'client',
    id: 'stays-flat',
    step: 2,
    title: 'Needs no more memory for the tenth export than for the second',
    hints: [
      'What is declared inside the handler is gone after it. What else is there?',
      'The list outside the handler gets longer with each order, and nobody ever empties it.',
      'Nothing reads seen. Take it out.',
    ],
    run: async ({ invoke }) => {
      const expected = `Max Memory Used that stays below ${MAY_USE_MB} MB and does not climb`;
      const used: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const { failure, log } = await invoke(anExport(SMALL));
        if (failure && round === 0) return { kind: 'error', failure };
        used.push(memoryIn(log));
        if (failure) return { kind: 'fail', expected, actual: `${used.join(', ')} MB: ${failure.errorType}` };
      }
      const last = used.at(-1)!;
      return last - used[1]! <= MAY_GROW_MB && last <= MAY_USE_MB
        ? { kind: 'pass' }
        : { kind: 'fail', expected, actual: `${used.join(', ')} MB` };
    },
  },
  {
    reads: 'client',
    id: 'reads-what-does-not-fit',
    step: 3,
    title: 'Adds up an export of 70 MB with 128 MB of memory',
    hints: [
      'What is the largest thing that the handler holds at one time?',
      'The loop over the pieces only collects. Let it do the work, so that each piece can go.',
      'Split each piece into lines within the for await loop, and add up orders and cents there.',
    ],
    run: (context) => addsUp(context, 70_000),
  },
];
