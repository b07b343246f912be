import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import type { Check, CheckOutcome, SimulatorCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

const NAME = 'ledger';
/** What the extension prints at the end. */
const LEDGER = /^ledger of /;

type Call = Extract<TraceEvent, { type: 'runtime-api' }>;

const linesOf = ({ trace }: SimulatorCheckContext) =>
  trace().flatMap((event) => (event.type === 'log' ? event.text.split('\n') : []));

/** Sends an order that the code cannot have seen before; gives its request ID. */
async function takeOrder({ invoke }: SimulatorCheckContext) {
  const order = `O-${Math.floor(Math.random() * 1_000_000)}`;
  const { payload, failure, log } = await invoke({ order });
  const requestId = /^START RequestId: (\S+)/m.exec(log)?.[1] ?? '';
  return { requestId, order, payload, failure };
}

/** Ends the function's environments, as a change of its configuration does. */
async function endEnvironments({ client, functionName: FunctionName, settled }: SimulatorCheckContext) {
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName }));
  await settled();
}

/** One life: a few orders in a fresh environment, and its end. `before` is the log up to the report of the last order. */
async function aLife(context: SimulatorCheckContext) {
  await endEnvironments(context);
  const earlier = linesOf(context).length;
  const requestIds: string[] = [];
  for (let left = 2 + Math.floor(Math.random() * 3); left > 0; left -= 1)
    requestIds.push((await takeOrder(context)).requestId);
  await endEnvironments(context);
  const lines = linesOf(context).slice(earlier);
  const end = lines.findLastIndex((line) => line.startsWith('REPORT ')) + 1;
  return { requestIds, before: lines.slice(0, end), after: lines.slice(end) };
}

export const checks: Check[] = [
  {
    reads: 'simulator',
    id: 'registers',
    step: 2,
    title: 'The extension ledger registers for INVOKE and SHUTDOWN',
    hints: [
      'curl -d "$body" posts; -H "Name: value" adds a header.',
      '$0 is the path of the file that runs; ##*/ in its braces leaves the name alone.',
      'Run bash scripts/commands.sh after each change of the file, or the function has the old one.',
    ],
    run: async (context) => {
      await endEnvironments(context);
      await takeOrder(context);
      const call = context
        .trace()
        .find((event): event is Call => event.type === 'runtime-api' && event.path.endsWith('/register'));
      if (!call) return fail('POST …/extension/register', 'no such call');
      if (call.status !== 200) return fail('200', `${call.status} ${call.responseBody.trim()}`);
      const asked = ['INVOKE', 'SHUTDOWN'].filter((event) => call.requestBody.includes(`"${event}"`));
      return call.extension === NAME && asked.length === 2
        ? PASS
        : fail(`${NAME}, for INVOKE and SHUTDOWN`, `${call.extension}, ${call.requestBody}`);
    },
  },
  {
    reads: 'client',
    id: 'still-serves',
    step: 3,
    title: 'The function answers as before',
    hints: [
      'Every phase waits until the extension has asked for its next event.',
      'while true; do … done around GET …/event/next, with the header Lambda-Extension-Identifier.',
    ],
    run: async ({ invoke }) => {
      for (let count = 0; count < 3; count += 1) {
        const order = `O-${Math.floor(Math.random() * 1_000_000)}`;
        const { payload, failure } = await invoke({ order });
        if (failure) return { kind: 'error', failure };
        if (show(payload) !== show({ order, taken: true }))
          return fail(show({ order, taken: true }), show(payload));
      }
      return PASS;
    },
  },
  {
    reads: 'simulator',
    id: 'keeps-its-notes',
    step: 3,
    title: 'The extension hears of each invocation, and prints nothing meanwhile',
    hints: [
      'The event says what it is: "eventType":"INVOKE".',
      'served+=("$id") adds to a list, which stays as long as the process.',
    ],
    run: async (context) => {
      const { requestIds, before } = await aLife(context);
      const heard = context
        .trace()
        .filter(
          (event) =>
            event.type === 'runtime-api' &&
            event.extension === NAME &&
            event.path.endsWith('/event/next') &&
            requestIds.some((id) => event.responseBody.includes(id)),
        ).length;
      if (heard < requestIds.length) return fail(`${requestIds.length} events INVOKE`, String(heard));
      const early = before.find((line) => LEDGER.test(line));
      return early === undefined ? PASS : fail('nothing of the ledger before the end', early);
    },
  },
  {
    reads: 'simulator',
    id: 'writes-it-down',
    step: 4,
    title: 'At the end the ledger has each request ID, in order',
    hints: [
      'Only who registered for SHUTDOWN is told of it.',
      'In the braces of a list, #served[@] is how many there are, and served[*] all of them, with blanks between.',
      'There are two seconds from the end on. Print first, then do what else there is.',
    ],
    run: async (context) => {
      const { requestIds, after } = await aLife(context);
      const expected = `ledger of ${requestIds.length}: ${requestIds.join(' ')}`;
      const found = after.find((line) => LEDGER.test(line));
      return found?.trim() === expected ? PASS : fail(expected, found ?? 'no such line');
    },
  },
  {
    reads: 'simulator',
    id: 'runtime-is-told',
    step: 4,
    title: 'With the extension, the runtime gets SIGTERM',
    hints: ['An environment with an extension ends in steps. Does yours get as far as an invocation?'],
    run: async (context) => {
      const { after } = await aLife(context);
      return after.some((line) => line.includes('the runtime got SIGTERM'))
        ? PASS
        : fail('the runtime got SIGTERM', 'no such line');
    },
  },
];
