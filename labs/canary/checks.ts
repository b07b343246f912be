import {
  type AliasConfiguration,
  GetAliasCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
const random = (below: number) => Math.floor(Math.random() * below);

const CALLS = 200;
/** Of 200 calls with a chance of 0.1 each, fewer or more come once in some hundred thousand times. */
const FEWEST = 4;
const MOST = 42;

/** An order that the code cannot have seen before. */
const anOrder = () => ({ order: random(1_000_000), grams: 1 + random(9000), total: random(20_000) });

/** What version 3 answers, and every later one with it. */
const answerTo = ({ order, grams, total }: ReturnType<typeof anOrder>) => ({
  order,
  shipping: total >= 10_000 ? 0 : 400 + Math.ceil(grams / 500) * 150,
});

const live = ({ client, functionName: FunctionName }: ClientCheckContext) =>
  client.send(new GetAliasCommand({ FunctionName, Name: 'live' }));

const inWords = ({ FunctionVersion, RoutingConfig }: AliasConfiguration) => {
  const weights = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
  return [`live → ${FunctionVersion}`, ...weights.map(([version, weight]) => `${weight} to ${version}`)].join(
    ', ',
  );
};

async function newest({ client, functionName: FunctionName }: ClientCheckContext): Promise<string> {
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  return Versions.at(-1)?.Version ?? '';
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'has-promoted',
    step: 3,
    title: 'The alias live points to version 3',
    hints: [
      'get-alias shows two things: FunctionVersion, and what goes elsewhere.',
      'update-alias takes --function-version. A version cannot be the stable one and have a weight as well.',
      `aws lambda update-alias --function-name canary --name live --function-version 3 --routing-config '{"AdditionalVersionWeights":{}}'`,
    ],
    run: async (context) => {
      const alias = await live(context);
      return alias.FunctionVersion === '3' ? PASS : fail('live → 3', inWords(alias));
    },
  },
  {
    reads: 'client',
    id: 'tells-the-currency',
    step: 4,
    title: 'The newest version tells the currency; version 3 is as it was',
    hints: [
      'Run deploys what you wrote. publish-version makes a version of it.',
      'aws lambda publish-version --function-name canary; the answer has the number.',
    ],
    run: async (context) => {
      const version = await newest(context);
      for (const [qualifier, more] of [
        ['3', {}],
        [version, { currency: 'EUR' }],
      ] as const) {
        const order = anOrder();
        const { payload, failure } = await context.invoke(order, qualifier);
        if (failure) return { kind: 'error', failure };
        const expected = show({ ...answerTo(order), ...more });
        if (show(payload) !== expected) return fail(`from version ${qualifier}: ${expected}`, show(payload));
      }
      return PASS;
    },
  },
  {
    reads: 'client',
    id: 'gives-a-tenth',
    step: 4,
    title: 'live gives the newest version, and no other, a weight of 0.1',
    hints: [
      'The weight stands beside the number of the version that gets it: the additional one.',
      'A weight is a share: 0.1 is ten in a hundred.',
      `--routing-config '{"AdditionalVersionWeights":{"4":0.1}}', with the number of your version.`,
    ],
    run: async (context) => {
      const [alias, version] = [await live(context), await newest(context)];
      const found = inWords(alias);
      const expected = `live → 3, 0.1 to ${Number(version) > 3 ? version : 'a version 4'}`;
      return found === expected ? PASS : fail(expected, found);
    },
  },
  {
    reads: 'client',
    id: 'splits',
    step: 4,
    title: `Of ${CALLS} calls of live, about a tenth reach the newest version, and all are answered`,
    hints: [
      'bash scripts/traffic.sh counts for you.',
      'If one version serves all of them, look at the weight: get-alias shows it, if there is one.',
    ],
    run: async (context) => {
      const version = await newest(context);
      let served = 0;
      for (let call = 0; call < CALLS; call += 1) {
        const order = anOrder();
        const answer = await context.invoke(order, 'live');
        if (answer.failure) return { kind: 'error', failure: answer.failure };
        const { shipping } = (answer.payload ?? {}) as { shipping?: unknown };
        if (shipping !== answerTo(order).shipping)
          return fail(
            `shipping ${answerTo(order).shipping}`,
            `${show(answer.payload)} from version ${answer.version}`,
          );
        if (answer.version === version) served += 1;
      }
      return served >= FEWEST && served <= MOST
        ? PASS
        : fail(`about ${CALLS / 10} of ${CALLS} served by version ${version}`, `${served} of ${CALLS}`);
    },
  },
];
