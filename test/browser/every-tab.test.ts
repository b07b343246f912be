import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

const DIALOGS = [
  ['Share a copy…', 'Share a copy'],
  ['Invoke ten times…', 'Invoke ten times'],
  ['New environment…', 'New environment'],
  ['Advance time…', 'Advance time'],
  ['Solution…', 'Solution'],
  ['Empty the account…', 'Start over with an empty account?'],
  ['Reset…', 'Reset this lab?'],
  ['Keys', 'Keys'],
  ['From a zip…', 'Bring in a zip'],
] as const;

const faultsIn = async (page: Page, place: string) => {
  const { violations } = await new AxeBuilder({ page }).include(place).options({ iframes: false }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

const MENU = [DIALOGS.slice(0, 4), DIALOGS.slice(4)];

async function open(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const tabs of [
    ['Result', 'Logs', 'Timeline'],
    ['Environment', 'Runtime API', 'Checks', 'Terminal'],
  ])
    test(`${tabs.join(', ')} of a lab are accessible with something in them, ${colorScheme}`, async ({
      page,
    }) => {
      const lab = await open(page, colorScheme);
      await lab.button('Check').click();
      await expect(lab.output).toContainText('1 of 3 checks pass');
      await lab.run();
      await expect(lab.region.locator('.wb-summary')).toContainText('billed');
      await lab.region.locator('.wb-summary summary').click();
      await expect(lab.region.locator('.wb-bill')).toBeVisible();
      for (const tab of tabs) {
        await lab.region.getByRole('tab', { name: tab }).click();
        await expect(lab.output.and(page.locator(':not([hidden])'))).not.toBeEmpty();
        expect(await faultsIn(page, '.wb'), tab).toEqual([]);
      }
    });

  test(`the menu and the dialog of events are accessible, ${colorScheme}`, async ({ page }) => {
    const lab = await open(page, colorScheme);
    await lab.button('More').click();
    await expect(lab.button('Keys')).toBeVisible();
    expect(await faultsIn(page, '.wb-menu')).toEqual([]);
    await page.keyboard.press('Escape');
    await lab.button('More events…').click();
    await expect(page.getByRole('dialog', { name: 'More events' })).toBeVisible();
    expect(await faultsIn(page, 'dialog[open]'), 'More events').toEqual([]);
  });

  for (const dialogs of MENU)
    test(`${dialogs.map(([entry]) => entry).join(', ')} are accessible, ${colorScheme}`, async ({ page }) => {
      const lab = await open(page, colorScheme);
      for (const [entry, name] of dialogs) {
        await lab.more(entry);
        await expect(page.getByRole('dialog', { name })).toBeVisible();
        expect(await faultsIn(page, 'dialog[open]'), entry).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    });
}
