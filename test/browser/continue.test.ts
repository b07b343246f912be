import { labOn } from './lab-page.ts';
import { questionOn } from './quiz-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

test.use({ viewport: { width: 390, height: 844 } });

const lead = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name });

test('who wrote in a lab is led back to it, from the front page and from the progress page', async ({
  page,
}) => {
  await page.goto('/');
  await expect(lead(page, 'Start with chapter 1')).toBeVisible();
  await page.goto('/labs/proxy-event/');
  const lab = labOn(page, 'One handler, three front doors');
  await lab.write('index.mjs', 'export const handler = async () => 1;');
  for (const from of ['/progress/', '/']) {
    await page.goto(from);
    await expect(lead(page, /^Continue: /)).toHaveText('Continue: One handler, three front doors');
  }
  await lead(page, /^Continue: /).click();
  await expect(page).toHaveURL(/\/labs\/proxy-event\/#/);
  await expect(lab.code).toContainText('async () => 1');
});

test('what is written on the front page itself leads nowhere else', async ({ page }) => {
  await page.goto('/');
  await labOn(page, 'Hello, event').write('index.mjs', 'export const handler = async () => 1;');
  await page.goto('/progress/');
  await expect(lead(page, 'Start with chapter 1')).toBeVisible();
});

test('who answered a question is led back to the quiz, under a base path too', async ({ page }) => {
  const { url } = SITES.classroom;
  await page.goto(`${url}chapters/features/`);
  const { option, button, verdict } = questionOn(page, /How many environments are busy/);
  await option('8').click();
  await button('Answer').click();
  await expect(verdict).toContainText('Right.');
  await page.goto(url);
  await expect(lead(page, /^Continue: /)).toHaveAttribute('href', /\/class\/wb\/chapters\/features\/#/);
});

for (const [what, stored] of [
  ['another site', JSON.stringify({ href: 'https://example.com/', title: 'There' })],
  ['a script', JSON.stringify({ href: 'javascript:alert(1)', title: 'There' })],
  ['another host', JSON.stringify({ href: '//example.com/', title: 'There' })],
  ['no JSON', 'x'],
  ['nothing', 'null'],
] as const)
  test(`a stored place that is ${what} is no link`, async ({ page }) => {
    await page.addInitScript((value) => localStorage.setItem('lambda-workbook:place', value), stored);
    await page.goto('/');
    await expect(lead(page, 'Start with chapter 1')).toHaveAttribute('href', /\/chapters\/features\/$/);
  });

test('markup in a stored title is text', async ({ page }) => {
  await page.addInitScript(() =>
    localStorage.setItem('lambda-workbook:place', JSON.stringify({ href: '/labs/', title: '<img src=x>' })),
  );
  await page.goto('/');
  await expect(lead(page, 'Continue: <img src=x>')).toBeVisible();
});
