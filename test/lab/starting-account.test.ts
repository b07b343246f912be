import { GetAliasCommand, ListLayerVersionsCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import type { SourceFile } from '../../src/lab/lab.ts';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { createLabSession } from '../../src/lab/session.ts';
import type { StartingAccount } from '../../src/lab/starting-account.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const code = (text: string): SourceFile[] => [{ path: 'index.mjs', text }];
const answering = (value: string) => code(`export const handler = async () => ${value};`);

async function opened(account: Partial<StartingAccount>, files: readonly SourceFile[]) {
  const target = targetOn(await freshCloud());
  const nothing = { layers: [], versions: [], aliases: [] };
  const session = createLabSession(
    SCRATCH,
    target,
    async () => [
      {
        reads: 'client',
        id: 'asks',
        step: 1,
        title: 'Asks each qualifier',
        hints: ['none'],
        async run({ invoke }) {
          const answers = [];
          for (const qualifier of ['$LATEST', '1', '2', 'live']) {
            const { payload, version } = await invoke({}, qualifier);
            answers.push(`${qualifier}: ${payload} by ${version}`);
          }
          return { kind: 'fail', expected: '', actual: answers.join(', ') };
        },
      },
    ],
    undefined,
    async () => ({ ...nothing, ...account }),
  );
  expect(await session.deploy(files)).toBeUndefined();
  return { client: target.client, session };
}

test('a lab opens with its versions and aliases, and with the files as $LATEST', async () => {
  const { session } = await opened(
    {
      versions: [
        { description: 'first', files: answering('10') },
        { description: 'second', files: answering('20') },
      ],
      aliases: [{ name: 'live', version: 1 }],
    },
    answering('30'),
  );
  const verdict = await session.check(answering('30'));
  expect(verdict.kind === 'judged' && verdict.results[0]?.outcome).toMatchObject({
    actual: '$LATEST: 30 by $LATEST, 1: 10 by 1, 2: 20 by 2, live: 10 by 1',
  });
});

test('a layer that is listed twice has two versions, and the function has those that are attached', async () => {
  const layer = (text: string) => [{ path: 'nodejs/node_modules/rates/index.js', text }];
  const files = code("import { rate } from 'rates'; export const handler = async () => rate;");
  const { client, session } = await opened(
    {
      layers: [
        { name: 'rates', attached: true, files: layer('exports.rate = 1;') },
        { name: 'rates', attached: false, files: layer('exports.rate = 2;') },
      ],
    },
    files,
  );
  const { LayerVersions = [] } = await client.send(new ListLayerVersionsCommand({ LayerName: 'rates' }));
  expect(LayerVersions.map(({ Version, CompatibleRuntimes }) => [Version, CompatibleRuntimes])).toEqual([
    [2, ['nodejs24.x']],
    [1, ['nodejs24.x']],
  ]);
  expect(await session.run(files, '{}')).toMatchObject({ kind: 'returned', payload: '1' });
});

test('what the learner made of the account stays when their code changes', async () => {
  const { client, session } = await opened(
    { versions: [{ description: 'first', files: answering('1') }], aliases: [{ name: 'live', version: 1 }] },
    answering('2'),
  );
  await session.deploy(answering('3'));
  const alias = await client.send(new GetAliasCommand({ FunctionName: SCRATCH.id, Name: 'live' }));
  expect(alias.FunctionVersion).toBe('1');
});
