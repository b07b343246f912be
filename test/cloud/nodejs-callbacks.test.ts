import { expect, test } from 'vitest';
import type { RunOutcome } from '../../src/lab/run.ts';
import { runHandler } from '../support/simulate.ts';

const on22 = (code: string, events: readonly unknown[] = [{}], timeout = 3) =>
  runHandler(code, events, { runtime: 'nodejs22.x', timeout });

function returned(outcome: RunOutcome | undefined) {
  if (outcome?.kind !== 'returned') throw new Error(`expected a result, got ${JSON.stringify(outcome)}`);
  return outcome;
}

function failed(outcome: RunOutcome | undefined) {
  if (outcome?.kind !== 'failed') throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`);
  return outcome;
}

const textOf = ({ log }: { log: readonly { text: string }[] }) => log.map(({ text }) => text).join('\n');

const CALLBACK = 'export const handler = (event, context, callback) => {';

test('on Node.js 22 a handler may answer through the callback', async () => {
  const [good, bad] = await on22(
    `${CALLBACK} setTimeout(() => callback(event.bad ? new TypeError('no') : null, { got: event }), 20); };`,
    [{ a: 1 }, { bad: true }],
  );
  expect(JSON.parse(returned(good).payload)).toEqual({ got: { a: 1 } });
  expect(failed(bad).failure).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
});

test('the callback’s result waits until the event loop is empty, unless the context says otherwise', async () => {
  const code = (waits: boolean) =>
    `${CALLBACK} context.callbackWaitsForEmptyEventLoop = ${waits}; setTimeout(() => console.log('late'), 500); callback(null, 'ok'); };`;
  const [waited] = await on22(code(true));
  expect(returned(waited).report!.durationMs).toBeGreaterThan(500);
  expect(textOf(returned(waited))).toContain('late');
  const [sent, next] = await on22(code(false), [{}, {}]);
  expect(returned(sent).report!.durationMs).toBeLessThan(100);
  expect(textOf(returned(sent))).not.toContain('late');
  expect(JSON.parse(returned(next).payload)).toBe('ok');
});

test('a timer that is let go of does not keep the event loop', async () => {
  const [outcome] = await on22(`${CALLBACK} setInterval(() => {}, 100).unref(); callback(null, 1); };`);
  expect(JSON.parse(returned(outcome).payload)).toBe(1);
});

test('a handler that never calls back gives null when its event loop is empty', async () => {
  const [outcome] = await on22(`${CALLBACK} setTimeout(() => {}, 100); };`);
  expect(JSON.parse(returned(outcome).payload)).toBeNull();
  expect(returned(outcome).report!.durationMs).toBeGreaterThan(100);
});

test('an async handler that never settles is told so', async () => {
  const [outcome, next] = await on22(
    'export const handler = async ({ hang }) => { if (hang) await new Promise(() => {}); return 7; };',
    [{ hang: true }, {}],
  );
  expect(failed(outcome).failure.errorType).toBe('Runtime.NodeJsExit');
  expect(JSON.parse(returned(next).payload)).toBe(7);
});

test('only the first answer counts, and the context has done, succeed and fail', async () => {
  const [first] = await on22(
    `${CALLBACK} context.succeed(1); context.fail(new Error('2')); callback(null, 3); };`,
  );
  expect(JSON.parse(returned(first).payload)).toBe(1);
  const [fail] = await on22(`${CALLBACK} context.fail(); };`);
  expect(failed(fail).failure).toMatchObject({ errorType: 'string', errorMessage: 'handled' });
  const [done] = await on22(`${CALLBACK} context.done(null, Object.keys(context).slice(0, 5)); };`);
  expect(JSON.parse(returned(done).payload)).toEqual([
    'callbackWaitsForEmptyEventLoop',
    'succeed',
    'fail',
    'done',
    'functionVersion',
  ]);
});

test('a promise still counts before the event loop is empty', async () => {
  const [outcome] = await on22(
    'export const handler = async () => { setTimeout(() => {}, 5000); return "now"; };',
  );
  expect(JSON.parse(returned(outcome).payload)).toBe('now');
  expect(returned(outcome).report!.durationMs).toBeLessThan(100);
});

test('what nobody handles is reported, and ends the process with 128 or 129', async () => {
  const [rejected, thrown, after] = await on22(
    `let n = 0;
${CALLBACK} n += 1;
  if (event.kind === 'rejection') Promise.reject(new Error('late'));
  else if (event.kind) setTimeout(() => { throw new RangeError('out'); }, 5);
  else callback(null, n);
  if (event.kind) setTimeout(() => callback(null, 'never'), 50);
};`,
    [{ kind: 'rejection' }, { kind: 'exception' }, {}],
  );
  expect(failed(rejected).failure).toMatchObject({
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: 'Error: late',
  });
  expect(textOf(failed(rejected))).toContain('ERROR\tUnhandled Promise Rejection \t{"errorType"');
  expect(failed(thrown).failure).toMatchObject({ errorType: 'RangeError', errorMessage: 'out' });
  expect(textOf(failed(thrown))).toContain('ERROR\tUncaught Exception \t{"errorType":"RangeError"');
  expect(JSON.parse(returned(after).payload)).toBe(1);
});

test('on Node.js 24 a handler that takes a callback is refused at init', async () => {
  const [outcome] = await runHandler(`${CALLBACK} callback(null, 1); };`);
  expect(failed(outcome).failure.errorType).toBe('Runtime.CallbackHandlerDeprecated');
});
