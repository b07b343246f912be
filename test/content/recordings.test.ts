import { expect, test } from 'vitest';
import { CONVERSATIONS, record } from '../../src/components/figures/conversations.ts';
import { LIVES } from '../../src/components/figures/lives.ts';
import { scratchSession } from '../../src/lab/scratch.ts';
import { SEED } from '../../src/sandbox/seed.ts';
import { live } from '../../src/workbench/life/life.ts';
import { noRuns } from '../../src/workbench/runs.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

/** To record anew: `npx vitest run test/content/recordings.test.ts -u`. */
for (const [name, life] of Object.entries(LIVES))
  test(`the figure "${name}" shows what the simulator does`, async () => {
    const session = scratchSession(targetOn(await freshCloud(SEED)), { id: name, timeout: life.timeout });
    let history = noRuns;
    for (const step of life.steps) ({ history } = await live(session, life, history, step));
    await expect(
      `${JSON.stringify({ runs: history.runs, after: history.after }, null, 2)}\n`,
    ).toMatchFileSnapshot(`../../src/components/figures/recordings/${name}.json`);
  });

for (const [name, recorded] of Object.entries(CONVERSATIONS))
  test(`the figure of the conversation "${name}" shows what was said`, async () => {
    const session = scratchSession(targetOn(await freshCloud(SEED)), { id: name });
    await expect(`${JSON.stringify(await record(session, recorded), null, 2)}\n`).toMatchFileSnapshot(
      `../../src/components/figures/recordings/conversations/${name}.json`,
    );
  });
