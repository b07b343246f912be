import { expect, test } from 'vitest';
import { createLabSession } from '../../src/lab/session.ts';
import { asLab, freshCloud, HELLO, runFiles, runHandler, targetOn } from '../support/simulate.ts';

const logOf = async (code: string, settings = {}) => {
  const [outcome] = await runHandler(code, [{}], settings);
  if (outcome?.kind !== 'failed') throw new Error(`expected a failed run, got ${JSON.stringify(outcome)}`);
  return {
    payload: JSON.parse(outcome.payload),
    lines: outcome.log.map(({ text }) => text),
    report: outcome.report,
  };
};

const ENDLESS = [
  'while (true);',
  'for (;;) Date.now();',
  'for (;;) console.log(1);',
  'for (;;) setTimeout(() => {}, 1);',
  'for (;;) await 0;',
  'while (true) try { null.x } catch {}',
  'for (let i = 0; i < 1000; i++) setInterval(() => {}, 1); await new Promise(() => {});',
  'const again = () => setImmediate(again); again(); await new Promise(() => {});',
  'setTimeout(() => { for (;;); }, 1); for (let i = 0; i < 3_000_000; i++);',
  '/(a+)+$/.test("a".repeat(40) + "b"); for (;;);',
];

test.each(ENDLESS)('%s ends as Sandbox.Timedout, with the same REPORT twice', async (body) => {
  const code = `export const handler = async () => { ${body} };`;
  const first = await logOf(code);
  expect(first.payload.errorType).toBe('Sandbox.Timedout');
  expect(first.payload.errorMessage).toMatch(
    /^RequestId: [0-9a-f-]{36} Error: Task timed out after 3\.00 seconds$/,
  );
  expect(first.report!.durationMs).toBe(3_000);
  expect(first.report!.status).toBe('timeout');
  expect((await logOf(code)).lines.at(-1)).toBe(first.lines.at(-1));
});

test('the largest function with the longest timeout ends the same way', async () => {
  const code = 'export const handler = async () => { while (true); };';
  const settings = { memorySize: 10_240, timeout: 900 };
  const first = await logOf(code, settings);
  expect(first.payload.errorMessage).toMatch(/Task timed out after 900\.00 seconds$/);
  expect(first.report!.durationMs).toBe(900_000);
  expect((await logOf(code, settings)).lines.at(-1)).toBe(first.lines.at(-1));
});

test('an endless loop at module level passes the init limit, then the timeout', async () => {
  const { lines } = await logOf('while (true);\nexport const handler = () => 1;');
  expect(
    lines.some((line) => /^INIT_REPORT Init Duration: 10000\.00 ms\tPhase: init\tStatus: timeout/.test(line)),
  ).toBe(true);
  expect(lines.some((line) => line.endsWith('Task timed out after 3.00 seconds'))).toBe(true);
});

test('after a timeout the environment starts afresh', async () => {
  const code =
    'let n = 0;\nexport const handler = async (event) => { n += 1; while (event.hang); return n; };';
  const outcomes = await runHandler(code, [{}, { hang: true }, {}]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['returned', 'failed', 'returned']);
  expect(outcomes[2]).toMatchObject({ payload: '1' });
});

test('waiting costs virtual time only', async () => {
  const code =
    'export const handler = async () => { const from = Date.now(); await new Promise((done) => setTimeout(done, 60_000)); return Date.now() - from; };';
  const [outcome] = await runHandler(code, [{}], { timeout: 900 });
  if (outcome?.kind !== 'returned') throw new Error(outcome?.kind);
  expect(Number(outcome.payload)).toBeGreaterThanOrEqual(60_000);
  expect(Number(outcome.payload)).toBeLessThan(60_010);
});

test('a handler that waits beyond its timeout is stopped at it', async () => {
  const { report } = await logOf(
    'export const handler = () => new Promise((done) => setTimeout(done, 5_000));',
  );
  expect(report?.durationMs).toBe(3_000);
});

test('a timer left running stands still while the environment is frozen', async () => {
  const code =
    "export const handler = async (event) => { if (event.leave) setTimeout(() => console.log('late'), 10); else await new Promise((done) => setTimeout(done, 50)); };";
  const [first, second] = await runHandler(code, [{ leave: true }, {}]);
  const said = (outcome: typeof first) =>
    outcome?.kind === 'returned' && outcome.log.some(({ text }) => text.endsWith('late'));
  expect([said(first), said(second)]).toEqual([false, true]);
});

test('more memory means more CPU: the same work takes less time', async () => {
  const code = 'export const handler = () => { let n = 0; for (let i = 0; i < 1e6; i++) n += i; return n; };';
  const duration = async (memorySize: number) => {
    const [, warm] = await runHandler(code, [{}, {}], { memorySize });
    if (warm?.kind !== 'returned') throw new Error(warm?.kind);
    return warm.report!.durationMs;
  };
  expect(await duration(128)).toBeGreaterThan(5 * (await duration(1769)));
});

test('one seed, one trace', async () => {
  const code = 'export const handler = async () => { console.log(Math.random()); return new Date(); };';
  const trace = async () => {
    const cloud = await freshCloud(7);
    await runFiles(HELLO, [{ path: 'index.mjs', text: code }], ['{}', '{}'], cloud);
    return JSON.stringify(cloud.trace);
  };
  expect(await trace()).toBe(await trace());
});

test('a timer that fell due while the environment was frozen fires in the next invocation, however short', async () => {
  const cloud = await freshCloud();
  const text =
    "export const handler = async ({ name }) => { setTimeout(() => console.log('for', name), 100); return name; };";
  const session = createLabSession(asLab(HELLO), targetOn(cloud), async () => []);
  const files = [{ path: 'index.mjs', text }];
  await session.run(files, '{"name":"first"}');
  await session.advance(1_000);
  const second = await session.run(files, '{"name":"second"}');
  const lines = second.kind === 'returned' ? second.log.map(({ text }) => text) : [];
  const requestId = /^START RequestId: (\S+)/.exec(lines[0] ?? '')?.[1];
  expect(lines.filter((line) => line.includes('\tINFO\t'))).toEqual([
    expect.stringMatching(new RegExp(`\t${requestId}\tINFO\tfor first$`)),
  ]);
});
