import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hostSettings } from '../../src/host/cloud.ts';
import { scriptsIn } from '../../src/lab/in-terminal.ts';
import { labSlugs, readLab, readSolution } from '../../src/lab/read.ts';
import { readWholeLab } from '../../src/lab/refusals.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { createAwsCommand } from '../../src/terminal/aws/aws.ts';
import { createShell } from '../../src/terminal/shell.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';
import { file, runner } from '../terminal/terminal.ts';

const slugs = labSlugs().filter((slug) => scriptsIn(readSolution(readLab(slug))).length > 0);

test.each(slugs)(
  '%s can be done with the SDK instead of the command',
  async (slug) => {
    const { lab, checks, account } = await readWholeLab(slug);
    const cloud = await freshCloud();
    const target = targetOn(cloud);
    const session = createLabSession(
      lab,
      target,
      async () => checks,
      async () => [],
      async () => account,
    );
    await session.deploy(lab.starter);

    const solution = readSolution(lab);
    const script = readFileSync(`test/lab/sdk-scripts/${slug}.mjs`, 'utf8');
    const shell = createShell({
      engine: await hostSettings().engines.bash(),
      files: [...solution.map(({ path, text }) => file(path, text)), file('commands.mjs', script)],
      aws: createAwsCommand(target.client),
      scripts: {
        engine: () => hostSettings().engines.nodejs(),
        send: (request) => cloud.handle(request),
        advance: (ms) => cloud.advance(ms),
      },
    });
    const [line = ''] = script.split('\n');
    expect(await runner(shell)(line.replace(/^\/\/ /, ''))).toMatchObject({ stderr: '', exitCode: 0 });
    await target.functionReady(lab.id);

    const verdict = await session.check(solution);
    const kinds = verdict.kind === 'judged' && verdict.results.map(({ outcome }) => outcome);
    expect(kinds).toEqual(checks.map(() => ({ kind: 'pass' })));
  },
  60_000,
);
