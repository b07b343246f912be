import { labOn } from './lab-page.ts';
import { questionOn } from './quiz-page.ts';
import { expect, type Page, test } from './test.ts';

const PAGE = '/progress/';
const row = (page: Page, name: RegExp) => page.getByRole('row', { name });

/** Puts a record of the lab "Hello, event" where the browser keeps progress. */
const keep = (page: Page, lab: object) =>
  page.evaluate(
    (record) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('lambda-workbook-progress');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('progress', 'readwrite');
          writing.objectStore('progress').put({ version: 1, labs: { 'hello-event': record } }, 'progress');
          writing.oncomplete = () => resolve();
          writing.onerror = () => reject(writing.error);
        };
      }),
    lab,
  );

test('who has done nothing yet is led from the progress page to the first chapter', async ({ page }) => {
  await page.goto(PAGE);
  await expect(page.getByText('Nothing answered or checked yet')).toBeVisible();
  await expect(row(page, /Lab: Hello, event/)).toContainText('Not checked yet');
  await page.getByRole('link', { name: 'Start with chapter 1' }).click();
  await expect(page).toHaveURL(/\/chapters\/features\/$/);
});

test('a right answer and a check count on the progress page, which the header leads to', async ({ page }) => {
  await page.goto('/chapters/features/');
  const question = questionOn(page, /How many environments are busy/);
  await question.option('8').click();
  await question.button('Answer').click();
  await expect(question.verdict).toContainText('Right.');
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await lab.button('Check').click();
  await expect(lab.tab('Checks')).toHaveAttribute('aria-selected', 'true');
  await expect(lab.region.locator('.wb-output')).toHaveAttribute('data-busy', 'false');
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Progress' }).click();
  await expect(page.locator('[data-chapter=features]')).toHaveText(/^1 of \d+ questions right$/);
  await expect(row(page, /Lab: Hello, event/)).toContainText(/\d of \d checks passed/);
  await expect(page.getByText(/^1 of \d+ questions right, 0 of \d+ labs passed\.$/)).toBeVisible();
});

test('a wrong answer counts as none that is right', async ({ page }) => {
  await page.goto('/chapters/features/');
  const question = questionOn(page, /How many environments are busy/);
  await question.option('40').click();
  await question.button('Answer').click();
  await expect(question.verdict).toContainText('Not this one');
  await page.goto(PAGE);
  await expect(page.locator('[data-chapter=features]')).toHaveText(/^0 of \d+ questions right$/);
});

test('a lab passed on an earlier version says so, and is not counted as passed', async ({ page }) => {
  await page.goto(PAGE);
  await expect(row(page, /Lab: Hello, event/)).toContainText('Not checked yet');
  const record = { revision: 0, attempts: 3, passed: [], checks: 2, passedRevision: 0, updatedAt: 1 };
  await keep(page, record);
  await page.reload();
  await expect(row(page, /Lab: Hello, event/)).toContainText('Passed on an earlier version');
  await expect(page.getByText(/0 of \d+ labs passed/)).toBeVisible();
});

test('where the browser keeps nothing, the progress page says so and stays whole', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    };
    Object.defineProperty(window, 'localStorage', refuse);
    Object.defineProperty(window, 'indexedDB', refuse);
  });
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto(PAGE);
  await expect(page.getByText('Your browser keeps nothing for this site')).toBeVisible();
  await expect(page.getByText('Nothing answered or checked yet')).toBeHidden();
  expect(faults).toEqual([]);
});

for (const path of ['/', '/chapters/features/', '/labs/', '/labs/hello-event/', '/events/'])
  test(`${path} leads to the progress page on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await page.locator('footer').getByRole('link', { name: 'Your progress' }).click();
    await expect(page).toHaveURL(/\/progress\/$/);
  });

test('the menu of a chapter leads to the progress page on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/chapters/features/');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.locator('#starlight__sidebar').getByRole('link', { name: 'Your progress' }).click();
  await expect(page).toHaveURL(/\/progress\/$/);
});
