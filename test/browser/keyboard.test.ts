import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

const openLab = async (page: Page) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
};

test('keys check, go to each failing check and back to the code, from inside the editor', async ({
  page,
}) => {
  const lab = await openLab(page);
  await lab.write('index.mjs', 'export const handler = async () => 1;\n');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(lab.region.locator('.wb-tally')).toContainText('0 of 3');
  const failing = lab.output.getByRole('listitem').filter({ hasText: 'Expected' });
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await expect(failing.nth(0)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await expect(failing.nth(1)).toBeFocused();
  await page.keyboard.press('Control+Alt+2');
  await expect(lab.editor('index.mjs')).toBeFocused();
  await page.keyboard.press('Control+Alt+3');
  await expect(lab.output).toBeFocused();
  await page.keyboard.press('Control+Alt+1');
  await expect(page.getByRole('region', { name: 'The task' })).toBeFocused();
});

test('“?” lists the keys outside text, and the focus comes back', async ({ page }) => {
  const lab = await openLab(page);
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await lab.region.getByRole('textbox', { name: 'Event JSON' }).press('?');
  await lab.button('Check').focus();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(dialog).toContainText('Next failing check');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(lab.button('Check')).toBeFocused();
});

test('the menu works with keys alone, and it and its dialogs are loaded only on intent', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  const lab = await openLab(page);
  expect(scripts.filter((url) => /MoreMenu/.test(url))).toEqual([]);
  await lab.button('Check').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(lab.button('Share a copy…')).toBeFocused();
  await page.keyboard.press('End');
  await expect(lab.button('From a zip…')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(lab.button('Share a copy…')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(lab.button('More')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.button('Share a copy…')).toBeFocused();
  await page.keyboard.press('End');
  for (const _ of ['Deployment package', 'SAM project', 'From a zip']) await page.keyboard.press('ArrowUp');
  await expect(lab.button('Keys')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lab.button('More')).toBeFocused();
});
