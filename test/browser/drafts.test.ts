import first from '../lab/fixtures/draft-version-1.json' with { type: 'json' };
import { labOn } from './lab-page.ts';
import { stored } from './stored.ts';
import { expect, type Page, test } from './test.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

const LAB = '/labs/hello-event/';
const FILE = 'index.mjs';
const handler = (answer: string) => `export const handler = async () => '${answer}';\n`;

const open = async (page: Page) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
};

/** Puts records into the drafts' store, from a page of the site that has no lab. */
async function store(page: Page, records: Record<string, unknown>) {
  await page.goto('/404.html');
  await page.evaluate(
    (entries) =>
      new Promise<void>((done) => {
        const request = indexedDB.open('lambda-workbook');
        request.onupgradeneeded = () => request.result.createObjectStore('drafts');
        request.onsuccess = () => {
          const transaction = request.result.transaction('drafts', 'readwrite');
          for (const [key, value] of entries) transaction.objectStore('drafts').put(value, key);
          transaction.oncomplete = () => done();
        };
      }),
    Object.entries(records),
  );
}

test('what was typed after a reset survives undoing the reset, across a reload', async ({ page }) => {
  const lab = await open(page);
  await lab.write(FILE, handler('FIRST'));
  await lab.more('Reset…');
  await lab.button('Yes, reset').click();
  await expect(lab.button('Undo')).toBeVisible();
  await lab.write(FILE, handler('SECOND'));
  await expect(lab.button('Undo')).toHaveCount(0);
  await expect.poll(() => stored(page)).toContain('SECOND');
  await page.reload();
  await lab.awake();
  await expect(lab.button('Undo')).toHaveCount(0);
  await lab.more('Undo: Reset');
  await expect(lab.button('More')).toBeFocused();
  await expect(lab.code).toContainText('FIRST');
  await expect(lab.region).toContainText('Undone: Reset.');
  await lab.button('Undo').click();
  await expect(lab.code).toContainText('SECOND');
});

test('work that an earlier version of the site kept is there, with its step back', async ({ page }) => {
  await store(page, { 'hello-event': first.draft, 'undo:hello-event': first.undo });
  const lab = await open(page);
  await expect(lab.code).toContainText('MINE');
  await expect(lab.tab('notes.mjs')).toBeVisible();
  await lab.button('Undo').click();
  await expect(lab.code).toContainText('BEFORE');
});

test('work that a newer version of the site kept is left as it is, and the page says so', async ({
  page,
}) => {
  await store(page, { 'hello-event': { version: 3, treasure: 'THEIRS' } });
  const lab = await open(page);
  await expect(lab.region).toContainText('saved by a newer version of this page');
  await lab.write(FILE, handler('MINE'));
  await page.reload();
  await lab.awake();
  expect(await stored(page)).toBe('[{"version":3,"treasure":"THEIRS"}]');
});

test('where nothing can be kept, the lab says so and works', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  const lab = await open(page);
  await expect(lab.region).toContainText('does not let the page save');
  await lab.write(FILE, handler('MINE'));
  await lab.run();
  await expect(lab.output).toContainText('MINE');
});

test('where storage is full, the lab says so, keeps the work and saves when there is room', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if ('hasRoom' in window) return put.apply(this, given);
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  const lab = await open(page);
  await lab.write(FILE, handler('MINE'));
  await expect(lab.region).toContainText('The storage of this browser is full');
  await lab.run();
  await expect(lab.output).toContainText('MINE');
  await page.evaluate(() => Object.assign(window, { hasRoom: true }));
  await lab.write(FILE, handler('LATER'));
  await expect.poll(() => stored(page)).toContain('LATER');
});
