import { type Browser, test as base } from '@playwright/test';

export * from '@playwright/test';

/**
 * Playwright's tests, each worker with its browser. One start of Chromium among some five thousand ended in a fault of its
 * own (SIGSEGV) before it had a page; such a browser is started once more, and that is printed. Tests are never repeated.
 */
export const test = base.extend<object, { browser: Browser }>({
  browser: [
    async ({ playwright }, use) => {
      const browser = await playwright.chromium.launch().catch((fault: Error) => {
        console.error(`Chromium did not start, and is started once more: ${fault.message}`);
        return playwright.chromium.launch();
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 0 },
  ],
});
