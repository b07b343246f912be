import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

const openLab = async (page: Page, slug: string, title: string) => {
  await page.goto(`/labs/${slug}/`);
  const lab = labOn(page, title);
  await lab.awake();
  return { ...lab, field: (name: string) => lab.region.getByRole('textbox', { name, exact: true }) };
};
const helloEvent = (page: Page) => openLab(page, 'hello-event', 'Hello, event');
const deadline = (page: Page) => openLab(page, 'mind-the-deadline', 'Mind the deadline');

type OpenLab = Awaited<ReturnType<typeof openLab>>;

/** Adds a file, and waits for the editor that opens with it. */
const add = async (lab: OpenLab, name: string) => {
  await lab.button('Files').click();
  await lab.field('New file').fill(name);
  await lab.button('Add').click();
  await expect(lab.region.locator('.wb-hint')).toHaveAttribute('data-mode', /open|plain/);
};

test('a file can be added, is written in, runs with the others and is there after a reload', async ({
  page,
}) => {
  const lab = await helloEvent(page);
  await add(lab, 'words.mjs');
  await expect(lab.tab('words.mjs')).toHaveAttribute('aria-selected', 'true');
  await expect(lab.editor('words.mjs')).toBeFocused();
  await lab.write('words.mjs', "export const word = 'from the other file';\n");
  await lab.tab('index.mjs').click();
  await lab.write(
    'index.mjs',
    "import { word } from './words.mjs';\nexport const handler = async () => word;\n",
  );
  await expect(lab.button('No problems')).toBeVisible();
  await lab.run();
  await expect(lab.region.locator('.wb-output')).toContainText('from the other file');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab-draft:hello-event'))).not.toBeNull();
  await page.reload();
  await lab.awake();
  await lab.tab('words.mjs').click();
  await expect(lab.region.locator('.wb-still > :last-child')).toContainText('from the other file');
});

test('a name that cannot be is refused in words, where it was written', async ({ page }) => {
  const lab = await helloEvent(page);
  await lab.button('Files').click();
  const name = lab.field('New file');
  await expect(name).toBeFocused();
  for (const [typed, reason] of [
    ['../secret.mjs', 'cannot hold anything outside'],
    ['/etc/a.mjs', 'every path starts'],
    ['index.mjs', 'There is a file index.mjs already'],
    ['picture.png', 'End the name in'],
  ] as const) {
    await name.fill(typed);
    await page.keyboard.press('Enter');
    await expect(lab.region.getByRole('alert').filter({ hasText: reason })).toBeVisible();
    await expect(name).toBeFocused();
    await expect(name).toHaveAttribute('aria-invalid', 'true');
  }
  await page.keyboard.press('Escape');
  await expect(lab.button('Files')).toBeFocused();
  await expect(name).toBeHidden();
});

test('a deleted file comes back with Undo, even after a reload', async ({ page }) => {
  const lab = await helloEvent(page);
  await add(lab, 'notes.mjs');
  await lab.write('notes.mjs', '// worth keeping\n');
  await lab.button('Files').click();
  await lab.button('Delete notes.mjs').click();
  await expect(lab.button('Files')).toBeFocused();
  await expect(lab.tab('notes.mjs')).toHaveCount(0);
  await expect(lab.region).toContainText('notes.mjs deleted.');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab-draft:hello-event'))).toBeNull();
  await page.reload();
  await lab.awake();
  await lab.button('Undo').click();
  await lab.tab('notes.mjs').click();
  await expect(lab.code).toContainText('worth keeping');
});

test('deleting or renaming the handler’s file asks first, in Lambda’s own words', async ({ page }) => {
  const lab = await helloEvent(page);
  const missing = "Runtime.ImportModuleError: Error: Cannot find module 'index'";
  await add(lab, 'other.mjs');
  await lab.tab('index.mjs').click();
  await lab.button('Files').click();
  await lab.button('Delete index.mjs').click();
  await expect(lab.region.getByRole('alert').filter({ hasText: missing })).toBeVisible();
  await lab.button('Keep index.mjs').click();
  await expect(lab.button('Delete index.mjs')).toBeFocused();
  await lab.field('Name of index.mjs').fill('main.mjs');
  await lab.button('Rename').click();
  await expect(lab.region.getByRole('alert').filter({ hasText: missing })).toBeVisible();
  await lab.button('Rename').click();
  await expect(lab.tab('main.mjs')).toHaveAttribute('aria-selected', 'true');
  await lab.run();
  await expect(lab.region.locator('.wb-output')).toContainText("Cannot find module 'index'");
  await lab.button('Undo').click();
  await expect(lab.tab('index.mjs')).toBeVisible();
});

test('a read-only file says so, and stays as it is in either editor', async ({ page }) => {
  const lab = await deadline(page);
  const tab = lab.tab('resize.mjs read-only');
  await tab.click();
  await lab.button('Files').click();
  await expect(lab.region).toContainText('resize.mjs is read-only');
  await page.keyboard.press('Escape');
  const before = await lab.code.locator('.wb-still [data-path="resize.mjs"]').textContent();
  await lab.editor('resize.mjs').click();
  await expect(lab.editor('resize.mjs, read-only')).toBeFocused();
  await page.keyboard.type('lost?');
  await lab.region.getByRole('checkbox', { name: 'Plain editor' }).check();
  const area = lab.region.locator('.wb-plain-frame:not([hidden]) textarea');
  await expect(area).toHaveAttribute('readonly', '');
  expect((await area.inputValue()).trim()).toBe(before?.trim());
});

test('arrow keys lead from file to file', async ({ page }) => {
  const lab = await deadline(page);
  const first = lab.tab('index.mjs');
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(lab.tab('resize.mjs')).toBeFocused();
  await expect(lab.tab('resize.mjs')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(first).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 320])
    test(`the open panel for files is accessible and fits, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      const lab = await deadline(page);
      await lab.button('Files').click();
      await lab.field('New file').fill('..');
      await lab.button('Add').click();
      await lab.button('Delete index.mjs').click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    });
