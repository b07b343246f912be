import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** What is wrong with an order, by the rule of the shop. */
function faultOf(order: number): Fault | undefined {
  const place = (order * 37 + 11) % 67;
  if (place === 5) return 'times out';
  if (place === 12 || place === 40) return 'throws';
  return place === 23 || place === 50 || place === 61 ? 'has no price' : undefined;
}

type Fault = 'throws' | 'times out' | 'has no price';

const SENT = Array.from({ length: 200 }, (_, index) => index + 1);

/** An order that was not among those that were sent. */
function anOrder(fault: Fault | undefined): number {
  for (;;) {
    const order = 201 + Math.floor(Math.random() * 100_000);
    if (faultOf(order) === fault) return order;
  }
}

const PRICES: readonly number[] = [4900, 12900, 3900, 24900, 1900, 8900];
const priceAt = (place: number) => PRICES[place % 6] ?? 0;

/** What an order costs whose two things have a price. */
function totalOf(order: number): number {
  const shipping = faultOf(order) === 'throws' ? 0 : order % 4 < 2 ? 700 : 1900;
  return priceAt(order) + priceAt(order * 5 + 2) + shipping;
}

/** Whether the findings name all orders that have `fault`, and no other. */
function finds({ files }: ClientCheckContext, fault: Fault): CheckOutcome {
  const text = files.find(({ path }) => path === 'scripts/findings.json')?.text ?? '{}';
  const right = SENT.filter((order) => faultOf(order) === fault);
  const expected = `the ${right.length} orders under "${fault}"`;
  try {
    const list: unknown = JSON.parse(text)[fault];
    const named = new Set(Array.isArray(list) ? list.map(Number) : []);
    const found = right.filter((order) => named.has(order)).length;
    const others = named.size - found;
    return found === right.length && others === 0
      ? PASS
      : fail(expected, `${found} of them${others > 0 ? `, and ${others} that do not belong there` : ''}`);
  } catch {
    return fail(expected, 'a findings.json that is not JSON');
  }
}

const configuration = ({ client, functionName: FunctionName }: ClientCheckContext) =>
  client.send(new GetFunctionConfigurationCommand({ FunctionName }));

/** The lines of a log that are JSON, with a level. */
function levelled(log: string): { level: string; text: string }[] {
  return log.split('\n').flatMap((text) => {
    try {
      const { level } = JSON.parse(text);
      return typeof level === 'string' ? [{ level, text }] : [];
    } catch {
      return [];
    }
  });
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'finds-the-failures',
    step: 2,
    title: 'The findings name the orders that throw, and those that time out',
    hints: [
      'grep "Invoke Error" traffic.log, and grep "Task timed out" traffic.log: each line has a request ID.',
      'Take one ID and look for it in the whole log. One of the lines says which order it was.',
      "for id in $(grep 'Invoke Error' traffic.log | cut -f 2); do grep $id traffic.log | grep -o 'order [0-9]*'; done",
    ],
    run: async (context) => {
      const outcome = finds(context, 'throws');
      return outcome.kind === 'pass' ? finds(context, 'times out') : outcome;
    },
  },
  {
    reads: 'client',
    id: 'finds-the-quiet-ones',
    step: 2,
    title: 'The findings name the orders in which something has no price',
    hints: [
      'These calls did not fail. Which level does a line have that warns?',
      'grep WARN traffic.log, and then as with the others: from the request ID to the order.',
    ],
    run: async (context) => finds(context, 'has no price'),
  },
  {
    reads: 'client',
    id: 'logs-as-json',
    step: 3,
    title: 'The function logs as JSON, and of its own lines warnings and worse',
    hints: [
      'update-function-configuration has --logging-config.',
      '--logging-config LogFormat=JSON,ApplicationLogLevel=WARN',
    ],
    run: async (context) => {
      const { LoggingConfig } = await configuration(context);
      const { LogFormat, ApplicationLogLevel } = LoggingConfig ?? {};
      return LogFormat === 'JSON' && ApplicationLogLevel === 'WARN'
        ? PASS
        : fail('LogFormat JSON, ApplicationLogLevel WARN', show({ LogFormat, ApplicationLogLevel }));
    },
  },
  {
    reads: 'client',
    id: 'says-which-order',
    step: 3,
    title: 'The warning says which order it is about, and stands alone',
    hints: [
      'What do you need to know of the warning when it is the only line of its request?',
      'In JSON, an object that you log stays an object: its properties can be asked for.',
      "console.warn({ order, item, problem: 'no price' })",
    ],
    run: async ({ invoke }) => {
      const order = anOrder('has no price');
      const { log, failure } = await invoke({ order });
      if (failure) return { kind: 'error', failure };
      const lines = levelled(log);
      const [line] = lines;
      return lines.length === 1 && line?.level === 'WARN' && new RegExp(`\\b${order}\\b`).test(line.text)
        ? PASS
        : fail(
            `one line of the function, of level WARN, that names order ${order}`,
            lines.map(({ text }) => text).join('\n') || 'no line in JSON that has a level',
          );
    },
  },
  {
    reads: 'client',
    id: 'is-mended',
    step: 4,
    title: 'An order without an address costs what its things cost, and all others what they did',
    hints: [
      'What is address in such an order, and where is it read?',
      'Ask for the address before you read its country. Without one, the shipping is 0.',
    ],
    run: async ({ invoke }) => {
      for (const fault of ['throws', undefined, 'throws', undefined] as const) {
        const order = anOrder(fault);
        const { payload, failure } = await invoke({ order });
        if (failure) return { kind: 'error', failure };
        const expected = show({ order, total: totalOf(order) });
        if (show(payload) !== expected) return fail(expected, show(payload));
      }
      return PASS;
    },
  },
];
