import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { labOn } from './lab-page.ts';

const DIALOGS = [
  ['Share a copy…', 'Share a copy'],
  ['Invoke ten times…', 'Invoke ten times'],
  ['New environment…', 'New environment'],
  ['Advance time…', 'Advance time'],
  ['Solution…', 'Solution'],
  ['Reset…', /Reset|Start over/],
  ['Keys', 'Keys'],
  ['From a zip…', 'Bring in a zip'],
] as const;

const faultsIn = async (page: Page, place: string) => {
  const { violations } = await new AxeBuilder({ page }).include(place).options({ iframes: false }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every tab of a lab is accessible with something in it, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.button('Check').click();
    await expect(lab.output).toContainText('1 of 3 checks pass');
    await lab.run();
    await expect(lab.region.locator('.wb-summary')).toContainText('billed');
    await lab.region.locator('.wb-summary summary').click();
    await expect(lab.region.locator('.wb-bill')).toBeVisible();
    for (const tab of ['Result', 'Logs', 'Timeline', 'Environment', 'Runtime API', 'Checks']) {
      await lab.region.getByRole('tab', { name: tab }).click();
      await expect(lab.output.and(page.locator(':not([hidden])'))).not.toBeEmpty();
      expect(await faultsIn(page, '.wb'), tab).toEqual([]);
    }
  });

  test(`the menu and each of its dialogs are accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.button('More').click();
    await expect(lab.button('Keys')).toBeVisible();
    expect(await faultsIn(page, '.wb-menu')).toEqual([]);
    await page.keyboard.press('Escape');
    await lab.button('More events…').click();
    await expect(page.getByRole('dialog', { name: 'More events' })).toBeVisible();
    expect(await faultsIn(page, 'dialog[open]'), 'More events').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    for (const [entry, name] of DIALOGS) {
      await lab.more(entry);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      expect(await faultsIn(page, 'dialog[open]'), entry).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
}
