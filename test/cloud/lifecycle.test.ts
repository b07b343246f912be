import { expect, test } from 'vitest';
import { createLabSession } from '../../src/lab/session.ts';
import { asLab, freshCloud, HELLO, runHandler, targetOn } from '../support/simulate.ts';

const COUNT_IN_TMP = `import fs from 'node:fs';
const starts = fs.existsSync('/tmp/starts') ? Number(fs.readFileSync('/tmp/starts', 'utf8')) + 1 : 1;
fs.writeFileSync('/tmp/starts', String(starts));
`;

test('an init that fails is tried again under each invocation, in the same environment and with its /tmp', async () => {
  const code = `${COUNT_IN_TMP}if (starts < 4) throw new Error('start ' + starts);
export const handler = async () => starts;`;
  const outcomes = await runHandler(code, [{}, {}, {}]);
  expect(outcomes.map((outcome) => 'payload' in outcome && JSON.parse(outcome.payload))).toMatchObject([
    { errorType: 'Error', errorMessage: 'start 2' },
    { errorType: 'Error', errorMessage: 'start 3' },
    4,
  ]);
  const phases = outcomes.flatMap((outcome) => ('phases' in outcome ? outcome.phases : []));
  expect(phases.map(({ phase }) => phase)).toEqual([
    'init',
    'suppressed-init',
    'suppressed-init',
    'suppressed-init',
    'invoke',
  ]);
  expect(new Set(phases.map(({ environmentId }) => environmentId)).size).toBe(1);
});

test.each([
  [30, 'returned'],
  [5, 'failed'],
])(
  'an init beyond ten seconds runs again under the function’s timeout of %i s: %s',
  async (timeout, kind) => {
    const code = `await new Promise((resolve) => setTimeout(resolve, 12_000));\nexport const handler = async () => 1;`;
    const [outcome] = await runHandler(code, [{}], { timeout });
    if (outcome?.kind !== 'returned' && outcome?.kind !== 'failed') throw new Error();
    expect(outcome.kind).toBe(kind);
    expect(outcome.log.map(({ text }) => text)).toContain(
      'INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout',
    );
    expect(Math.floor(outcome.report!.durationMs / 1_000)).toBe(Math.min(timeout, 12));
    expect(outcome.report).not.toHaveProperty('initDurationMs');
  },
);

test('an environment whose process crashed is kept, and given up like any other once it is idle', async () => {
  const cloud = await freshCloud();
  const session = createLabSession(asLab(HELLO), targetOn(cloud), async () => []);
  const run = () =>
    session.run(
      [{ path: 'index.mjs', text: `${COUNT_IN_TMP}export const handler = () => process.exit(starts);` }],
      '{}',
    );
  await run();
  const crashed = await run();
  expect('payload' in crashed && crashed.payload).toContain('exit status 2');
  await cloud.advance(11 * 60_000);
  const fresh = await run();
  expect('payload' in fresh && fresh.payload).toContain('exit status 1');
  expect(cloud.trace.filter(({ type }) => type === 'reclaimed')).toHaveLength(1);
});
