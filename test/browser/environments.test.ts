import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { labOn } from './lab-page.ts';

const COUNTER = 'let n = 0;\nexport const handler = async () => ({ count: ++n });\n';

for (const [width, colorScheme] of [
  [1440, 'dark'],
  [390, 'light'],
] as const)
  test(`time passes and environments go, ${colorScheme}, ${width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    const pass = async (choice: string) => {
      await lab.button('More ways to run').click();
      await lab.button('Advance time…').click();
      await lab.region.getByRole('radio', { name: choice, exact: true }).check();
      await lab.button('Let it pass').click();
    };
    await lab.write('index.mjs', COUNTER);
    await lab.run();
    await expect(lab.output).toContainText('"count": 1');

    await pass('5 min');
    await expect(lab.region).toContainText('5 minutes passed. The environment is still warm.');
    await expect(lab.button('More ways to run')).toBeFocused();
    await lab.run();
    await expect(lab.output).toContainText('"count": 2');

    await pass('1 h');
    await expect(lab.region).toContainText(
      '1 hour passed. The environment is reclaimed: the next invoke starts cold.',
    );
    await lab.run();
    await expect(lab.output).toContainText('"count": 1');
    await expect(lab.region.locator('.wb-summary')).toContainText('cold start');
  });

test('a new environment makes the next run cold', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await lab.button('More ways to run').click();
  await expect(lab.button('New environment')).toBeFocused();
  await lab.button('New environment').click();
  await expect(lab.region).toContainText('The environment is gone: the next invoke starts cold.');
  await lab.run();
  await expect(lab.region.locator('.wb-summary')).toContainText('cold start');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the menu beside Run has no fault of accessibility, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.button('More ways to run').click();
    await expect(lab.button('New environment')).toBeFocused();
    const { violations } = await new AxeBuilder({ page }).include('.wb-run-menu').analyze();
    expect(violations).toEqual([]);
  });

test('own minutes are checked, and Escape closes the menu where it was opened', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await lab.button('More ways to run').click();
  await lab.button('Advance time…').click();
  await lab.region.getByRole('textbox', { name: 'Minutes' }).fill('ten');
  await expect(lab.region.getByRole('alert')).toContainText('Give a number of minutes above 0');
  await lab.region.getByRole('textbox', { name: 'Minutes' }).press('Enter');
  await expect(lab.region.getByRole('group', { name: 'Advance time' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lab.button('More ways to run')).toBeFocused();
  await expect(lab.button('More ways to run')).toHaveAttribute('aria-expanded', 'false');
});
