import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileOf, pagesOf, SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

/** What the browser asks for until a page has come to rest, untouched: gzipped bytes of the files on disk. */
async function firstView(page: Page, path: string) {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(SITES.root.url)) urls.push(request.url());
  });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  const sizes = [...new Set(urls)].map((url) => {
    const bytes = readFileSync(fileOf(SITES.root, url));
    return { url, size: /\.(woff2|png)$/.test(url) ? bytes.length : gzipSync(bytes, { level: 9 }).length };
  });
  return { urls, kilobytes: sizes.reduce((sum, { size }) => sum + size, 0) / 1024, sizes };
}

/** Files of the editor and of the engine, by the names that the build gives them. */
const HEAVY =
  /monaco|editor\.|ts\.worker|quickjs|sandbox-worker|bash-engine|nodejs-runtime|\/open\.|pagefind|highlighter/;

for (const path of pagesOf(SITES.root)) {
  const isLab = /^labs\/./.test(path);
  const budget = isLab ? 90 : 60;
  test(`/${path} weighs at most ${budget} kB on first view, and nothing of the engine loads`, async ({
    page,
  }) => {
    const { urls, kilobytes, sizes } = await firstView(page, `/${path}`);
    console.log(`/${path}: ${kilobytes.toFixed(1)} kB gz, ${urls.length} requests`);
    expect(kilobytes, JSON.stringify(sizes, null, 1)).toBeLessThanOrEqual(budget);
    expect(urls.length, urls.join('\n')).toBeLessThanOrEqual(16);
    expect(urls.filter((url) => HEAVY.test(url))).toEqual([]);
  });
}

test('the display face is one file of at most 20 kB', async ({ page }) => {
  const { sizes } = await firstView(page, '/');
  const fonts = sizes.filter(({ url }) => /\.(woff2?|ttf|otf)$/.test(url));
  expect(fonts).toHaveLength(1);
  expect(fonts[0]!.size).toBeLessThanOrEqual(20 * 1024);
});

test('the editor comes with the first key or click, the engine with the first run', async ({ page }) => {
  const { urls } = await firstView(page, '/labs/hello-event/');
  const lab = page.getByRole('region', { name: 'Hello, event', exact: true });
  await lab.getByRole('textbox', { name: 'index.mjs', exact: true }).click();
  await expect(lab.locator('.wb-monaco[data-open=true]')).toBeVisible();
  expect(urls.some((url) => /quickjs|sandbox-worker/.test(url))).toBe(false);
  await lab.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(lab.getByRole('tabpanel')).toContainText('Hello!');
  expect(urls.some((url) => /quickjs/.test(url))).toBe(true);
});
