import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });

/** An order that the code cannot have seen before; its length decides how long the audit takes. */
const newOrder = (digits: number) => `N-${String(Math.random()).slice(2, 2 + digits)}`;

const auditedIn = (log: string) =>
  log.split('\n').flatMap((line) => /\tINFO\taudited (\S+)/.exec(line)?.[1] ?? []);

const inWords = (orders: readonly string[]) =>
  orders.length === 0 ? 'no audit' : `audited ${orders.join(', ')}`;

/** Sends the orders one after the other; each has to be audited in its own invocation, and no other there. */
async function sends({ invoke }: ClientCheckContext, orders: readonly string[]): Promise<CheckOutcome> {
  for (const order of orders) {
    const { payload, failure, log } = await invoke({ order });
    if (failure) return { kind: 'error', failure };
    const expected = JSON.stringify({ accepted: order });
    if (JSON.stringify(payload) !== expected) return fail(expected, JSON.stringify(payload));
    const audited = auditedIn(log);
    if (audited.join() !== order)
      return fail(`audited ${order} in the log of its own invocation`, inWords(audited));
  }
  return { kind: 'pass' };
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'audits-the-order',
    step: 3,
    title: 'Audits an order before it answers',
    hints: [
      'What does the handler still have to do when it returns? Lambda does not wait for it.',
      'audit returns a promise, and nobody waits for it.',
      'await audit(order);',
    ],
    // Whatever an earlier event left behind comes up in the first of these.
    run: async (context) => {
      await context.invoke({ order: 'swept' });
      return sends(context, [newOrder(3)]);
    },
  },
  {
    reads: 'client',
    id: 'audits-every-order',
    step: 4,
    title: 'Audits short and long orders, each in its own invocation',
    hints: [
      'Run third, then first. Whose audit stands in which log?',
      'Do not guess how long an audit takes: its promise knows.',
    ],
    run: async (context) => {
      await context.invoke({ order: 'swept' });
      return sends(context, [newOrder(6), newOrder(2), newOrder(5), newOrder(1)]);
    },
  },
];
