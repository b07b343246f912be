import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

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
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1)).toContainText('init');
  await expect(rows.nth(2)).toContainText('runtime init');
  await expect(rows.nth(3)).toContainText('function init');
  await expect(rows.nth(5)).toContainText(/^21invoke0\.00/);
});

test('minutes that pass, and the environment that does not live to see their end, are drawn and told', async ({
  page,
}) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await lab.tab('Timeline').click();
  const picture = lab.output.getByRole('img', { name: /^Run 1/ });
  const pass = async (choice: string) => {
    await lab.more('Advance time…');
    await lab.region.getByText(choice, { exact: true }).click();
    await lab.button('Let it pass').click();
  };
  await pass('5 min');
  await expect(picture).toContainText('frozen 5 minutes');
  await pass('15 min');
  await expect(picture).toContainText('shut down: idle for 10 minutes');
  await lab.run();
  await expect(picture).toContainText('Run 2, cold');
  await expect(picture).toHaveAccessibleName(
    /20 minutes passed\. Environment 1 shut down: idle for 10 minutes\. Run 2/,
  );
});
