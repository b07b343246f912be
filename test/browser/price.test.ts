import { expect, test } from './test.ts';

const CHAPTER = '/chapters/features/';
const OPEN = 'Work out your own month';

test('the price calculator loads with the first sign of interest, and follows what is typed', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(CHAPTER);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => url.includes('open-price'))).toEqual([]);
  const form = page.getByRole('form', { name: 'A function’s month' });
  const total = page.getByRole('status').filter({ hasText: 'a month for' });
  await expect(total).toContainText('$3.64 a month');
  await page.getByRole('button', { name: OPEN }).click();
  await expect(form.getByLabel('Requests a month')).toBeFocused();
  await form.getByLabel('Memory in MB').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('1024');
  await expect(total).toContainText('$6.68 a month');
  await expect(total).toContainText('1,024 MB');
  await page.keyboard.press('Tab');
  await form.getByLabel('arm64').check();
  await expect(total).toContainText('$5.46 a month');
  await form.getByLabel('Take off the free tier').check();
  await expect(total).toContainText('$0.40 a month');
  await expect(page.getByRole('row', { name: /^Free tier/ })).toContainText('−$');
});

test('the plot of the price can be read as a table', async ({ page }) => {
  await page.goto(CHAPTER);
  await page.getByRole('button', { name: OPEN }).click();
  await page.getByText('The plot as a table').click();
  const table = page.getByRole('table', { name: 'A month over memory' });
  await expect(table.getByRole('row', { name: /^512 MB/ })).toContainText('$3.64');
  await page.getByRole('form', { name: 'A function’s month' }).getByLabel('Memory in MB').fill('700');
  await expect(table.getByRole('row', { name: /^700 MB/ })).toBeVisible();
});

test('with a figure that cannot be, the bill stays', async ({ page }) => {
  await page.goto(CHAPTER);
  await page.getByRole('button', { name: OPEN }).click();
  const memory = page.getByRole('form', { name: 'A function’s month' }).getByLabel('Memory in MB');
  await memory.fill('64');
  await memory.press('Enter');
  await expect(memory).toBeFocused();
  expect(await memory.evaluate((field: HTMLInputElement) => field.validationMessage)).toContain('128');
  await expect(page.getByRole('status').filter({ hasText: 'a month for' })).toContainText('$3.64 a month');
  await memory.fill('512');
  await expect(memory).toHaveJSProperty('validationMessage', '');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the price calculator is an example', async ({ page }) => {
    await page.goto(CHAPTER);
    await expect(page.getByText('$3.64 a month')).toBeVisible();
    await expect(page.getByRole('button', { name: OPEN })).toBeHidden();
  });
});
