import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

const RATES = { AT: 20, CH: 8.1, DE: 19, FR: 20 };
type Country = keyof typeof RATES;

/** A price that the code cannot have seen before. */
async function ask({ invoke }: ClientCheckContext, country: Country) {
  const net = 1 + Math.floor(Math.random() * 10_000);
  const { payload, failure } = await invoke({ country, net });
  const gross = (net * (1 + RATES[country] / 100)).toFixed(2);
  const answer = (payload ?? {}) as { price?: unknown; file?: unknown; since?: unknown };
  return { expected: `${country === 'CH' ? 'CHF' : 'EUR'} ${gross}`, answer, failure };
}

const FILE = '/opt/nodejs/node_modules/vat-rates/index.js';

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'names-the-file',
    step: 2,
    title: 'The answer names the file that was loaded, and it is one of a layer',
    hints: [
      'import.meta.resolve(name) is the URL of the module that import loads for this name.',
      'The module exports since as well: import { rateOf, since } from it.',
      "return { price: …, file: import.meta.resolve('vat-rates'), since };",
    ],
    run: async (context) => {
      const { answer, failure } = await ask(context, 'DE');
      if (failure) return { kind: 'error', failure };
      const { file, since } = answer;
      return [FILE, `file://${FILE}`].includes(String(file)) && typeof since === 'number'
        ? PASS
        : fail(`file: ${show(`file://${FILE}`)}, and since, a year`, show({ file, since }));
    },
  },
  {
    reads: 'client',
    id: 'has-the-rate',
    step: 3,
    title: 'Adds the VAT of four countries as it is today',
    hints: [
      'Which of the two files has the rate of 2018?',
      'Of two layers with the same file, the one that is listed later wins.',
    ],
    run: async (context) => {
      for (const country of ['CH', 'DE', 'AT', 'FR', 'CH'] as const) {
        const { expected, answer, failure } = await ask(context, country);
        if (failure) return { kind: 'error', failure };
        if (answer.price !== expected) return fail(`price: ${show(expected)}`, show(answer));
      }
      return PASS;
    },
  },
  {
    reads: 'client',
    id: 'lists-in-order',
    step: 3,
    title: 'The function has both layers, the rates stay, and the package has no copy of its own',
    hints: [
      'aws lambda get-function-configuration --function-name layer-order --query Layers',
      '--layers takes a list of ARNs with their versions, and replaces the list that was there.',
      'First the ARN of shop-tools, then the ARN of vat-rates.',
    ],
    run: async ({ client, functionName: FunctionName, files }) => {
      const { Layers = [] } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const names = Layers.map(({ Arn = '' }) => Arn.split(':').at(-2));
      const copy = files.find(({ path }) => path.includes('node_modules/vat-rates/'));
      if (copy) return fail('no rates in the deployment package', copy.path);
      return names.join() === 'shop-tools,vat-rates'
        ? PASS
        : fail('shop-tools, then vat-rates', names.join(', then ') || 'no layer');
    },
  },
];
