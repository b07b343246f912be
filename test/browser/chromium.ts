import { existsSync } from 'node:fs';
import { chromium as playwright } from '@playwright/test';

/** Where a browser is installed by hand. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser of the tests: CHROMIUM_PATH, else on Linux x64 the one that npm installed, else an installed Chrome or
 * Chromium, else Playwright's own.
 * @throws Error that says how to get one
 */
export async function findChromium(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (process.platform === 'linux' && process.arch === 'x64') {
    // The package unpacks the system libraries that the browser needs only where it believes to be in Lambda.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    return chromium.executablePath();
  }
  const found = [...INSTALLED, playwright.executablePath()].find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    'The browser tests found no browser. Install Chrome or Chromium, or set CHROMIUM_PATH to one, and run again.',
  );
}
