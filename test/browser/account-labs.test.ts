import { readFileSync } from 'node:fs';
import { scriptsIn } from '../../src/lab/in-terminal.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { labSlugs, readLab, readSolution } from '../../src/lab/read.ts';
import { readChecks } from '../../src/lab/read-checks.ts';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

/** The labs in which something is to be done in the account. */
const labs = labSlugs()
  .map((slug) => readLab(slug))
  .filter((lab) => scriptsIn(readSolution(lab)).length > 0);

/** The ways to do it, as lines for the terminal: by commands of the AWS CLI, as the solution does, and with the SDK. */
const ways = labs.flatMap((lab) => [
  ...scriptsIn(readSolution(lab)).map(({ path, line }) => ({ lab, by: path, line })),
  { lab, by: 'a script with the SDK', line: withSdk(lab.slug) },
]);

/** Writes the script into a file, and runs it as its first line says. */
function withSdk(slug: string) {
  const script = readFileSync(`test/lab/sdk-scripts/${slug}.mjs`, 'utf8');
  const [first = ''] = script.split('\n');
  const line = first.replace(/^\/\/ /, '').replace('commands.mjs', 'scripts/commands.mjs');
  const bytes = Buffer.from(script).toString('base64');
  return `mkdir -p scripts && echo ${bytes} | base64 -d > scripts/commands.mjs && ${line}`;
}

/** Opens the terminal, which creates the function as the lab begins, takes the solution over and runs `line`. */
async function solve(page: Page, { title }: Lab, line: string) {
  const lab = labOn(page, title);
  await lab.awake();
  await lab.tab('Terminal').click();
  const command = lab.region.getByRole('textbox', { name: 'Command' });
  await expect(command).toBeVisible();
  await lab.more('Solution…');
  await page
    .getByRole('dialog', { name: 'Solution' })
    .getByRole('button', { name: 'Apply solution' })
    .click();
  await lab.tab('Terminal').click();
  await command.fill(line);
  await command.press('Enter');
  await expect(lab.region.locator('.wb-term-entry')).toHaveCount(1);
  await expect(lab.button('Run the command')).toBeVisible({ timeout: 60_000 });
  await expect(lab.region.locator('.wb-term-entry')).not.toContainText('exit code');
  await lab.button('Check').click();
  return lab;
}

for (const { lab, by, line } of ways)
  test(`${lab.slug} is done in the terminal by ${by}`, async ({ page }) => {
    test.setTimeout(120_000);
    const faults = await collectFaults(page, new URL(SITES.root.url).origin);
    await page.goto(`/labs/${lab.slug}/`);
    const onPage = await solve(page, lab, line);
    const { length } = await readChecks(`labs/${lab.slug}`);
    await expect(onPage.region).toContainText(`${length} of ${length}`, { timeout: 30_000 });
    expect(faults).toEqual([]);
  });
