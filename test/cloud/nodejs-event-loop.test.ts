import { expect, test } from 'vitest';
import type { RunOutcome } from '../../src/lab/run.ts';
import { runHandler } from '../support/simulate.ts';

function failed(outcome: RunOutcome | undefined) {
  if (outcome?.kind !== 'failed') throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`);
  return outcome;
}

function returned(outcome: RunOutcome | undefined) {
  if (outcome?.kind !== 'returned') throw new Error(`expected a result, got ${JSON.stringify(outcome)}`);
  return JSON.parse(outcome.payload);
}

// As AWS's runtime interface client 4.0.2 did on Node.js 24.21, served by \`npm run cloud -- --attach\` (2026-11-28).
test.each([
  ['at once', 'await new Promise(() => {});', 0],
  ['after the last timer', 'setTimeout(() => {}, 700); await new Promise(() => {});', 700],
  [
    'in spite of a timer that is let go of',
    'setInterval(() => {}, 100).unref(); await new Promise(() => {});',
    0,
  ],
])('a promise that is never settled ends the process %s', async (_when, body, afterMs) => {
  const code = `process.on('beforeExit', (status) => console.log('before', status));
process.on('exit', (status) => console.log('exit', status));
export const handler = async ({ hang }) => { if (hang) { ${body} } return 7; };`;
  const [outcome, next] = await runHandler(code, [{ hang: true }, {}]);
  const { failure, report, log } = failed(outcome);
  expect(failure).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringMatching(/Error: Runtime exited without providing a reason$/),
  });
  expect(report!.durationMs - afterMs).toBeLessThan(20);
  const said = log.map(({ text }) => text).join('\n');
  expect(said).toMatch(/INFO\tbefore 0\n.*INFO\texit 0/);
  expect(next?.kind).toBe('returned');
});

test('who listens to `beforeExit` may begin something new', async () => {
  const code = `let finish;
process.once('beforeExit', () => setTimeout(() => finish('late'), 50));
export const handler = () => new Promise((done) => { finish = done; });`;
  const [outcome] = await runHandler(code);
  expect(returned(outcome)).toBe('late');
});

test('an `await` at the top of a module that never ends is the end of the process in its init', async () => {
  const [outcome] = await runHandler('await new Promise(() => {});\nexport const handler = () => 1;');
  expect(failed(outcome).failure.errorMessage).toMatch(/Runtime exited without providing a reason$/);
});

test('a streaming handler keeps its process: the connection for its response is open', async () => {
  const code =
    'export const handler = awslambda.streamifyResponse(async () => { await new Promise(() => {}); });';
  const [outcome] = await runHandler(code, [{}], { timeout: 2 });
  expect(failed(outcome).failure.errorType).toBe('Sandbox.Timedout');
});
