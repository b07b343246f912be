import { AxeBuilder } from '@axe-core/playwright';
import { collectFaults } from './faults.ts';
import { questionOn } from './quiz-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

const CHAPTER = '/chapters/lifecycle/';

/** A figure that runs, found by words of its caption. */
function lifeOn(page: Page, caption: string) {
  const figure = page.getByRole('figure').filter({ hasText: caption });
  return {
    figure,
    picture: figure.getByRole('img', { name: /^Run 1/ }),
    said: figure.getByRole('status').first(),
    moment: figure.getByRole('slider', { name: 'Moment' }),
    button: (name: string) => figure.getByRole('button', { name, exact: true }),
  };
}

const oneLife = (page: Page) => lifeOn(page, 'The first run is cold');

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the life of an environment is drawn to scale, told in words, and there in figures', async ({
    page,
  }) => {
    await page.goto(CHAPTER);
    const { figure, picture, button } = oneLife(page);
    await expect(picture).toHaveAccessibleName(/^Run 1: init .* invoke .* shut down/);
    await expect(picture).toBeVisible();
    await figure.getByText('Show as table').click();
    await expect(figure.getByRole('row', { name: /runtime init/ })).toBeVisible();
    await expect(figure.getByRole('row', { name: /shut down/ })).toBeVisible();
    await expect(figure).toContainText('export const handler');
    await expect(figure.locator('noscript')).toBeVisible();
    await expect(button('Run it')).toBeHidden();
  });
});

test('the figure runs what it was recorded from, and then goes on as the reader likes', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(CHAPTER);
  const { figure, picture, said, moment, button } = oneLife(page);
  const recorded = (await picture.getAttribute('aria-label'))!;

  await button('Run it').focus();
  await page.keyboard.press('Enter');
  await expect(said).toContainText('15 minutes passed. The environment is reclaimed');
  await expect(button('Again')).toBeFocused();
  await expect(picture).toHaveCount(1);
  await expect(picture).toHaveAccessibleName(recorded);

  await button('Invoke').click();
  await expect(said).toHaveText(/^Run 3, cold\. The function returned after \d+\.\d\d ms, billed \d+ ms\.$/);
  await button('Invoke twice at once').click();
  await expect(said).toContainText('2 invokes at once: all returned. 1 cold, 1 warm.');
  await expect(picture).toContainText('Environment 3');
  await button('Let 5 minutes pass').click();
  await expect(said).toContainText('5 minutes passed. Both environments are still warm.');

  await moment.focus();
  await page.keyboard.press('Home');
  await expect(moment).toHaveAttribute('aria-valuetext', /^Run 1/);
  await figure.getByRole('button', { name: /^INIT_START/ }).click();
  await expect(figure.getByRole('list', { name: 'Log lines' }).getByRole('listitem').first()).toBeFocused();

  await button('Again').click();
  await expect(said).toContainText('15 minutes passed. The environment is reclaimed');
  await expect(picture).toHaveAccessibleName(/^Run 1: init .* Run 2, warm: .* shut down/);
  expect(faults).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`a figure that runs is accessible and fits, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(CHAPTER);
      const { picture, said, button } = lifeOn(page, 'The first event hangs');
      await button('Run it').click();
      await expect(picture).toContainText('Run 2');
      await button('Invoke and hang').click();
      await expect(said).toContainText('Sandbox.Timedout');
      const { violations } = await new AxeBuilder({ page }).include('.life').analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });

test('a figure whose simulator does not arrive says what to do, and runs when it does', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(CHAPTER);
  const { picture, said, button } = oneLife(page);
  for (const part of ['**/run-life.*.js', '**/quickjs.*.wasm']) {
    await page.route(part, (route) => route.abort());
    await button('Run it').click();
    await expect(said).toContainText('Look at your connection and try again.');
    await page.unroute(part);
  }
  await button('Run it').click();
  await expect(picture).toContainText('Run 2, warm');
});

test('a figure that has run is printed as it was recorded', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(CHAPTER);
  const { figure, picture, said, button } = oneLife(page);
  await button('Run it').click();
  await expect(said).toContainText('15 minutes passed');
  await button('Invoke').click();
  await expect(picture).toContainText('Run 3');
  await page.emulateMedia({ media: 'print' });
  await expect(picture).toHaveCount(1);
  await expect(picture).not.toContainText('Run 3');
  await expect(figure.getByRole('button')).toHaveCount(0);
});

test('a question about a life is answered by running it', async ({ page }) => {
  await page.goto(CHAPTER);
  const question = questionOn(page, /^Three events, one after the other/);
  await question.option('31').click();
  await question.button('Answer and run').click();
  await expect(question.verdict).toContainText('Right.');
});
