import { expect, type Page, test } from '@playwright/test';
import { type Script, scriptsIn } from '../../src/lab/in-terminal.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { labSlugs, readLab, readSolution } from '../../src/lab/read.ts';
import { readChecks } from '../../src/lab/read-checks.ts';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';

/** The labs in which something is to be done in the account, each with the ways in which its solution does it. */
const ways = labSlugs()
  .map((slug) => readLab(slug))
  .flatMap((lab) => scriptsIn(readSolution(lab)).map((script) => ({ lab, script })));

/** Opens the terminal, which creates the function as the lab begins, takes the solution over and runs its script. */
async function solve(page: Page, { title }: Lab, { line }: Script) {
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

for (const { lab, script } of ways)
  test(`${lab.slug} is done in the terminal by ${script.path}`, async ({ page }) => {
    test.setTimeout(120_000);
    const faults = await collectFaults(page, new URL(SITES.root.url).origin);
    await page.goto(`/labs/${lab.slug}/`);
    const onPage = await solve(page, lab, script);
    const { length } = await readChecks(`labs/${lab.slug}`);
    await expect(onPage.region).toContainText(`${length} of ${length}`, { timeout: 30_000 });
    expect(faults).toEqual([]);
  });
