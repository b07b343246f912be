import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { labOn } from './lab-page.ts';

const FILE = 'index.mjs';
const BROKEN = 'export const handler = async () => {\n  const x = ;\n  return nowhere;\n};\n';

const openLab = async (page: Page) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
};

const openEditor = async (page: Page) => {
  const lab = await openLab(page);
  await lab.editor(FILE).click();
  await expect(lab.region.locator('.wb-monaco[data-open=true]')).toBeVisible();
  await expect(lab.editor(FILE)).toBeFocused();
  return lab;
};

/** On a phone the plain editor opens. */
const openPlain = async (page: Page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lab = await openLab(page);
  await lab.editor(FILE).click();
  await expect(lab.region.locator('textarea.wb-plain')).toBeFocused();
  return lab;
};

for (const [name, open] of [
  ['the editor', openEditor],
  ['the plain editor', openPlain],
] as const) {
  test(`${name} says in words what is wrong, how many things, and leads to each`, async ({ page }) => {
    const lab = await open(page);
    await expect(lab.button('No problems')).toBeVisible();
    await lab.write(FILE, BROKEN);
    const count = lab.region.getByRole('button', { name: /^\d problems?$/ });
    await expect(count).toBeVisible();
    await expect(lab.region.locator('.wb-said')).toContainText(/^\d problems? in the code\.$/);
    await count.click();
    const list = lab.region.getByRole('list', { name: 'Problems' });
    await expect(list.getByRole('listitem').first()).toContainText(/^Line 2\w+/);
    await lab.event.focus();
    await list.getByRole('button', { name: 'Line 2' }).first().click();
    await expect(lab.editor(FILE)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('const x = 1;');
    await expect(list.getByRole('button', { name: 'Line 2' })).toHaveCount(0);
  });

  test(`in ${name} Tab moves on, until one wants it to indent, and that is remembered`, async ({ page }) => {
    const lab = await open(page);
    await page.keyboard.press('Tab');
    await expect(lab.editor(FILE)).not.toBeFocused();
    await lab.region.getByRole('checkbox', { name: 'Tab indents' }).check();
    await page.reload();
    await lab.awake();
    await lab.write(FILE, 'const a = 1;');
    await expect(lab.region.getByRole('checkbox', { name: 'Tab indents' })).toBeChecked();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Tab');
    await expect(lab.editor(FILE)).toBeFocused();
    await page.keyboard.type('x');
    await expect(lab.region.locator('.wb-still > :last-child')).toContainText(/^ {2}xconst a = 1;/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(lab.editor(FILE)).not.toBeFocused();
  });
}

test('Format lays the code out, by button and by key', async ({ page }) => {
  const lab = await openEditor(page);
  const line = lab.region.locator('.view-line').first();
  for (const format of [() => lab.button('Format').click(), () => page.keyboard.press('Shift+Alt+F')]) {
    await lab.write(FILE, 'const   a=1');
    await expect(line).toHaveText('const   a=1');
    await format();
    await expect(line).toHaveText('const a = 1');
  }
});

test('Find searches in the code, by button and by key', async ({ page }) => {
  const lab = await openEditor(page);
  for (const find of [() => lab.button('Find').click(), () => page.keyboard.press('ControlOrMeta+F')]) {
    await find();
    const box = lab.region.getByRole('textbox', { name: 'Find' });
    await expect(box).toBeFocused();
    await box.fill('received');
    await expect(lab.region.locator('.findMatch, .currentFindMatch').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(lab.editor(FILE)).toBeFocused();
  }
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const [name, open] of [
    ['editor', openEditor],
    ['plain editor', openPlain],
  ] as const)
    test(`the open ${name} with its problems is accessible and fits, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const lab = await open(page);
      await lab.write(FILE, BROKEN);
      await lab.region.getByRole('button', { name: /^\d problems?$/ }).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    });
