import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import type { Check, CheckOutcome, ClientCheckContext, SimulatorCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** An event that the code cannot have seen before. */
const anEvent = () => ({ name: `guest ${Math.floor(Math.random() * 1_000_000)}`, seats: [1, 2, { row: 3 }] });

/** Sends an event: the answer has to be what `handler` makes of it. */
async function isHandledBy(handler: string, { invoke }: ClientCheckContext): Promise<CheckOutcome> {
  const event = anEvent();
  const { payload, failure } = await invoke(event);
  if (failure) return { kind: 'error', failure };
  const expected = { handler, event };
  return show(payload) === show(expected) ? PASS : fail(show(expected), show(payload));
}

type Call = Extract<TraceEvent, { type: 'runtime-api' }>;

const calls = ({ trace }: SimulatorCheckContext) =>
  trace().filter((event): event is Call => event.type === 'runtime-api');

const inWords = ({ method, path, status, responseBody }: Call) =>
  `${method} ${path}: ${status} ${responseBody.trim()}`;

export const checks: Check[] = [
  {
    reads: 'simulator',
    id: 'answers',
    step: 2,
    title: 'Takes an event, and posts an answer under its request ID',
    hints: [
      'First GET …/invocation/next, then POST …/invocation/<request ID>/response.',
      'curl -sS -D "$headers" "$api/next" prints the event and writes the headers into the file $headers, which mktemp makes.',
      "A header line ends in a carriage return: grep -i the line, cut -d : -f 2, and tr -d '[:space:]'.",
      'curl -sS -d "$response" "$api/$request_id/response" posts the answer.',
    ],
    run: async (context) => {
      const { log } = await context.invoke(anEvent());
      const requestId = /^START RequestId: (\S+)/m.exec(log)?.[1];
      const answers = calls(context).filter(({ path }) => path.endsWith('/response'));
      if (answers.some(({ path, status }) => status === 202 && path.endsWith(`/${requestId}/response`)))
        return PASS;
      const [first] = answers;
      return fail(`POST …/invocation/${requestId}/response: 202`, first ? inWords(first) : 'no such call');
    },
  },
  {
    reads: 'client',
    id: 'serves-ten',
    step: 3,
    title: 'Ten events in a row are served by one process',
    hints: [
      'What comes after the answer? The next event.',
      'while true; do … done has no end. What belongs into it, and what before it?',
      'The request ID belongs to one event. Read it anew in each round.',
    ],
    run: async (context) => {
      for (let count = 1; count <= 10; count += 1) {
        const { failure } = await context.invoke(anEvent());
        if (failure)
          return fail('ten answers', `at number ${count}, ${failure.errorType}: ${failure.errorMessage}`);
      }
      return PASS;
    },
  },
  {
    reads: 'simulator',
    id: 'none-refused',
    step: 3,
    title: 'The Runtime API refuses none of the calls',
    hints: [
      'The tab Runtime API shows each call with its status.',
      'An answer belongs to the event that was taken last. Before the first next there is none.',
      '400 says that the request ID is not the one of the event that is being served.',
    ],
    run: async (context) => {
      // An environment that is made now: what it says first is seen, too.
      const { client, functionName: FunctionName } = context;
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName }));
      await context.settled();
      for (let count = 0; count < 2; count += 1) {
        const { failure } = await context.invoke(anEvent());
        if (failure) return fail('calls that are accepted', `${failure.errorType}: ${failure.errorMessage}`);
      }
      const refused = calls(context).find(({ status }) => status >= 400);
      return refused === undefined ? PASS : fail('200 or 202 for each call', inWords(refused));
    },
  },
  {
    reads: 'client',
    id: 'calls-the-handler',
    step: 4,
    title: 'The answer is what the handler makes of the event',
    hints: [
      'What a function in bash prints, $( … ) catches.',
      'source "$LAMBDA_TASK_ROOT/function.sh" makes its functions known.',
      'response=$(handler "$event"), with the quotes: an event has blanks.',
    ],
    run: (context) => isHandledBy('handler', context),
  },
  {
    reads: 'simulator',
    id: 'follows-the-setting',
    step: 4,
    title: 'With the setting function.farewell, the other handler is called',
    hints: [
      '_HANDLER is what the function’s configuration says, as one text.',
      'Behind the name of a variable in braces, %.* cuts off what follows the last dot, and ##*. all before it.',
      'A variable can be called: "$name" "$event".',
    ],
    run: async (context) => {
      const { client, functionName: FunctionName, lab } = context;
      const set = async (Handler: string) => {
        await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Handler }));
        await context.settled();
      };
      await set('function.farewell');
      try {
        return await isHandledBy('farewell', context);
      } finally {
        await set(lab.handler);
      }
    },
  },
];
