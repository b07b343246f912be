import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { labOn } from './lab-page.ts';

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const)
  test(`the Runtime API's calls of a run can be read, one waiting, ${colorScheme}, ${width} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.tab('Runtime API').click();
    await expect(lab.output).toContainText('Run the function to see what its runtime and Lambda say');
    await lab.run();
    const calls = lab.output.getByRole('list', { name: 'Calls to the Runtime API' }).getByRole('listitem');
    await expect(calls).toHaveCount(3);
    await expect(calls.nth(0)).toContainText(/GET\s+\/2018-06-01\/runtime\/invocation\/next\s+200 OK/);
    await expect(calls.nth(1)).toContainText(/POST.*\/invocation\/[0-9a-f-]{36}\/response\s+202 Accepted/);
    await expect(calls.nth(2)).toContainText(/next\s+waiting/);

    await calls.nth(0).locator('summary').click();
    await expect(calls.nth(0)).toContainText(/lambda-runtime-deadline-ms\s*\d{13}/);
    await expect(calls.nth(0)).toContainText('"name": "Ada"');
    await calls.nth(1).locator('summary').click();
    await expect(calls.nth(1).getByLabel('the request body', { exact: true })).toContainText(
      '"message": "Hello!"',
    );
    await calls.nth(2).locator('summary').click();
    await expect(calls.nth(2)).toContainText('Lambda holds this call open');

    await lab.run();
    await expect(calls.nth(0)).toContainText(/200 OK at 0\.00 ms, answered \d\.\d\d ms later/);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('.wb-output').analyze();
    expect(violations).toEqual([]);
  });

test('a long body of the Runtime API is cut until all of it is asked for', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', "export const handler = async () => ['a'.repeat(5_000), 'the end'];\n");
  await lab.run();
  await lab.tab('Runtime API').click();
  const response = lab.output.getByRole('listitem').nth(1);
  await response.locator('summary').click();
  await expect(response).toContainText('aaaa');
  await expect(response).not.toContainText('the end');
  await response.getByRole('button', { name: /^Show all 5,\d\d\d characters$/ }).click();
  await expect(response).toContainText('the end');
});

test('a compact lab has no Runtime API tab', async ({ page }) => {
  await page.goto('/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await expect(lab.tab('Logs')).toBeVisible();
  await expect(lab.tab('Runtime API')).toHaveCount(0);
});
