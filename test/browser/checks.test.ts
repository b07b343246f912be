import AxeBuilder from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

const THROWS = "export const handler = async () => {\n  throw new TypeError('no name at all');\n};\n";

test('a failing check says what, shows one hint at a time, its line in the log and the step it belongs to', async ({
  page,
}) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', THROWS);
  await lab.button('Check').click();
  await expect(lab.region.getByRole('status').last()).toContainText(/0 of 3 checks pass. First to mend: \S/);
  const first = lab.output.getByRole('listitem').filter({ hasText: 'Error' }).first();
  await first.getByRole('button', { name: 'Show a hint' }).click();
  await expect(first.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(1);
  await first.getByRole('button', { name: 'See it in the log' }).click();
  const line = first.getByRole('list', { name: 'Log of this check' }).locator('[aria-current]');
  await expect(line).toBeFocused();
  await expect(line).toContainText('no name at all');
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    const { violations } = await new AxeBuilder({ page }).include('.wb').analyze();
    expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await first.getByRole('button', { name: /^Step \d of the task$/ }).click();
  await expect(page.locator('[data-brief] ol > li:focus')).toBeVisible();
});
