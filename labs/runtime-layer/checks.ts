import { GetFunctionConfigurationCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** An event that the code cannot have seen before. */
const anEvent = () => ({ name: `guest ${Math.floor(Math.random() * 1_000_000)}` });

/** The versions of the layer that a function has; there should be one. */
async function runtimesOf({ client }: ClientCheckContext, FunctionName: string): Promise<string> {
  const { Layers = [] } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const arns = Layers.map(({ Arn = '' }) => Arn);
  return arns.filter((arn) => /:layer:shell-runtime:\d+$/.test(arn)).join(', ');
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'has-the-layer',
    step: 3,
    title: 'The function has a version of shell-runtime, and no bootstrap of its own',
    hints: [
      'First publish-layer-version, then update-function-configuration with the ARN that it gives.',
      'aws lambda list-layer-versions --layer-name shell-runtime shows what is published.',
      'What lies in layers/ stays beside the function. A file bootstrap at the top would be deployed with it.',
    ],
    run: async (context) => {
      const copy = context.files.find(({ path }) => path === 'bootstrap');
      if (copy) return fail('no bootstrap in the deployment package', copy.path);
      const runtimes = await runtimesOf(context, context.functionName);
      return runtimes
        ? PASS
        : fail('an ARN that ends in :layer:shell-runtime: and a number', 'no such layer');
    },
  },
  {
    reads: 'client',
    id: 'is-found',
    step: 2,
    title: 'Lambda finds a bootstrap',
    hints: [
      'The error names the two paths at which Lambda looks. One of them is in /opt.',
      'unzip -l /tmp/shell-runtime.zip shows the paths in the zip. Lambda unpacks them below /opt.',
      'Make the zip inside layers/shell-runtime, of the file bootstrap.',
    ],
    run: async ({ invoke }) => {
      const { failure } = await invoke(anEvent());
      return failure?.errorMessage.includes("Couldn't find valid bootstrap")
        ? fail('/opt/bootstrap', failure.errorMessage)
        : PASS;
    },
  },
  {
    reads: 'client',
    id: 'serves',
    step: 3,
    title: 'The function answers events with it',
    hints: [
      'Run ada and read the error. Was the file found, or could it not be started?',
      'chmod +x makes it executable. The zip has to be made after that, and published as a new version.',
    ],
    run: async ({ invoke }) => {
      for (let count = 0; count < 3; count += 1) {
        const to = anEvent();
        const { payload, failure } = await invoke(to);
        if (failure) return { kind: 'error', failure };
        const expected = show({ said: 'hello', to });
        if (show(payload) !== expected) return fail(expected, show(payload));
      }
      return PASS;
    },
  },
  {
    reads: 'client',
    id: 'two-share-it',
    step: 4,
    title: 'A function farewell has the same version, and says goodbye',
    hints: [
      'aws lambda create-function makes it, with --layers as update-function-configuration has it.',
      'Its handler is farewell.handler, and farewell.sh is all that its zip needs.',
    ],
    run: async (context) => {
      const { client, functionName } = context;
      const own = await runtimesOf(context, functionName);
      const other = await runtimesOf(context, 'farewell');
      if (!own || own !== other) return fail(own || 'both with the layer', other || 'no such layer');
      const to = anEvent();
      const { Payload } = await client.send(
        new InvokeCommand({ FunctionName: 'farewell', Payload: JSON.stringify(to) }),
      );
      const expected = show({ said: 'goodbye', to });
      const actual = Payload?.transformToString() ?? '';
      return show(JSON.parse(actual)) === expected ? PASS : fail(expected, actual);
    },
  },
];
