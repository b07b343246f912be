import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });

/** Some product, and its price by the rule of the catalog. */
function product() {
  const number = 1 + Math.floor(Math.random() * 3000);
  return { product: `P-${number}`, price: ((number * 37) % 990) + 10 };
}

/** By the REPORT line, which is Lambda's own and the last: what a function prints comes before it. */
function durationIn(log: string) {
  const report = log.split('\n').findLast((line) => line.startsWith('REPORT RequestId: '));
  return Number(/\tDuration: ([\d.]+) ms/.exec(report ?? '')?.[1]);
}

/** Less than the catalog takes to connect, and far more than looking up a price does. */
const QUICK_MS = 100;

async function timed({ invoke }: ClientCheckContext) {
  const { failure, log } = await invoke({ product: product().product });
  return { failure, ms: durationIn(log) };
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'opens-once',
    step: 2,
    title: 'Answers a second event without opening the catalog again',
    hints: [
      'Which of the lines in the handler needs the event? Only those have to be in it.',
      'What stands at the top of the file runs once for each environment.',
      'const catalog = await openCatalog(); above the handler.',
    ],
    run: async (context) => {
      const first = await timed(context);
      if (first.failure) return { kind: 'error', failure: first.failure };
      const { failure, ms } = await timed(context);
      if (failure) return { kind: 'error', failure };
      return ms < QUICK_MS
        ? { kind: 'pass' }
        : fail(`a second Duration of less than ${QUICK_MS} ms`, `Duration: ${ms} ms`);
    },
  },
  {
    reads: 'simulator',
    id: 'starts-in-init',
    step: 3,
    title: 'Opens the catalog in Init, so that the first event does not wait either',
    hints: [
      'Press New environment and run. How long is Init, and how long is the invocation that follows?',
      'A variable that the handler fills at the first event is filled while somebody waits.',
      'Init ends when the top of your file has run. It waits for a promise only if you await it there.',
    ],
    run: async (context) => {
      const { client, functionName } = context;
      const Description = `a new environment, ${Math.random()}`;
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: functionName, Description }));
      await context.settled();
      const { failure, ms } = await timed(context);
      if (failure) return { kind: 'error', failure };
      const init = context.trace().find((event) => event.type === 'phase' && event.phase === 'init');
      if (init?.type !== 'phase') return fail('an Init before the first event', 'none');
      const initMs = Math.round(init.to - init.from);
      return initMs > 200 && ms < QUICK_MS
        ? { kind: 'pass' }
        : fail(
            `an Init of more than 200 ms, and a first Duration of less than ${QUICK_MS} ms`,
            `Init: ${initMs} ms, Duration: ${ms} ms`,
          );
    },
  },
  {
    reads: 'client',
    id: 'knows-the-prices',
    step: 4,
    title: 'Gives each product its own price, and null to one that is not in the catalog',
    hints: [
      'Run notebook, then lamp. Are the prices different?',
      'What you keep outside the handler answers the next event as well. Keep the catalog, not the answer.',
    ],
    run: async ({ invoke }) => {
      const unknown = { product: 'P-none', price: null };
      for (const expected of [product(), product(), unknown, product()]) {
        const { payload, failure } = await invoke({ product: expected.product });
        if (failure) return { kind: 'error', failure };
        if (JSON.stringify(payload) !== JSON.stringify(expected))
          return fail(JSON.stringify(expected), JSON.stringify(payload));
      }
      return { kind: 'pass' };
    },
  },
];
