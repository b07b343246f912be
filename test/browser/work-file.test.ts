import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { questionOn } from './quiz-page.ts';
import { expect, type Page, test } from './test.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

const PAGE = '/progress/';
const fixture = new URL('../lab/portable/fixtures/version-1.json', import.meta.url);
const handler = (answer: string) => `export const handler = async () => '${answer}';\n`;

const section = (page: Page) => page.getByRole('region', { name: 'Take your work with you' });
const button = (page: Page, name: string) => section(page).getByRole('button', { name, exact: true });
const said = (page: Page) => section(page).getByRole('status');
const plan = (page: Page) => section(page).locator('form');
const open = (page: Page, text: string) =>
  section(page)
    .getByLabel('Open a file…')
    .setInputFiles({ name: 'work.json', mimeType: 'application/json', buffer: Buffer.from(text) });

/** A file with work for "Hello, event", the chapter on features, and what else `change` puts in. */
function file(change: (file: { labs: Record<string, unknown>[]; version: number }) => void = () => {}) {
  const made = JSON.parse(readFileSync(fixture, 'utf8').replaceAll('"hello"', '"hello-event"'));
  change(made);
  return JSON.stringify(made);
}

async function download(page: Page): Promise<string> {
  const waiting = page.waitForEvent('download');
  await button(page, 'Download my work').click();
  const saved = await waiting;
  expect(saved.suggestedFilename()).toMatch(/^lambda-workbook-\d{4}-\d\d-\d\d\.json$/);
  return readFileSync(await saved.path(), 'utf8');
}

/** Writes code in "Hello, event", and waits until it is kept. */
async function writeCode(page: Page, answer: string) {
  await page.goto('/labs/hello-event/');
  await labOn(page, 'Hello, event').write('index.mjs', handler(answer));
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab-draft:hello-event'))).toBe('1');
}

const forget = (page: Page) =>
  page.evaluate(async () => {
    localStorage.clear();
    for (const name of ['lambda-workbook', 'lambda-workbook-progress'])
      await new Promise((resolve) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = resolve;
        deleting.onblocked = resolve;
      });
  });

test('work saved as a file is all back when the file is opened in an empty browser', async ({ page }) => {
  await page.goto('/chapters/features/');
  const question = questionOn(page, /How many environments are busy/);
  await question.option('8').click();
  await question.button('Answer').click();
  await expect(question.verdict).toContainText('Right.');
  await writeCode(page, 'CARRIED');
  const lab = labOn(page, 'Hello, event');
  await lab.button('Check').click();
  await expect(lab.region.locator('.wb-output')).toHaveAttribute('data-busy', 'false');
  await page.goto(PAGE);
  const text = await download(page);
  await expect(said(page)).toContainText('saved.');

  await page.goto('/404.html');
  await forget(page);
  await page.goto(PAGE);
  await expect(page.getByText('Nothing answered or checked yet')).toBeVisible();
  await open(page, text);
  await expect(plan(page).getByRole('heading', { name: 'What will change' })).toBeFocused();
  await expect(plan(page).getByRole('checkbox', { name: /New here/ })).toHaveCount(3);
  await button(page, 'Bring in what is ticked').click();
  await expect(said(page)).toContainText('Brought in: 3 of 3.');
  await expect(page.locator('[data-chapter=features]')).toHaveText(/^1 of \d+ questions right$/);
  await expect(page.getByRole('row', { name: /Lab: Hello, event/ })).toContainText(/of \d checks passed/);
  await page.goto('/labs/hello-event/');
  await lab.awake();
  await expect(lab.code).toContainText('CARRIED');
});

test('before anything changes it is shown what will, and cancelling leaves all as it is', async ({
  page,
}) => {
  await writeCode(page, 'MINE');
  await page.goto(PAGE);
  await open(
    page,
    file(({ labs }) => labs.push({ id: 'a-lab-of-another-course', draft: {} })),
  );
  const row = (words: RegExp) => plan(page).getByRole('listitem').filter({ hasText: words });
  await expect(row(/Hello, event — code/)).toContainText(/older than yours of|replaces yours of/);
  await expect(row(/Hello, event — checks/)).toContainText('New here');
  await expect(row(/Not in this workbook/)).toContainText('a-lab-of-another-course');
  await button(page, 'Cancel').click();
  await expect(said(page)).toHaveText('Nothing has changed.');
  await expect(section(page).getByLabel('Open a file…')).toBeFocused();
  await expect(page.getByText('Nothing answered or checked yet')).toBeVisible();
});

test('older code stays out unless it is ticked, and newer code leaves yours one Undo away', async ({
  page,
}) => {
  await writeCode(page, 'MINE');
  await page.goto(PAGE);
  const dated = (updatedAt: number) =>
    file(({ labs: [lab] }) => Object.assign(lab!.draft as object, { updatedAt }));
  await open(page, dated(1));
  const older = plan(page).getByRole('checkbox', { name: /Hello, event — code.*older than yours/ });
  await expect(older).not.toBeChecked();
  await older.check();
  await open(page, dated(Date.now() + 60_000));
  await expect(
    plan(page).getByRole('checkbox', { name: /Hello, event — code.*replaces yours/ }),
  ).toBeChecked();
  await button(page, 'Bring in what is ticked').click();
  await expect(said(page)).toContainText('Brought in: ');
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await expect(lab.code).toContainText('kept');
  await lab.button('Undo').click();
  await expect(lab.code).toContainText('MINE');
});

test('an import can be undone, after a reload too, and by keyboard alone', async ({ page }) => {
  await page.goto(PAGE);
  await open(page, file());
  await expect(plan(page).getByRole('heading')).toBeFocused();
  for (let row = 0; row < 3; row += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Bring in what is ticked')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Undo import')).toBeFocused();
  await page.reload();
  await button(page, 'Undo import').press('Enter');
  await expect(said(page)).toContainText('Import undone.');
  await expect(button(page, 'Undo import')).toBeHidden();
  await expect(page.getByText('Nothing answered or checked yet')).toBeVisible();
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await expect(lab.code).not.toContainText('kept');
});

for (const [what, text, words] of [
  ['no JSON', 'hello', 'not a JSON file'],
  ['another program’s file', '{"name": "something", "version": 1}', 'not saved by this workbook'],
  ['a damaged file', '{"format": "lambda-workbook", "version": 1, "labs": {}}', 'It is damaged'],
  ['a file of a newer workbook', file((made) => (made.version = 2)), 'newer version'],
  ['a file of more than 5 MB', ' '.repeat(5 * 1024 * 1024 + 1), 'larger than 5 MB'],
] as const)
  test(`${what} is refused in words, and nothing is offered`, async ({ page }) => {
    await page.goto(PAGE);
    await open(page, text);
    await expect(said(page)).toContainText(words);
    await expect(plan(page)).toBeHidden();
  });

test('what a file says is shown as text, and paths that leave the folder are not brought in', async ({
  page,
}) => {
  await page.goto(PAGE);
  const hostile = file(({ labs: [lab] }) => {
    const draft = lab!.draft as { files: { path: string }[]; ownEvents: { name: string }[] };
    draft.files[0]!.path = '../../<img src=x onerror=alert(1)>.mjs';
  });
  await open(page, hostile);
  await expect(plan(page)).toContainText('Hello, event — code');
  await expect(plan(page)).toContainText('Cannot be used');
  await expect(section(page).locator('img')).toHaveCount(0);
});

test('when the storage is full, that is said and nothing is half-written', async ({ page }) => {
  await page.goto(PAGE);
  await open(page, file());
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === 'progress') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    };
  });
  await button(page, 'Bring in what is ticked').click();
  await expect(said(page)).toContainText('the storage of this browser is full');
  await page.reload();
  await expect(page.getByText('Nothing answered or checked yet')).toBeVisible();
  await expect(button(page, 'Undo import')).toBeHidden();
  await open(page, file());
  await expect(plan(page).getByRole('checkbox', { name: /New here/ })).toHaveCount(3);
});

for (const theme of ['light', 'dark'] as const)
  for (const width of [390, 1440])
    test(`the plan of an import holds to axe and to its width: ${theme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(PAGE);
      await open(page, file());
      await expect(plan(page)).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
