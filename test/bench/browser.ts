/** Prints how long a learner waits in the browser, beside a client that gets a ready answer. */
import { spawn } from 'node:child_process';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { chromium } from '@playwright/test';
import { findChromium } from '../browser/chromium.ts';
import { labOn } from '../browser/lab-page.ts';
import { clientWithReadyAnswer, median, ms, row } from './figures.ts';

const PORT = 4339;
const URL_OF_LAB = `http://localhost:${PORT}/labs/hello-event/`;

const server = spawn('node', ['scripts/serve.mjs'], { env: { ...process.env, PORT: String(PORT) } });
await new Promise((ready) => server.stdout.once('data', ready));
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});

/** From the click to the REPORT line of a run that was not there before, in the page's own clock. */
async function timeRun(page: Awaited<ReturnType<typeof browser.newPage>>): Promise<number> {
  return page.evaluate(async () => {
    const lab = document.querySelector('[data-lab]') as HTMLElement;
    const run = [...lab.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === 'Run');
    const output = lab.querySelector('.wb-output') as HTMLElement;
    const done = new Promise<void>((resolve) => {
      let started = false;
      new MutationObserver(() => {
        started ||= output.dataset.busy === 'true';
        if (started && output.dataset.busy === 'false') resolve();
      }).observe(output, { attributes: true });
    });
    const from = performance.now();
    run?.click();
    await done;
    return performance.now() - from;
  });
}

try {
  const page = await browser.newPage();
  await page.goto(URL_OF_LAB);
  const lab = labOn(page, 'Hello, event');
  await page.waitForTimeout(500);
  const first = await timeRun(page);
  const warm: number[] = [];
  for (let i = 0; i < 20; i++) warm.push(await timeRun(page));
  await lab.write('index.mjs', 'export const handler = async () => { while (true); };\n');
  const endless = await timeRun(page);

  const canned = clientWithReadyAnswer();
  const peer: number[] = [];
  for (let i = 0; i < 200; i++) {
    const from = performance.now();
    await canned.send(new InvokeCommand({ FunctionName: 'demo', Payload: '{}' }));
    peer.push(performance.now() - from);
  }

  row('first Run after page load, click to result', ms(first));
  row('warm Run, median of 20', ms(median(warm)));
  row('endless loop with 3 s of timeout and 128 MB', ms(endless));
  row('peer: Invoke on the SDK with a ready answer, median', ms(median(peer)));
  row('ratio: warm Run to the peer', `${(median(warm) / median(peer)).toFixed(0)} : 1`);
  row('ratio: first Run to warm Run', `${(first / median(warm)).toFixed(1)} : 1`);
} finally {
  await browser.close();
  server.kill();
}
