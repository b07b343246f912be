import { readFileSync } from 'node:fs';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, test } from './test.ts';

const solutionOf = (lab: string) =>
  readFileSync(new URL(`../../labs/${lab}/solution/index.mjs`, import.meta.url), 'utf8');

test('a newcomer finds the entries of one order in the log of the next, and sees a bad line fail a good order', async ({
  page,
}) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/frozen/');
  const lab = labOn(page, 'Frozen in mid-sentence');
  await lab.awake();
  await lab.event.selectOption('order-a');
  await lab.run();
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText('REPORT');
  await expect(lab.output).not.toContainText('entered A-1');
  await lab.event.selectOption('order-b');
  await lab.run();
  await expect(lab.output).toContainText('entered A-1 lamp');
  await expect(lab.output).not.toContainText('entered B-2');
  await lab.event.selectOption('order-broken');
  await lab.run();
  await lab.event.selectOption('order-a');
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Runtime.ExitError');

  await lab.write('index.mjs', solutionOf('frozen'));
  await lab.event.selectOption('order-broken');
  await lab.run();
  await expect(lab.output).toContainText('"refused"');
  await lab.button('Check').click();
  await expect(lab.region).toContainText('3 of 3');
  expect(faults).toEqual([]);
});

test('a newcomer moves the catalog out of the handler and sees the warm run shrink', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/init-once/');
  const lab = labOn(page, 'Init once');
  const opened = lab.output.getByText('opening the catalog');
  await lab.run();
  await lab.run();
  await lab.tab('Logs').click();
  await expect(opened).toHaveCount(1);
  await lab.write('index.mjs', solutionOf('init-once'));
  await lab.run();
  await expect(opened).toHaveCount(1);
  await lab.run();
  await expect(lab.output).toContainText('REPORT');
  await expect(opened).toHaveCount(0);
  await lab.button('Check').click();
  await expect(lab.region).toContainText('3 of 3');
  expect(faults).toEqual([]);
});
