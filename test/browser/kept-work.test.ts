import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

const LAB = 'labs/hello-event/';
const FILE = 'index.mjs';
const MINE = "export const handler = async () => 'MINE';\n";

test('keys typed while the editor loads are not lost', async ({ page }) => {
  await page.route('**/*editor.api*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  await page.goto(LAB);
  const { region, awake } = labOn(page, 'Hello, event');
  await awake();
  await region.getByText('return { message').click({ position: { x: 2, y: 8 } });
  await page.keyboard.type('typed early; ');
  await expect(region.locator('.wb-monaco[data-open=true]')).toBeVisible();
  await expect(region.locator('.view-lines')).toContainText('typed early;');
});

test('where a draft lies, the starter does not flash up', async ({ page }) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  await lab.write(FILE, MINE);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab-draft:hello-event'))).not.toBeNull();
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    const look = () => {
      for (const code of document.querySelectorAll('.wb-still code'))
        if (code.checkVisibility({ visibilityProperty: true })) seen.add(code.textContent ?? '');
      requestAnimationFrame(look);
    };
    look();
  });
  await page.reload();
  await expect(lab.region.locator('.wb-still')).toContainText('MINE');
  const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
  expect(seen.filter((text) => !text.includes('MINE'))).toEqual([]);
});

test('a reset can be undone after a reload', async ({ page }) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  await lab.write(FILE, MINE);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab-draft:hello-event'))).not.toBeNull();
  await lab.more('Reset…');
  await lab.button('Yes, reset').click();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab-draft:hello-event'))).toBeNull();
  await page.reload();
  await lab.button('Undo').click();
  await expect(lab.region.locator('.wb-still')).toContainText('MINE');
  await expect(lab.button('More')).toBeFocused();
});

test('when the editor does not load, a plain one stands in, and one may try again', async ({ page }) => {
  await page.route('**/editor.main*.css', (route) => route.abort());
  await page.goto(LAB);
  const { region, button, awake } = labOn(page, 'Hello, event');
  await awake();
  await region.getByText('return { message').click({ position: { x: 2, y: 8 } });
  await expect(region.locator('textarea.wb-plain')).toBeFocused();
  await page.unroute('**/editor.main*.css');
  await button('Try again').click();
  await expect(region.locator('.wb-monaco[data-open=true]')).toBeVisible();
});

test('a log of tens of thousands of lines is shown in part', async ({ page }) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  await lab.write(FILE, 'export const handler = async () => {\n  for (;;) console.log(1);\n};\n');
  await lab.button('Run').click();
  await expect(lab.region.locator('.wb-verdict')).toContainText('Sandbox.Timedout');
  await lab.tab('Logs').click();
  await expect(lab.region.getByText(/… [\d,]+ lines not shown/)).toBeVisible();
  expect(await lab.region.locator('.wb-line').count()).toBe(1001);
  await expect(lab.region.getByRole('button', { name: 'Copy all the log' })).toBeVisible();
});
