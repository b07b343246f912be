import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HELLO, runFiles } from '../../support/simulate.ts';
import { cases } from './cases.ts';

/** What a case returned, or the error that it threw, as JSON. */
type Outcome = { returned: unknown } | { threw: unknown[] };

const ATTEMPT = `async (act, require, inspect, tmp) => {
  try {
    return { returned: JSON.parse(JSON.stringify({ value: await act(require, inspect, tmp) })).value };
  } catch (error) {
    return { threw: [error?.name, error?.code ?? null, String(error?.message).replaceAll(tmp, 'TMP')] };
  }
}`;
const asFunction = (body: string) => `async (require, inspect, tmp) => { ${body} }`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'library-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function inNode(bodies: string[]): Promise<Outcome[]> {
  // biome-ignore lint/security/noGlobalEval: the very texts that run in the simulated runtime
  const run = globalThis.eval as (text: string) => (...args: unknown[]) => Promise<Outcome>;
  const outcomes: Outcome[] = [];
  for (const body of bodies)
    outcomes.push(
      await run(`(${ATTEMPT})`)(
        run(`(${asFunction(body)})`),
        createRequire(import.meta.url),
        inspect,
        folder,
      ),
    );
  return outcomes;
}

async function inSimulator(bodies: string[]): Promise<Outcome[]> {
  const text = `const { inspect } = require('util');
const attempt = ${ATTEMPT};
const cases = [${bodies.map(asFunction).join(',\n')}];
exports.handler = async () => {
  const fs = require('fs');
  const tmp = fs.mkdtempSync('/tmp/library-');
  const outcomes = [];
  for (const act of cases) outcomes.push(await attempt(act, require, inspect, tmp));
  return outcomes;
};`;
  const settings = { ...HELLO, memorySize: 1_024, timeout: 900 };
  const [outcome] = await runFiles(settings, [{ path: 'index.cjs', text }], ['{}']);
  if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload);
}

describe.each(Object.keys(cases))('%s', (name) => {
  const bodies = cases[name]!;
  let real: Outcome[];
  let simulated: Outcome[];
  beforeAll(async () => {
    real = await inNode(bodies);
    simulated = await inSimulator(bodies);
  });
  test.each(bodies.map((body, i) => [body, i] as const))('%s does the same as in Node.js', (_body, i) => {
    expect(JSON.stringify(simulated[i])).toBe(JSON.stringify(real[i]));
  });
});
