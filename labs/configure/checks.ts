import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

interface Settings {
  STAGE: string;
  CURRENCY: string;
  TAX_PERCENT: string;
}

const TEST: Settings = { STAGE: 'test', CURRENCY: 'EUR', TAX_PERCENT: '20' };
const PROD: Settings = { STAGE: 'prod', CURRENCY: 'CHF', TAX_PERCENT: '8.1' };

const configurationOf = ({ client, functionName: FunctionName }: ClientCheckContext, Qualifier: string) =>
  client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));

/** Whether `qualifier` adds the tax that `settings` say, to amounts that it has not seen before. */
async function answersBy({ invoke }: ClientCheckContext, qualifier: string, settings: Settings) {
  for (let amount = 0; amount < 3; amount += 1) {
    // Whole hundreds: a tenth of a percent of them is a whole cent, and nothing has to be rounded.
    const net = 100 * (1 + Math.floor(Math.random() * 1000));
    const { payload, failure } = await invoke({ net }, qualifier);
    if (failure) return { kind: 'error', failure } satisfies CheckOutcome;
    const { stage, gross, currency } = (payload ?? {}) as Record<string, unknown>;
    const expected = Math.round(net * (100 + Number(settings.TAX_PERCENT))) / 100;
    const holds =
      stage === settings.STAGE &&
      currency === settings.CURRENCY &&
      Math.abs(Number(gross) - expected) < 0.006;
    if (!holds)
      return fail(
        show({ stage: settings.STAGE, gross: expected, currency: settings.CURRENCY }),
        `${show(payload)} for a net of ${net}`,
      );
  }
  return PASS;
}

/** Whether the alias `name` points to a published version that answers by `settings`. */
async function runsAs(context: ClientCheckContext, name: string, settings: Settings): Promise<CheckOutcome> {
  const { Version } = await configurationOf(context, name);
  return Version === '$LATEST'
    ? fail(`${name} on a published version`, `${name} → $LATEST`)
    : answersBy(context, name, settings);
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'reads-its-settings',
    step: 1,
    title: 'The draft answers by its variables, whatever they are now',
    hints: [
      'import os, and then os.environ["CURRENCY"] where the text "EUR" was.',
      'os.environ has nothing but text: float(os.environ["TAX_PERCENT"]) is a number.',
    ],
    run: async (context) => {
      const { Environment } = await configurationOf(context, '$LATEST');
      return answersBy(context, '$LATEST', { ...TEST, ...Environment?.Variables });
    },
  },
  {
    reads: 'client',
    id: 'runs-in-test',
    step: 2,
    title: 'The alias test answers as the test stage: EUR, and 20 percent',
    hints: [
      'An alias is a name for a version: publish-version, then create-alias.',
      'aws lambda list-aliases --function-name configure shows what points where.',
      'aws lambda create-alias --function-name configure --name test --function-version 1',
    ],
    run: (context) => runsAs(context, 'test', TEST),
  },
  {
    reads: 'client',
    id: 'runs-in-production',
    step: 3,
    title: 'The alias prod answers as production: CHF, and 8.1 percent',
    hints: [
      'Publish after the variables have changed, or the version has those of test.',
      '--environment replaces all variables. Name the three of them.',
      "--environment 'Variables={STAGE=prod,CURRENCY=CHF,TAX_PERCENT=8.1}'",
    ],
    run: (context) => runsAs(context, 'prod', PROD),
  },
  {
    reads: 'client',
    id: 'is-one-artifact',
    step: 4,
    title: 'test and prod have the same code, in two versions',
    hints: [
      'CodeSha256 is the fingerprint of the deployment package. When is it the same for two versions?',
      'Change only the configuration between the two, and publish again.',
    ],
    run: async (context) => {
      const [test, prod] = [await configurationOf(context, 'test'), await configurationOf(context, 'prod')];
      const told = [test, prod].map(({ Version, CodeSha256 }) => `version ${Version}, ${CodeSha256}`);
      return test.CodeSha256 === prod.CodeSha256 && test.Version !== prod.Version
        ? PASS
        : fail('two versions with one CodeSha256', told.join(' and '));
    },
  },
];
