import { expect, test } from 'vitest';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { letPass, noRuns, remember } from '../../src/workbench/runs.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const MINUTE = 60_000;

type Step = { event: object } | { minutes: number };

const RECORDINGS: Record<string, { code: string; timeout: number; steps: Step[] }> = {
  'one-life': {
    code: "await new Promise((ready) => setTimeout(ready, 30));\nexport const handler = async () => { await new Promise((done) => setTimeout(done, 20)); return 'done'; };",
    timeout: 3,
    steps: [{ event: {} }, { event: {} }, { minutes: 15 }],
  },
  'after-a-timeout': {
    code: 'export const handler = ({ hang }) => new Promise((done) => { if (!hang) done(1); });',
    timeout: 1,
    steps: [{ event: { hang: true } }, { event: {} }],
  },
};

/** To record anew: `npx vitest run test/content/recordings.test.ts -u`. */
for (const [name, { code, timeout, steps }] of Object.entries(RECORDINGS))
  test(`the figure "${name}" shows what the simulator does`, async () => {
    const lab = { ...SCRATCH, id: name, timeout };
    const session = createLabSession(lab, targetOn(await freshCloud()), async () => []);
    let history = noRuns;
    for (const step of steps) {
      if ('minutes' in step) {
        const ms = step.minutes * MINUTE;
        history = letPass(history, ms, (await session.advance(ms)).ended);
      } else {
        const files = [{ path: 'index.mjs', text: code }];
        history = remember(history, await session.run(files, JSON.stringify(step.event)));
      }
    }
    await expect(
      `${JSON.stringify({ runs: history.runs, after: history.after }, null, 2)}\n`,
    ).toMatchFileSnapshot(`../../src/components/figures/recordings/${name}.json`);
  });
