import { GetAliasCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
const random = (below: number) => Math.floor(Math.random() * below);

const RATES = { CH: 8.1, DE: 19, FR: 20 };
type Country = keyof typeof RATES;

/** An order that the code cannot have seen before; without a country, one that is picked up. */
const anOrder = (country?: Country) => ({
  order: random(1_000_000),
  total: 1000 + random(100_000),
  ...(country && { address: { country } }),
});

/** Whether `qualifier` knows the tax of three countries, and of the shop. */
async function knowsTheTax({ invoke }: ClientCheckContext, qualifier: string): Promise<CheckOutcome> {
  for (const country of ['DE', undefined, 'FR', 'CH', undefined] as const) {
    const event = anOrder(country);
    const { payload, failure } = await invoke(event, qualifier);
    if (failure) return { kind: 'error', failure };
    const tax = Math.round((event.total * RATES[country ?? 'CH']) / 100);
    const expected = show({ order: event.order, tax });
    if (show(payload) !== expected) return fail(`${expected} for ${show(event)}`, show(payload));
  }
  return PASS;
}

async function live({ client, functionName: FunctionName }: ClientCheckContext) {
  const alias = await client.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
  const weights = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  const parts = weights.map(([version, weight]) => `${weight} to ${version}`);
  return {
    stable: alias.FunctionVersion,
    weights,
    inWords: [`live → ${alias.FunctionVersion}`, ...parts].join(', '),
  };
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'has-rolled-back',
    step: 2,
    title: 'live points to version 2, and version 3 gets nothing',
    hints: [
      'An alias is moved, not the code: update-alias.',
      'aws lambda update-alias --function-name roll-back --name live --function-version 2',
    ],
    run: async (context) => {
      const { stable, weights, inWords } = await live(context);
      return stable === '2' && !weights.some(([version]) => version === '3')
        ? PASS
        : fail('live → 2', inWords);
    },
  },
  {
    reads: 'client',
    id: 'fails-for-nobody',
    step: 2,
    title: 'A hundred orders go to live, one in five without an address, and none fails',
    hints: [
      'bash scripts/traffic.sh > traffic.log, and then: grep -c "Invoke Error" traffic.log',
      'Which version serves the calls that fail? START names it.',
    ],
    run: async (context) => {
      for (let call = 0; call < 100; call += 1) {
        const { failure } = await context.invoke(anOrder(call % 5 === 0 ? undefined : 'DE'), 'live');
        if (failure) return { kind: 'error', failure };
      }
      return PASS;
    },
  },
  {
    reads: 'client',
    id: 'is-mended',
    step: 3,
    title: 'The code knows the tax of every country, and of an order that is picked up',
    hints: [
      'Run the event “picked-up”. Which property is read of what is not there?',
      'A parameter that is taken apart can have a default: { order, total, address = … }.',
      `address = { country: 'CH' }`,
    ],
    run: (context) => knowsTheTax(context, '$LATEST'),
  },
  {
    reads: 'client',
    id: 'tries-again',
    step: 4,
    title: 'live gives a later version a tenth, and version 2 the rest',
    hints: [
      'Run the mended code, publish it, and note the number.',
      'The weight belongs to the additional version; --function-version stays 2.',
      `aws lambda update-alias --function-name roll-back --name live --routing-config '{"AdditionalVersionWeights":{"4":0.1}}'`,
    ],
    run: async (context) => {
      const { stable, weights, inWords } = await live(context);
      const [version, weight] = weights[0] ?? [];
      return stable === '2' && Number(version) > 3 && weight === 0.1
        ? PASS
        : fail('live → 2, 0.1 to a version that is later than 3', inWords);
    },
  },
];
