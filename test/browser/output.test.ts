import AxeBuilder from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

const openLab = async (page: Page, code?: string) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  if (code) await lab.write('index.mjs', code);
  await lab.run();
  return lab;
};
const returning = (expression: string) => `export const handler = async () => (${expression});\n`;

test('the result is a tree that the keyboard folds, and raw it is byte for byte what Lambda sends', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = await openLab(page, returning(`{ statusCode: 200, body: { deep: { list: [1, 2] } } }`));
  const field = lab.output.getByText('"list": ');
  await expect(field).toHaveCount(0);
  const folded = lab.output.locator('summary', { hasText: '"deep": ' });
  await folded.focus();
  await page.keyboard.press('Enter');
  await expect(field).toBeVisible();

  await lab.output.getByRole('radio', { name: 'Tree' }).focus();
  await page.keyboard.press('ArrowRight');
  const bytes = '{"statusCode":200,"body":{"deep":{"list":[1,2]}}}';
  await expect(lab.output.locator('pre')).toHaveText(bytes);
  await expect(lab.output).toContainText('49 bytes');
  await lab.output.getByRole('button', { name: 'Copy the result' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(bytes);
  await lab.run();
  await expect(lab.output.getByRole('radio', { name: 'Raw' })).toBeChecked();
});

test('a large result shows its beginning, and more when asked, with the focus on what is new', async ({
  page,
}) => {
  const lab = await openLab(
    page,
    returning(`{ list: Array.from({ length: 250 }, (_, at) => 'item ' + at), text: 'x'.repeat(5000) }`),
  );
  await lab.output.locator('summary', { hasText: '"list": ' }).click();
  await expect(lab.output.getByText('"item 99"')).toBeVisible();
  await expect(lab.output.getByText('"item 100"')).toHaveCount(0);
  await lab.output.getByRole('button', { name: 'Show 100 more of 250 items' }).click();
  await expect(lab.output.locator(':focus')).toHaveText('"item 100",');
  const more = lab.output.getByRole('button', { name: /^Show more \(4,002 more characters\)/ });
  await more.click();
  await expect(lab.output.getByRole('button', { name: 'Show less' })).toBeFocused();
});

test('the log is filtered by text and by who wrote it, says how many lines are left, and how to get all back', async ({
  page,
}) => {
  const lab = await openLab(page, "export const handler = async () => console.log('Hello', { a: 1 });\n");
  await lab.tab('Logs').click();
  const lines = lab.output.getByRole('list', { name: 'Log lines' }).getByRole('listitem');
  const count = lab.output.getByRole('status');
  await expect(lines).toHaveText([
    /INIT_START Runtime Version: nodejs:24\./,
    /START RequestId: /,
    /Hello/,
    /END/,
    /REPORT/,
  ]);
  await expect(count).toHaveText('5 lines');
  await lab.output.getByRole('radio', { name: 'Function' }).check();
  await expect(lines).toHaveText([/\tINFO\tHello \{ a: 1 \}$/]);
  await expect(count).toHaveText('1 of 5 lines of the function');
  await lab.output.getByRole('searchbox', { name: 'Filter the log' }).fill('nowhere');
  await expect(lab.output).toContainText('No line matches.');
  await lab.output.getByRole('button', { name: 'Show all lines' }).click();
  await expect(lab.output.getByRole('searchbox')).toBeFocused();
  await expect(lines).toHaveCount(5);
});

test('the log of an earlier run is still there', async ({ page }) => {
  const lab = await openLab(page);
  await lab.tab('Logs').click();
  const cold = lab.output.getByText('INIT_START');
  await expect(cold).toBeVisible();
  await lab.run();
  await expect(cold).toHaveCount(0);
  await lab.output.getByRole('combobox', { name: 'Log of run' }).selectOption('Run 1');
  await expect(cold).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`result, log and timeline have no fault that axe finds, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const lab = await openLab(page);
    await lab.run();
    for (const tab of ['Result', 'Logs', 'Timeline']) {
      await lab.tab(tab).click();
      const axe = new AxeBuilder({ page }).include('.wb-output').options({ iframes: false });
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => `${tab}, ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });

test('a line of the log leads to its moment on the timeline, and a tick back to its line', async ({
  page,
}) => {
  const lab = await openLab(page, "export const handler = async () => console.log('here');\n");
  await lab.tab('Logs').click();
  const here = lab.output.getByRole('listitem').filter({ hasText: 'here' });
  await here.getByRole('button', { name: /^\d+\.\d\d ms: show on the timeline$/ }).click();
  const slider = lab.output.getByRole('slider', { name: 'Moment' });
  await expect(slider).toBeFocused();
  await expect(slider).toHaveAttribute('aria-valuetext', /^Run 1, \d+\.\d\d ms: invoke\.$/);
  const written = lab.output.getByRole('list', { name: 'Written at this moment' });
  await expect(written).toContainText('here');

  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'Run 1, 0.00 ms: init, runtime.');
  await expect(written).toContainText('INIT_START');
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'After run 1: frozen.');
  await lab.output.locator('[data-function=true] .reach').click();
  await expect(slider).toHaveAttribute('aria-valuetext', /invoke\.$/);
  await written.getByRole('button').first().click();
  await expect(lab.tab('Logs')).toHaveAttribute('aria-selected', 'true');
  await expect(lab.output.locator('[aria-current=true]')).toBeFocused();
});

test('the figures open into the bill: this run, a million a month, the prices’ date and region, no free tier', async ({
  page,
}) => {
  const lab = await openLab(page);
  await lab.run();
  const billed = /billed (\d+) ms/.exec((await lab.region.locator('.wb-summary').textContent()) ?? '')?.[1];
  await lab.region.locator('.wb-summary > summary').click();
  const bill = lab.region.getByRole('table', { name: 'Bill' });
  await expect(bill.getByRole('row')).toHaveCount(4);
  await expect(bill).toContainText(`128 MB for ${billed} ms`);
  await expect(bill.getByRole('row', { name: /^Request/ })).toContainText(/\$0\.0000002\$0\.20$/);
  await expect(lab.region).toContainText('us-east-1, x86, as of 2026-08');
  await expect(lab.region).toContainText('400,000 GB-s a month) is not counted');
  await expect(lab.region).toContainText('modelled, not measured');
});
