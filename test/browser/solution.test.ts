import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

const LAB = '/labs/hello-event/';
const FILE = 'index.mjs';
const OWN = "export const handler = async () => 'MINE';\n";
/** A line that only the solution has. */
const SOLVED = 'event.name';

const openLab = async (page: Page) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
};
const dialogOn = (page: Page) => page.getByRole('dialog', { name: 'Solution' });

test('the solution is fetched when it is asked for and not before, and shown beside one’s own code', async ({
  page,
}) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const lab = await openLab(page);
  await lab.button('More').click();
  await expect(lab.button('Solution…')).toBeVisible();
  expect(await page.content()).not.toContain(SOLVED);
  expect(urls.filter((url) => /solution\.json|SolutionDiff|diff\./.test(url))).toEqual([]);
  await lab.button('Solution…').click();
  const dialog = dialogOn(page);
  await expect(dialog.getByRole('tab', { name: FILE })).toHaveAttribute('aria-selected', 'true');
  await expect(dialog.locator('.editor.original')).toContainText('Hello!');
  await expect(dialog.locator('.editor.modified')).toContainText(SOLVED);
  const solution = await dialog.locator('.editor.modified .view-lines').textContent();
  for (const name of [/^Your code, index\.mjs, read-only/, /^Solution, index\.mjs, read-only/]) {
    const side = dialog.getByRole('textbox', { name });
    await side.focus();
    await page.keyboard.type('lost?');
  }
  await expect(dialog.locator('.editor.modified .view-lines')).toHaveText(solution ?? '');
  await expect(dialog.locator('.editor.original')).not.toContainText('lost?');
  await dialog.getByRole('button', { name: 'Read change by change' }).click();
  await expect(dialog.locator('.diff-review')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog.locator('.diff-review')).toBeHidden();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(lab.button('More')).toBeFocused();
  await expect(lab.code).not.toContainText(SOLVED);
  expect(urls.filter((url) => url.endsWith('/solution.json'))).toHaveLength(1);
});

test.describe('with the plain editor of small screens', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the applied solution passes the checks, and Undo brings one’s own code back, even after a reload', async ({
    page,
  }) => {
    const lab = await openLab(page);
    await lab.write(FILE, OWN);
    await lab.more('Solution…');
    const line = (text: string) => dialogOn(page).getByRole('row').filter({ hasText: text });
    await expect(line('MINE')).toContainText('only yours');
    await expect(line(SOLVED)).toContainText('only in the solution');
    await dialogOn(page).getByRole('button', { name: 'Apply solution' }).click();
    await expect(lab.button('More')).toBeFocused();
    await expect(lab.region).toContainText('Solution applied.');
    await lab.button('Check').click();
    await expect(lab.output).toContainText(/All \d checks pass/);
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('lab-draft:hello-event')))
      .not.toBeNull();
    await page.reload();
    await lab.awake();
    await expect(lab.code).toContainText(SOLVED);
    await lab.button('Undo').click();
    await expect(lab.code).toContainText('MINE');
    await expect(lab.code).not.toContainText(SOLVED);
  });

  test('what does not arrive is told in words, and comes when it is tried again', async ({ page }) => {
    const lab = await openLab(page);
    await page.route('**/solution.json', (route) => route.abort());
    await lab.more('Solution…');
    await expect(dialogOn(page)).toContainText('Look at your connection and try again.');
    await page.unroute('**/solution.json');
    await dialogOn(page).getByRole('button', { name: 'Try again' }).click();
    await expect(dialogOn(page)).toContainText(SOLVED);
    await expect(dialogOn(page).getByRole('status')).toBeFocused();
  });

  test('a solution that comes after two checks says how many are left', async ({ page }) => {
    await page.route(`**${LAB}`, async (route) => {
      const html = await (await route.fetch()).text();
      const body = html.replaceAll(
        '&quot;solution&quot;:[0,&quot;always&quot;]',
        '&quot;solution&quot;:[0,{&quot;afterAttempts&quot;:[0,2]}]',
      );
      await route.fulfill({ contentType: 'text/html', body });
    });
    const lab = await openLab(page);
    const offer = lab.region.getByRole('button', { name: /^Solution…/ });
    const afterCheck = async () => {
      await lab.button('Check').click();
      await expect(lab.output).toContainText('checks pass');
      await expect(lab.region.locator('.wb-output')).toHaveAttribute('data-busy', 'false');
      await lab.button('More').click();
    };
    await lab.button('More').click();
    await expect(offer).toHaveAccessibleName('Solution… after 2 checks');
    await expect(offer).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Escape');
    await afterCheck();
    await expect(offer).toHaveAccessibleName('Solution… after 2 checks: 1 more');
    await page.keyboard.press('Escape');
    await afterCheck();
    await expect(offer).toHaveAttribute('aria-disabled', 'false');
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`the open solution is accessible and fits, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      const lab = await openLab(page);
      await lab.more('Solution…');
      await expect(dialogOn(page)).toContainText(SOLVED);
      const tinted = width > 700 ? '.char-insert' : '[data-kind=solution]';
      await expect(dialogOn(page).locator(tinted).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).include('.wb-dialog').analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    });

test('both sides keep their names when the window goes from two columns to one and back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const lab = await openLab(page);
  await lab.more('Solution…');
  await expect(dialogOn(page).locator('.char-insert').first()).toBeVisible();
  const side = (name: string) => dialogOn(page).getByRole('textbox', { name, exact: true });
  for (const width of [760, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(dialogOn(page).locator('.monaco-diff-editor')).toHaveClass(
      width > 800 ? /side-by-side/ : /^(?!.*side-by-side)/,
    );
    await expect(side('Solution, index.mjs, read-only')).toHaveCount(1);
  }
  await expect(side('Your code, index.mjs, read-only')).toHaveCount(1);
});
