import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** A name that the code cannot have seen before. */
const aName = () => `Reader ${Math.floor(Math.random() * 1_000_000)}`;

/** The versions that are published, the oldest first. */
async function published({ client, functionName: FunctionName }: ClientCheckContext) {
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  return Versions.filter(({ Version }) => Version !== '$LATEST');
}

/** Whether `qualifier` greets somebody new and tells the version `told`. */
async function tells({ invoke }: ClientCheckContext, qualifier: string, told: string | undefined) {
  const name = aName();
  const { payload } = await invoke({ name }, qualifier);
  const { greeting, version } = (payload ?? {}) as { greeting?: unknown; version?: unknown };
  return { holds: greeting === `Hello, ${name}!` && version === told, payload };
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'tells-its-version',
    step: 2,
    title: 'The draft greets, and tells that it is $LATEST',
    hints: [
      'The second argument of the handler is the context.',
      'context.functionVersion is the version that runs, as text.',
      'return { greeting: …, version: context.functionVersion };',
    ],
    run: async (context) => {
      const { holds, payload } = await tells(context, '$LATEST', '$LATEST');
      return holds ? PASS : fail('a greeting, and "version":"$LATEST"', show(payload));
    },
  },
  {
    reads: 'client',
    id: 'publishes-new-code',
    step: 2,
    title: 'Version 1 greets as it always did, and a later version tells its number',
    hints: [
      'aws lambda list-versions-by-function shows which versions there are.',
      'publish-version makes a version of what is deployed, not of what stands in the editor. Run deploys.',
      'Run the new code, then: aws lambda publish-version --function-name publish',
    ],
    run: async (context) => {
      const versions = (await published(context)).map(({ Version = '' }) => Version);
      if (!versions.includes('1')) return fail('a version 1', versions.join(', ') || 'no version');
      const first = await tells(context, '1', undefined);
      if (!first.holds) return fail('from version 1 a greeting and no version', show(first.payload));
      for (const version of versions)
        if (version !== '1' && (await tells(context, version, version)).holds) return PASS;
      return fail('a version that tells its own number', `the versions ${versions.join(', ')}: none does`);
    },
  },
  {
    reads: 'client',
    id: 'publishes-a-setting',
    step: 3,
    title: 'Two versions have the same new code, and not the same timeout',
    hints: [
      'A version keeps the configuration, too. So a new setting is worth a new version.',
      'Publish after the new code, change the timeout, and publish again.',
      'While an update is under way there is a 409. aws lambda wait function-updated-v2 --function-name publish waits for its end.',
    ],
    run: async (context) => {
      const versions = await published(context);
      const first = versions.find(({ Version }) => Version === '1');
      const later = versions.filter(({ CodeSha256 }) => CodeSha256 !== first?.CodeSha256);
      const twins = later.some((one) =>
        later.some((other) => one.CodeSha256 === other.CodeSha256 && one.Timeout !== other.Timeout),
      );
      const found = versions.map(({ Version, CodeSha256 = '', Timeout }) =>
        [Version, CodeSha256.slice(0, 6), `${Timeout} s`].join(' '),
      );
      return twins
        ? PASS
        : fail('two later versions with one CodeSha256 and two timeouts', found.join('; ') || 'no version');
    },
  },
];
