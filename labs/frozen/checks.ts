import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

interface Line {
  name: string;
  quantity?: number;
}

interface Order {
  order: string;
  lines: Line[];
}

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });

const PASS: CheckOutcome = { kind: 'pass' };
const random = (below: number) => Math.floor(Math.random() * below);

/** An order that the code cannot have seen before; `broken` is the index of a line without a quantity. */
function anOrder(size: number, broken?: number): Order {
  const order = `O-${random(1_000_000)}`;
  const lines = Array.from({ length: size }, (_, index) => ({
    name: `thing-${random(1_000_000)}`,
    ...(index !== broken && { quantity: 1 + random(9) }),
  }));
  return { order, lines };
}

/** The number that the ledger gives an entry. */
const numberOf = (order: string, { name, quantity }: Line) =>
  [...`${order} ${name} ${quantity}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

const numbers = ({ order, lines }: Order) =>
  lines.filter(({ quantity }) => quantity).map((line) => numberOf(order, line));

/** The orders whose entries a log shows, with their numbers, as `order number`. */
const enteredIn = (log: string) =>
  [...log.matchAll(/\tentered (\S+) \S+ (\d+)/g)].map(([, order, number]) => `${order} ${number}`).sort();

/** Invokes with `order`: the numbers have to be in the answer, and exactly these entries in the log. */
async function enters({ invoke }: ClientCheckContext, order: Order): Promise<CheckOutcome> {
  const { payload, failure, log } = await invoke(order);
  if (failure) return { kind: 'error', failure };
  const { entered } = (payload ?? {}) as { entered?: unknown };
  const expected = numbers(order);
  if (show(entered) !== show(expected)) return fail(`entered: ${show(expected)}`, show(payload));
  const own = expected.map((number) => `${order.order} ${number}`).sort();
  const found = enteredIn(log);
  return show(found) === show(own)
    ? PASS
    : fail(`in the log, entries of ${order.order} alone: ${own.join(', ')}`, found.join(', ') || 'none');
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'in-its-own-log',
    step: 2,
    title: 'Makes each order’s entries before it answers',
    hints: [
      'enter gives a promise. What happens to it in the handler?',
      'When the handler returns, Lambda freezes whatever is still under way.',
      'Collect the promises with lines.map(…), and await Promise.all of them.',
    ],
    run: async (context) => {
      for (const size of [2, 1, 3]) {
        const outcome = await enters(context, anOrder(size));
        if (outcome.kind !== 'pass') return outcome;
      }
      return PASS;
    },
  },
  {
    reads: 'client',
    id: 'all-together',
    step: 3,
    title: 'Enters fifteen lines within the timeout',
    hints: [
      'Fifteen entries of 300 ms each take 4.5 seconds, if each waits for the one before.',
      'Start all of them first, then wait once.',
    ],
    run: (context) => enters(context, anOrder(15)),
  },
  {
    reads: 'client',
    id: 'says-what-failed',
    step: 4,
    title: 'Names the lines that were refused, and loses none of the others',
    hints: [
      'Promise.all rejects at the first failure and forgets the rest. It has a sibling that waits for every outcome.',
      'Promise.allSettled gives { status, value } or { status, reason } for each, in order.',
      'The outcome at an index belongs to the line at that index: that is how you find its name.',
    ],
    run: async (context) => {
      const broken = random(3);
      const order = anOrder(3, broken);
      const { payload, failure } = await context.invoke(order);
      if (failure) return { kind: 'error', failure };
      const expected = { order: order.order, entered: numbers(order), refused: [order.lines[broken]?.name] };
      const { order: name, entered, refused } = (payload ?? {}) as Record<string, unknown>;
      return show({ order: name, entered, refused }) === show(expected)
        ? PASS
        : fail(show(expected), show(payload));
    },
  },
];
