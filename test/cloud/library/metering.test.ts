import { expect, test } from 'vitest';
import type { RunOutcome } from '../../../src/lab/run.ts';
import { runHandler } from '../../support/simulate.ts';

const TOP = `import { createHash, pbkdf2Sync } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fs from 'node:fs';
`;
const run = (body: string, settings = {}) =>
  runHandler(`${TOP}export const handler = async () => {\n${body}\n};`, [{}], {
    memorySize: 1_769,
    timeout: 30,
    ...settings,
  });
const duration = (outcome: RunOutcome | undefined) => {
  if (outcome?.kind !== 'returned' && outcome?.kind !== 'failed') throw new Error(JSON.stringify(outcome));
  return outcome.report!.durationMs;
};

/** Work on 4 MB, and about how long it takes Node.js 24 on a whole vCPU, ms. */
test.each([
  ["const b = Buffer.alloc(4 * 2 ** 20, 'text'); createHash('sha256').update(b).digest();", 4],
  ["gzipSync(Buffer.alloc(4 * 2 ** 20, 'text'));", 68],
  ["fs.writeFileSync('/tmp/x', Buffer.alloc(4 * 2 ** 20, 'text')); fs.readFileSync('/tmp/x');", 5],
  ['JSON.parse(JSON.stringify(Array.from({ length: 40 }, () => "x".repeat(100_000))));', 56],
  ["pbkdf2Sync('password', 'salt', 100_000, 32, 'sha256');", 24],
])('%s takes about as long as in Node.js', async (body, ms) => {
  const [[nothing], [outcome]] = await Promise.all([run('return 1;'), run(`${body} return 1;`)]);
  const took = duration(outcome) - duration(nothing);
  expect(took).toBeGreaterThan(ms / 5);
  expect(took).toBeLessThan(ms * 5);
});

test('native work takes longer with less memory, and the same each time', async () => {
  const body =
    "const b = Buffer.alloc(2 ** 20); for (let i = 0; i < 60; i++) createHash('sha256').update(b).digest(); return 1;";
  const [small] = await run(body, { memorySize: 256 });
  const [again] = await run(body, { memorySize: 256 });
  const [large] = await run(body);
  expect(duration(again)).toBe(duration(small));
  expect(duration(small) / duration(large)).toBeGreaterThan(3);
});

test.each([
  "const b = Buffer.alloc(2 ** 20); for (;;) createHash('sha256').update(b).digest();",
  'const b = gzipSync(Buffer.alloc(2 ** 20)); for (;;) gunzipSync(b);',
  "const b = Buffer.alloc(2 ** 20); for (;;) fs.writeFileSync('/tmp/x', b);",
  "const text = JSON.stringify(Array.from({ length: 1_000 }, () => 'x'.repeat(1_000))); for (;;) JSON.parse(text);",
  "pbkdf2Sync('a', 'b', 2 ** 31 - 1, 64, 'sha512');",
])(
  '%s ends with the timeout',
  async (body) => {
    const [outcome] = await run(body, { timeout: 3 });
    expect(outcome?.kind === 'failed' && outcome.failure.errorType).toBe('Sandbox.Timedout');
  },
  20_000,
);
