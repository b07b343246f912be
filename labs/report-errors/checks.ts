import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import type { Check, CheckOutcome, SimulatorCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
const random = () => 1 + Math.floor(Math.random() * 1_000_000);

/** An event without an amount, as the handler gets it. */
const broken = () => ({ order: `"${random()}"` });

type Call = Extract<TraceEvent, { type: 'runtime-api' }>;
const calls = ({ trace }: SimulatorCheckContext): Call[] =>
  trace().filter((event): event is Call => event.type === 'runtime-api');

/** The header of a call; names of headers know no case. */
const header = ({ requestHeaders }: Call, wanted: string) =>
  Object.entries(requestHeaders).find(([name]) => name.toLowerCase() === wanted)?.[1];

const TYPE = 'lambda-runtime-function-error-type';

/** Does `act` while the function's setting names a file that is not in the package. */
async function withoutFile<T>(
  { client, functionName: FunctionName, lab, settled }: SimulatorCheckContext,
  act: (path: string) => Promise<T>,
): Promise<T> {
  const set = async (Handler: string) => {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Handler }));
    await settled();
  };
  const name = `missing-${random()}`;
  await set(`${name}.handler`);
  try {
    return await act(`/var/task/${name}.sh`);
  } finally {
    await set(lab.handler);
  }
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'tells-the-caller',
    step: 2,
    title: 'The caller of an event that fails gets the handler’s own reason',
    hints: [
      'A condition may fail without ending the script: if response=$("$handle" "$event"); then … else … fi.',
      '2> "$file" catches what a command writes to stderr.',
      'POST …/invocation/$request_id/error, with {"errorType":"…","errorMessage":"…"} as its body.',
      'Inside of the JSON, a quote and a backslash need a backslash before them: // in the braces of a variable replaces.',
    ],
    run: async ({ invoke }) => {
      const event = broken();
      const { payload, failure } = await invoke(event);
      if (!failure) return fail('an error', show(payload));
      const reason = `no amount in ${JSON.stringify(event)}`;
      return failure.errorMessage === reason
        ? PASS
        : fail(`errorMessage: ${show(reason)}`, show(failure.errorMessage));
    },
  },
  {
    reads: 'client',
    id: 'goes-on',
    step: 2,
    title: 'After an event that failed, the same process serves the next ones',
    hints: [
      'An error is an answer like another: after it comes the next event.',
      'set -e ends the script when a command fails, unless the command is the condition of an if.',
    ],
    run: async ({ invoke }) => {
      await invoke({ amount: random() });
      for (let count = 0; count < 3; count += 1) {
        const { log } = await invoke(broken());
        const ended = log
          .split('\n')
          .find((line) => /Runtime exited|Task timed out|Status: (error|timeout)/.test(line));
        if (ended) return fail('a process that lives on', ended);
        const amount = random();
        const { payload, failure } = await invoke({ amount });
        if (failure) return { kind: 'error', failure };
        if (show(payload) !== show({ charged: amount }))
          return fail(show({ charged: amount }), show(payload));
      }
      return PASS;
    },
  },
  {
    reads: 'simulator',
    id: 'names-the-kind',
    step: 3,
    title: 'The report has a type that Lambda keeps',
    hints: [
      'curl -H "Name: value" sends a header.',
      'Lambda-Runtime-Function-Error-Type: Function.HandlerFailed',
      'Function. or Runtime., then a word with a capital letter: HandlerFailed alone is not enough.',
    ],
    run: async (context) => {
      await context.invoke(broken());
      const report = calls(context).find(({ path }) => /\/invocation\/[^/]+\/error$/.test(path));
      if (!report) return fail('POST …/invocation/<request ID>/error', 'no such call');
      const type = header(report, TYPE);
      return /^(Function|Runtime)\.[A-Z][a-zA-Z]+$/.test(type ?? '')
        ? PASS
        : fail('a type such as Function.HandlerFailed', type ?? `no ${TYPE}`);
    },
  },
  {
    reads: 'simulator',
    id: 'reports-the-start',
    step: 4,
    title: 'A start that fails is reported, and names the missing file',
    hints: [
      '[[ -f $file ]] asks whether the file is there, before source needs it.',
      'There is no request ID yet. The path is …/runtime/init/error.',
      'The same header and the same body as for an event; then exit 1.',
    ],
    run: (context) =>
      withoutFile(context, async (path) => {
        const { payload, failure } = await context.invoke({ amount: random() });
        if (!failure) return fail('an error', show(payload));
        return failure.errorMessage.includes(path)
          ? PASS
          : fail(`errorMessage: … ${path} …`, show(failure.errorMessage));
      }),
  },
  {
    reads: 'simulator',
    id: 'none-refused',
    step: 4,
    title: 'The Runtime API refuses none of the reports',
    hints: [
      'The tab Runtime API shows each call with its status, and why it was refused.',
      'invocation/<request ID>/error is for an event, init/error for the start. Neither takes the other’s reports.',
    ],
    run: async (context) => {
      await context.invoke(broken());
      await withoutFile(context, () => context.invoke({ amount: random() }));
      const bad = calls(context).find(({ status }) => status >= 400);
      return bad === undefined
        ? PASS
        : fail(
            '200 or 202 for each call',
            `${bad.method} ${bad.path}: ${bad.status} ${bad.responseBody.trim()}`,
          );
    },
  },
];
