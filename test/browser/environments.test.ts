import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

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
      await lab.more('Advance time…');
      await lab.region.getByRole('radio', { name: choice, exact: true }).check();
      await lab.button('Let it pass').click();
    };
    await lab.write('index.mjs', COUNTER);
    await lab.run();
    await expect(lab.output).toContainText('"count": 1');

    await pass('5 min');
    await expect(lab.region).toContainText('5 minutes passed. The environment is still warm.');
    await expect(lab.button('More')).toBeFocused();
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
  await lab.more('New environment…');
  await lab.button('Start cold next time').click();
  await expect(lab.region).toContainText('The environment is gone: the next invoke starts cold.');
  await lab.run();
  await expect(lab.region.locator('.wb-summary')).toContainText('cold start');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`own minutes are checked in a dialog without a fault of accessibility, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.more('Advance time…');
    const minutes = lab.region.getByRole('textbox', { name: 'Minutes' });
    await minutes.fill('ten');
    await expect(lab.region.getByRole('alert')).toContainText('Give a number of minutes above 0');
    await minutes.press('Enter');
    await expect(lab.region.getByRole('dialog', { name: 'Advance time' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('.wb-dialog').analyze();
    expect(violations).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(lab.button('More')).toBeFocused();
  });
