import { defineConfig } from '@playwright/test';
import { findChromium } from './chromium.ts';
import { SITES } from './sites.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: '../../test-results/browser',
  reporter: [['list'], ['json', { outputFile: '../../test-results/browser.json' }]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: SITES.root.url,
    launchOptions: {
      executablePath: await findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--in-process-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: Object.values(SITES).map(({ folder, port, base, url }) => ({
    command: `node scripts/serve.mjs ${folder}`,
    cwd: '../..',
    env: { PORT: String(port), BASE_PATH: base },
    url,
    reuseExistingServer: false,
  })),
});
