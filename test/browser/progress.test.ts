import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

/** What the browser keeps of the learner's progress. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open('lambda-workbook-progress');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction('progress').objectStore('progress').get('progress');
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => resolve(asked.result);
        };
      }),
  );

test('a check of a lab is counted as an attempt, and still is after a reload', async ({ page }) => {
  await page.goto('labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await lab.button('Check').click();
  await expect(lab.tab('Checks')).toHaveAttribute('aria-selected', 'true');
  await expect(lab.region.locator('.wb-output')).toHaveAttribute('data-busy', 'false');
  await page.reload();
  await expect.poll(() => kept(page)).toMatchObject({ version: 1, labs: { 'hello-event': { attempts: 1 } } });
});
