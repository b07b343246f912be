import { hostileHandlers } from '../hostile/handlers.ts';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

async function openLab(page: Page) {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/hello-event/');
  return { faults, lab: labOn(page, 'Hello, event') };
}

/** Beats of the page's own clock: they stop when its thread does. */
const startBeating = (page: Page) =>
  page.evaluate(() => {
    const beats = { beats: 0 };
    Object.assign(window, beats);
    setInterval(() => {
      (window as unknown as typeof beats).beats += 1;
    }, 20);
  });
const beats = (page: Page) => page.evaluate(() => (window as unknown as { beats: number }).beats);

for (const { does, code, shows } of hostileHandlers)
  test(`a handler that ${does} is contained`, async ({ page }) => {
    const { faults, lab } = await openLab(page);
    await lab.write('index.mjs', code);
    await startBeating(page);
    await lab.run();
    await expect(lab.output).toContainText(shows);

    const before = await beats(page);
    await expect.poll(() => beats(page)).toBeGreaterThan(before);
    await lab.tab('Logs').click();
    await expect(lab.output).toContainText(/REPORT RequestId: [0-9a-f-]{36}/);
    await expect(lab.region.locator('.wb-summary > summary')).not.toContainText('987,654');
    expect(await page.evaluate(() => 'polluted' in Object.prototype || 'polluted' in window)).toBe(false);

    await lab.write('index.mjs', "export const handler = async () => 'still here';");
    await lab.tab('Result').click();
    await lab.run();
    await expect(lab.output).toContainText('still here');
    expect(faults).toEqual([]);
  });

test('were the engine’s walls to fall, its worker could still read and send nothing', async ({ page }) => {
  const { lab } = await openLab(page);
  const answered: string[] = [];
  page.on('response', (response) => void answered.push(response.url()));
  await lab.run();
  const [worker] = page.workers().filter((each) => each.url().startsWith('blob:'));
  const target = `${SITES.root.url}stolen`;
  const found = await worker!.evaluate(async (url) => {
    const attempt = async (act: () => unknown) => {
      try {
        return `did: ${await act()}`;
      } catch (error) {
        return (error as Error).name;
      }
    };
    const scope = self as unknown as { importScripts(url: string): void; origin: string };
    return {
      origin: scope.origin,
      fetch: await attempt(() => fetch(url)),
      beacon: await attempt(() => (navigator as Partial<Navigator>).sendBeacon?.(url) ?? 'nothing'),
      importScripts: await attempt(() => scope.importScripts(url)),
      module: await attempt(() => import(url)),
      socket: await attempt(
        () =>
          new Promise((done) => {
            const socket = new WebSocket(url.replace('http', 'ws'));
            socket.onopen = () => done('opened');
            socket.onerror = () => done('nothing');
          }),
      ),
      database: await attempt(
        () =>
          new Promise((done, fail) => {
            const request = indexedDB.open('lambda-workbook');
            request.onsuccess = () => done('opened');
            request.onerror = () => fail(request.error);
          }),
      ),
      caches: await attempt(() => caches.keys()),
    };
  }, target);
  expect(found.origin).toBe('null');
  expect(Object.values(found).filter((what) => /^did: (?!nothing)/.test(what))).toEqual([]);
  expect(answered.filter((url) => url.includes('stolen'))).toEqual([]);
});

test('a frame that reaches for the page gets nothing, and forged messages change nothing', async ({
  page,
}) => {
  const { lab } = await openLab(page);
  await lab.run();
  const frame = page.frames().find((each) => each !== page.mainFrame());
  const found = await frame!.evaluate(() => {
    const attempt = (act: () => unknown) => {
      try {
        return `did: ${act()}`;
      } catch (error) {
        return (error as Error).name;
      }
    };
    for (const kind of ['response', 'fault', 'failed', 'trace', 'settled'])
      for (let id = 0; id < 20; id++)
        parent.postMessage({ id, kind, message: 'forged', events: [], response: { body: 'forged' } }, '*');
    return {
      document: attempt(() => parent.document.title),
      storage: attempt(() => localStorage.length),
      cookie: attempt(() => document.cookie),
      address: attempt(() => parent.location.href),
      top: attempt(() => {
        top!.location.href = 'https://example.com/';
      }),
    };
  });
  expect(found).toEqual({
    document: 'SecurityError',
    storage: 'SecurityError',
    cookie: 'SecurityError',
    address: 'SecurityError',
    top: 'SecurityError',
  });
  await lab.run();
  await expect(lab.output).toContainText('Hello!');
  await expect(page).toHaveURL(/labs\/hello-event/);
  await expect(page.getByText('forged')).toHaveCount(0);
});

test('a frame that navigates away is thrown out, and the next run has a new one', async ({ page }) => {
  const { lab } = await openLab(page);
  await lab.run();
  const frame = page.frames().find((each) => each !== page.mainFrame());
  await frame!.evaluate(() => {
    location.href = 'about:blank#gone';
    location.reload();
  });
  await expect(page.locator('iframe')).toHaveCount(0);
  await lab.run();
  await expect(lab.output).toContainText('Hello!');
});
