import { AxeBuilder } from '@axe-core/playwright';
import { placesOf } from '../../src/targets/places.ts';
import { workbook } from '../../workbook.config.ts';
import { collectFaults } from './faults.ts';
import { pagesOf, SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

/** To which a page may connect that has a lab for the learner's own account. */
const PLACES = placesOf(workbook.account).map(({ url }) => url);

/** Islands hydrate when they come into view: a reader scrolls through the page. */
async function readThrough(page: Page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 600) {
      scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 30));
    }
  });
  await page.waitForLoadState('networkidle');
}

for (const [name, site] of Object.entries(SITES))
  for (const path of pagesOf(site)) {
    test(`${name}: /${path} breaks no policy, logs no error and asks no other host`, async ({ page }) => {
      const faults = await collectFaults(page, new URL(site.url).origin);
      await page.goto(site.url + path);
      await readThrough(page);
      expect(faults).toEqual([]);
      await expect(page.locator('meta[http-equiv="content-security-policy" i]')).toHaveCount(1);
      const policy = await page
        .locator('meta[http-equiv="content-security-policy" i]')
        .getAttribute('content');
      expect(policy).not.toContain("'unsafe-eval'");
      const [, connects] = policy?.match(/(?:^|; )connect-src ([^;]*)/) ?? [];
      const inAnAccount = (await page.locator('[data-in-an-account]').count()) > 0;
      expect(connects).toBe(["'self'", ...(inAnAccount ? PLACES : [])].join(' '));
      expect(policy).not.toMatch(/script-src [^;]*'unsafe-inline'/);
    });

    test(`${name}: every link of /${path} leads somewhere`, async ({ page, request }) => {
      await page.goto(site.url + path);
      const hrefs = await page
        .locator('a[href]')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
      const inside = [...new Set(hrefs.filter((href) => href.startsWith(new URL(site.url).origin)))];
      for (const href of inside) {
        const response = await request.get(href);
        expect(response.status(), href).toBe(200);
        const { hash } = new URL(href);
        if (hash) expect(await response.text(), href).toContain(`id="${decodeURIComponent(hash.slice(1))}"`);
      }
    });
  }

for (const path of pagesOf(SITES.root))
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390])
      test(`/${path} is accessible and fits, ${colorScheme}, ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(SITES.root.url + path);
        await readThrough(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });

test('the theme follows the reader’s choice and is kept', async ({ page }) => {
  await page.goto('/chapters/features/');
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await paper();
  await page.getByLabel(/theme/i).first().selectOption('dark');
  expect(await theme()).toBe('dark');
  expect(await paper()).not.toBe(light);
  await page.reload();
  expect(await theme()).toBe('dark');
});

test('search finds a chapter by its words', async ({ page }) => {
  await page.goto('/');
  const before: string[] = [];
  page.on('request', (request) => before.push(request.url()));
  await page
    .getByRole('button', { name: /search/i })
    .first()
    .click();
  await page
    .getByRole('textbox', { name: /search/i })
    .or(page.getByRole('searchbox'))
    .first()
    .fill('estimate concurrency on a napkin');
  await expect(page.getByRole('dialog').getByRole('link').first()).toHaveAttribute(
    'href',
    /\/chapters\/features\//,
  );
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a chapter, its lab’s code and its quiz can be read', async ({ page }) => {
    await page.goto('/chapters/features/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('export const handler').first()).toBeVisible();
    await expect(page.locator('[data-lab] noscript')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Answer', exact: true })).toHaveCount(0);
    for (const answer of await page.getByText('The answer', { exact: true }).all()) await answer.click();
    for (const why of await page.locator('.quiz dd').all()) await expect(why).toBeVisible();
  });
});

test('an address that is not there says so and leads back', async ({ page }) => {
  const response = await page.goto('/chapters/no-such-chapter/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('main a[href]').first()).toBeVisible();
});
