import { expect, test } from '@playwright/test';
import { labOn } from './lab-page.ts';

for (const width of [1440, 390])
  test(`a first reader sees a cold and then a warm start, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    const lab = labOn(page, 'Hello, event');
    const picture = lab.region.getByRole('img', { name: /^Run 1/ });
    await lab.run();
    await expect(picture).toHaveAccessibleName(/^Run 1: init 1\d\d ms, invoke \d\.\d\d ms\.$/);
    await expect(picture).toBeInViewport({ ratio: 1 });
    await expect(lab.region).toContainText('Run it again: the environment is warm now.');
    await lab.run();
    await expect(picture).toHaveAccessibleName(/ Run 2, warm: invoke \d\.\d\d ms\.$/);
    await expect(lab.region).not.toContainText('Run it again');
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });

test('the timeline of a lab says the same as a table', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await lab.tab('Timeline').click();
  await expect(lab.output).toContainText('Run the function to see when');
  await lab.run();
  await lab.tab('Timeline').click();
  await lab.run();
  await lab.output.getByText('Show as table').click();
  const rows = lab.output.getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText('init');
  await expect(rows.nth(3)).toContainText(/^21invoke0\.00/);
});
