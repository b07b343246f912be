import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** An order that the code cannot have seen before. */
const freshOrder = () => ({ order: `A-${Math.floor(Math.random() * 1_000_000)}` });

interface Answer {
  body: Record<string, unknown>;
  log: string;
}

/** Invokes once and hands the parsed body to `judge`, unless there is none. */
async function ask(
  { invoke }: ClientCheckContext,
  judge: (answer: Answer) => CheckOutcome,
): Promise<CheckOutcome> {
  const { payload, failure, log } = await invoke(freshOrder());
  if (failure) return { kind: 'error', failure };
  const { body } = (payload ?? {}) as { body?: unknown };
  const parsed = typeof body === 'string' ? parse(body) : undefined;
  if (typeof parsed !== 'object' || parsed === null)
    return { kind: 'fail', expected: 'a body that is the JSON text of an object', actual: show(payload) };
  return judge({ body: parsed as Answer['body'], log });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const same = (name: string, actual: unknown, expected: unknown): CheckOutcome =>
  actual === expected
    ? { kind: 'pass' }
    : { kind: 'fail', expected: `${name}: ${show(expected)}`, actual: `${name}: ${show(actual)}` };

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'prints-the-event',
    step: 1,
    title: 'Prints the event',
    hints: [
      'Keep the line print(event): what a handler prints stands between START and END.',
      'Print the event itself, not only a text.',
    ],
    run: async ({ invoke }) => {
      const event = freshOrder();
      const { failure, log } = await invoke(event);
      if (failure) return { kind: 'error', failure };
      const [, own = ''] = /^START [^\n]*\n([\s\S]*)^END /m.exec(log) ?? [];
      return own.includes(event.order)
        ? { kind: 'pass' }
        : { kind: 'fail', expected: `a line that shows ${event.order}`, actual: own || 'no line of yours' };
    },
  },
  {
    reads: 'client',
    id: 'knows-the-request',
    step: 2,
    title: 'Answers each invoke with its own request ID',
    hints: [
      'The START line names the request. Which attribute of the context has the same ID?',
      'import json, then make the body json.dumps({...}) with "request_id": context.aws_request_id.',
    ],
    run: async (context) => {
      for (let invoke = 1; invoke <= 2; invoke += 1) {
        const outcome = await ask(context, ({ body, log }) =>
          same('request_id', body.request_id, /^START RequestId: (\S+)/m.exec(log)?.[1]),
        );
        if (outcome.kind !== 'pass') return outcome;
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'client',
    id: 'names-the-function',
    step: 2,
    title: 'Names the ARN it was called by, and its log stream',
    hints: [
      'Both are attributes of the context: invoked_function_arn and log_stream_name.',
      'Into the dictionary go "function_arn": context.invoked_function_arn and "log_stream": context.log_stream_name.',
    ],
    run: (context) =>
      ask(context, ({ body }) => {
        const { function_arn: arn, log_stream: stream } = body;
        if (typeof arn !== 'string' || !arn.endsWith(`:function:${context.functionName}`))
          return same('function_arn', arn, `arn:aws:lambda:…:function:${context.functionName}`);
        return typeof stream === 'string' && /^\d{4}\/\d\d\/\d\d\/.*\[\$LATEST\]/.test(stream)
          ? { kind: 'pass' }
          : same('log_stream', stream, 'a name such as 2026/11/23/[$LATEST]…');
      }),
  },
  {
    reads: 'client',
    id: 'says-what-is-left',
    step: 3,
    title: 'Says how many milliseconds are left',
    hints: [
      'get_remaining_time_in_millis is a method: it needs its parentheses.',
      '"remaining_ms": context.get_remaining_time_in_millis()',
    ],
    run: (context) =>
      ask(context, ({ body: { remaining_ms: left } }) => {
        const limit = context.lab.timeout * 1000;
        return typeof left === 'number' && left > 0 && left <= limit
          ? { kind: 'pass' }
          : { kind: 'fail', expected: `remaining_ms: a number up to ${limit}`, actual: show(left) };
      }),
  },
  {
    reads: 'client',
    id: 'memory-as-a-number',
    step: 4,
    title: 'Gives the memory setting as a number',
    hints: [
      'Look at the body: is the figure in quotes?',
      'int() turns text into a whole number: int(context.memory_limit_in_mb).',
    ],
    run: (context) => ask(context, ({ body }) => same('memory_mb', body.memory_mb, context.lab.memorySize)),
  },
];
