import { GetFunctionConfigurationCommand, ListLayerVersionsCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

const OLD = { since: 2018, rates: { AT: 20, CH: 7.7, DE: 19, FR: 20 } };
const NEW = { since: 2024, rates: { AT: 20, CH: 8.1, DE: 19, FR: 20 } };

/** Whether `qualifier` knows all the rates of one version of the layer. */
async function knows({ invoke }: ClientCheckContext, qualifier: string, { since, rates }: typeof OLD) {
  for (const [country, rate] of Object.entries(rates)) {
    const { payload, failure } = await invoke({ country }, qualifier);
    if (failure) return { kind: 'error', failure } satisfies CheckOutcome;
    const expected = show({ country, rate, since });
    if (show(payload) !== expected) return fail(expected, show(payload));
  }
  return PASS;
}

async function layerVersions({ client }: ClientCheckContext): Promise<number[]> {
  const { LayerVersions = [] } = await client.send(new ListLayerVersionsCommand({ LayerName: 'vat-rates' }));
  return LayerVersions.map(({ Version = 0 }) => Version);
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'has-published',
    step: 1,
    title: 'The layer vat-rates has a second version',
    hints: [
      'aws lambda list-layer-versions --layer-name vat-rates shows which there are.',
      'In the zip, nodejs has to stand at the top: zip inside layers/vat-rates.',
      'The same --layer-name again makes the next version.',
    ],
    run: async (context) => {
      const versions = await layerVersions(context);
      return versions.some((version) => version > 1)
        ? PASS
        : fail('a version 2 of vat-rates', `the versions ${versions.join(', ') || 'none'}`);
    },
  },
  {
    reads: 'client',
    id: 'has-moved',
    step: 3,
    title: 'The draft has a later version of the layer, and knows the rates of 2024',
    hints: [
      'get-function-configuration --query Layers shows the version at the end of the ARN.',
      '--layers takes the ARN with the version: it ends in :vat-rates:2.',
      'If the old rate is still there: what is in the file that you zipped?',
    ],
    run: async (context) => {
      const { client, functionName: FunctionName } = context;
      const { Layers = [] } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const named = Layers.map(({ Arn = '' }) => Arn.split(':').slice(-2).join(':'));
      return named.some((layer) => /^vat-rates:([2-9]|\d\d)/.test(layer))
        ? knows(context, '$LATEST', NEW)
        : fail('vat-rates:2, or later', named.join(', ') || 'no layer');
    },
  },
  {
    reads: 'client',
    id: 'has-deleted',
    step: 4,
    title: 'Version 1 of the layer is gone, and version 1 of the function still runs with it',
    hints: [
      'aws lambda delete-layer-version wants --layer-name and --version-number.',
      'Version 1 of the function is called as layer-version:1.',
    ],
    run: async (context) => {
      const versions = await layerVersions(context);
      return versions.includes(1)
        ? fail('no version 1 of vat-rates', `the versions ${versions.join(', ')}`)
        : knows(context, '1', OLD);
    },
  },
];
