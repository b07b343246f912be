import { AxeBuilder } from '@axe-core/playwright';
import { inksOf, variety } from './inks.ts';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

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
  test(`the box that finds is accessible, and shows where the focus is, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const lab = await openEditor(page);
    await lab.button('Find').click();
    await page.keyboard.type('event');
    await expect(lab.region.locator('.find-widget')).toContainText('1 of');
    await page.keyboard.press('ControlOrMeta+H');
    const replace = lab.region.getByRole('textbox', { name: 'Replace' });
    await expect(replace).toBeFocused();
    const { violations } = await new AxeBuilder({ page }).include('.wb-monaco').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const accent = await lab.button('Run').evaluate((run) => getComputedStyle(run).backgroundColor);
    const focused = lab.region.locator('.find-widget :is(:focus, .monaco-inputbox:focus-within)');
    await expect(focused.first()).toHaveCSS('outline-color', accent);
    for (const name of [/^Match Case/, /^Match Whole Word/, /^Use Regular Expression/, /^Preserve Case/]) {
      await page.keyboard.press('Tab');
      const toggle = lab.region.getByRole('checkbox', { name });
      await expect(toggle).toBeFocused();
      await expect(toggle).toHaveCSS('outline-color', accent);
    }
    await page.keyboard.press('Tab');
    await expect(lab.region.getByRole('button', { name: /^Previous Match/ })).toHaveCSS(
      'outline-color',
      accent,
    );
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

test('who asks for the plain editor gets it, and gets it again after a reload', async ({ page }) => {
  const lab = await openEditor(page);
  await lab.write(FILE, BROKEN);
  const plain = lab.region.getByRole('checkbox', { name: 'Plain editor' });
  await plain.check();
  await expect(plain).toBeFocused();
  const area = lab.region.locator('textarea.wb-plain');
  await expect(area).toHaveValue(BROKEN);
  await page.reload();
  await lab.awake();
  await lab.editor(FILE).click();
  await expect(area).toBeFocused();
  await plain.uncheck();
  await expect(lab.region.locator('.wb-monaco[data-open=true]')).toContainText('nowhere');
  await expect(plain).toBeFocused();
});

test('the plain editor numbers its lines and undoes what Tab did', async ({ page }) => {
  const lab = await openPlain(page);
  const numbers = lab.region.locator('.wb-plain-numbers');
  await lab.write(FILE, Array.from({ length: 40 }, (_, at) => `const n${at + 1} = ${at};`).join('\n'));
  await expect(numbers).toContainText(/39\s40$/);
  await lab.region.getByRole('checkbox', { name: 'Tab indents' }).check();
  const area = lab.region.locator('textarea.wb-plain');
  await area.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Tab');
  await expect(area).toHaveValue(/const n40 = 39; {2}$/);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(area).toHaveValue(/const n40 = 39;$/);
  const scrolled = await area.evaluate(({ scrollTop }) => scrollTop);
  expect(scrolled).toBeGreaterThan(0);
  await expect(numbers).toHaveCSS('translate', `0px ${-scrolled}px`);
});

const SAMPLE = `/** @type {import('aws-lambda').Handler} */
import { readFile } from 'node:fs/promises'; // a remark
export const handler = async ({ name = "x", n }) => {
  class Greeting extends Map { #count = 0x1f; static of = null; }
  if (/^[a-z]+\\d$/i.test(name)) throw new TypeError(\`no \${name.trim()}!\`);
  return { ok: true, at: Date.now(), [name]: [1.5, ...n ?? []] };
};`;

for (const colorScheme of ['light', 'dark'] as const)
  test(`code has the same colours in the editor as on the page, ${colorScheme}, and follows the theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const lab = await openEditor(page);
    await lab.write(FILE, SAMPLE);
    await expect(lab.region.locator('.view-line')).toHaveCount(7);
    await page.reload();
    await lab.awake();
    const still = () => inksOf(page, '.wb-still > :last-child .line');
    await expect.poll(still).toHaveLength(SAMPLE.replace(/\s/g, '').length);
    await expect.poll(async () => variety(await still())).toBeGreaterThan(6);
    const onThePage = await still();
    await lab.editor(FILE).click();
    const inTheEditor = () => inksOf(page, '.wb-monaco[data-open=true] .view-line');
    await expect.poll(inTheEditor).toEqual(onThePage);

    const other = colorScheme === 'light' ? 'dark' : 'light';
    await page.getByLabel(/theme/i).first().selectOption(other);
    await page.evaluate(() => document.querySelector('.wb-still')?.removeAttribute('hidden'));
    await expect.poll(async () => (await still())[0]).not.toEqual(onThePage[0]);
    await expect.poll(inTheEditor).toEqual(await still());
  });
