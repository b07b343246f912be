import { PublishLayerVersionCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createLabSession } from '../../src/lab/session.ts';
import { letPass, noRuns, remember } from '../../src/workbench/runs.ts';
import { conversationsOf } from '../../src/workbench/runtime-api/exchanges.ts';
import { sequenceOf } from '../../src/workbench/runtime-api/sequence.ts';
import { stepInWords } from '../../src/workbench/runtime-api/step-words.ts';
import { asLab, freshCloud, HELLO, targetOn } from '../support/simulate.ts';

const RECORDER = `#!/bin/bash
API="http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension"
HEADERS="$(mktemp)"
curl -sS -D "$HEADERS" -X POST "$API/register" -H "Lambda-Extension-Name: recorder" -d '{"events":["INVOKE","SHUTDOWN"]}' > /dev/null
ID="$(grep -Fi Lambda-Extension-Identifier "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)"
while EVENT="$(curl -sS "$API/event/next" -H "Lambda-Extension-Identifier: $ID")"; do
  case "$EVENT" in *SHUTDOWN*) exit 0 ;; esac
done
`;
const FILES = [{ path: 'index.mjs', text: "export const handler = () => 'done';" }];

/** A lab whose function has the extension `recorder`. */
async function recorded() {
  const target = targetOn(await freshCloud());
  const session = createLabSession(asLab(HELLO), target, async () => []);
  await session.deploy(FILES);
  const { LayerVersionArn } = await target.client.send(
    new PublishLayerVersionCommand({
      LayerName: 'recorder',
      Content: {
        ZipFile: zipSync({
          'extensions/recorder': [new TextEncoder().encode(RECORDER), { attrs: 0o755 << 16, os: 3 }],
        }),
      },
    }),
  );
  await target.client.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: 'function-under-test',
      Layers: [LayerVersionArn!],
    }),
  );
  await target.functionReady('function-under-test');
  const outcome = await session.run(FILES, '{}');
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return { session, outcome };
}

test('a run tells how long each extension had to do with each phase', async () => {
  const { outcome } = await recorded();
  const [init, invoke] = outcome.phases;
  expect(init?.parts?.map(({ of }) => of)).toEqual(['extension', 'runtime', 'function']);
  expect(init?.extensions).toEqual([{ name: 'recorder', ms: expect.any(Number) }]);
  expect(invoke).toMatchObject({ phase: 'invoke', extensions: [{ name: 'recorder' }] });
});

test.each(['asked', 'idle'] as const)(
  'an environment that ends, %s, tells how long its shutdown took',
  async (reason) => {
    const { session, outcome } = await recorded();
    const { ended, trace } =
      reason === 'asked' ? await session.newEnvironment() : await session.advance(11 * 60_000);
    expect(ended).toEqual([
      { environmentId: outcome.phases[0]!.environmentId, reason, shutdownMs: expect.any(Number) },
    ]);
    const history = letPass(remember(noRuns, outcome), 0, ended);
    expect(history.after.ended).toMatchObject([{ environment: 1, shutdownMs: ended[0]!.shutdownMs }]);

    const { steps } = sequenceOf(conversationsOf([...outcome.trace, ...trace])[0]!);
    expect(steps.map(({ exchange, part }) => `${exchange.extension ?? 'runtime'} ${part}`)).toEqual([
      'recorder whole',
      'recorder asked',
      'runtime asked',
      'recorder answered',
      'runtime answered',
      'runtime whole',
      'runtime asked',
      'recorder asked',
      'recorder answered',
    ]);
    expect(stepInWords(steps.at(-1)!)).toMatch(
      /^Lambda gives the environment up\. The extension recorder hears why/,
    );
  },
);
