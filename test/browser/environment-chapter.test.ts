import { readFileSync } from 'node:fs';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, test } from './test.ts';

const CHAPTER = '/chapters/environment/';
const TITLE = 'What the environment gives and forbids';

const solutionOf = (lab: string, file = 'index.mjs') =>
  readFileSync(new URL(`../../labs/${lab}/solution/${file}`, import.meta.url), 'utf8');

test('a newcomer finds the place to write, and leaves nothing in it', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/scratch-space/');
  const lab = labOn(page, 'Scratch space');
  await lab.run();
  await expect(lab.output).toContainText('Read-only file system');

  await lab.write('lambda_function.py', solutionOf('scratch-space', 'lambda_function.py'));
  await lab.run();
  await expect(lab.output).toContainText('"bytes": 12582912');
  await lab.button('Check').click();
  await expect(lab.region).toContainText('4 of 4');
  expect(faults).toEqual([]);
});

test('a newcomer fills the memory by a leak and by a file, then streams', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/out-of-memory/');
  const lab = labOn(page, 'Out of memory');
  for (let run = 0; run < 8; run += 1) await lab.run();
  await expect(lab.output).toContainText('signal: killed');
  await lab.event.selectOption('year');
  await lab.run();
  await expect(lab.output).toContainText('signal: killed');
  await lab.button('Check').click();
  await expect(lab.region).toContainText('1 of 3');

  await lab.write('index.mjs', solutionOf('out-of-memory'));
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('"orders": 70000');
  await lab.button('Check').click();
  await expect(lab.region).toContainText('3 of 3');
  expect(faults).toEqual([]);
});

test('a newcomer loses a quarter of an hour inside the chapter, then hands on a checkpoint', async ({
  page,
}) => {
  await page.goto(CHAPTER);
  const lab = labOn(page, 'Too long');
  await lab.awake();
  await lab.event.selectOption('archive');
  await lab.run();
  await expect(lab.output).toContainText('Sandbox.Timedout');
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText('read page-1');
  await expect(lab.output).toContainText('Task timed out after 900.00 seconds');

  await lab.write('index.mjs', solutionOf('too-long'));
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText(/"cursor": "page-\d+"/);
  await lab.button('Check').click();
  await expect(lab.region).toContainText('5 of 5');
});

for (const title of ['Scratch space', 'Out of memory'])
  test(`the chapter leads to the lab "${title}", which has a page of its own`, async ({ page }) => {
    await page.goto(CHAPTER);
    await page
      .getByRole('complementary', { name: `Lab: ${title}` })
      .getByRole('link', { name: title })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  });

for (const lab of ['scratch-space', 'out-of-memory', 'too-long'])
  test(`the page of ${lab} leads to its chapter`, async ({ page }) => {
    await page.goto(`/labs/${lab}/`);
    await page.getByRole('link', { name: new RegExp(`^Chapter \\d+, ${TITLE}$`) }).click();
    await expect(page).toHaveURL(new RegExp(`${CHAPTER}#lab-${lab}$`));
    await expect(page.locator(`#lab-${lab}`)).toBeInViewport();
  });
