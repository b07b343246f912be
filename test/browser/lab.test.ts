import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

const TITLE = 'Hello, event';
const SOLUTION = [
  'export const handler = async (event) => {',
  "  console.log('received', event);",
  "  return { message: `Hello, ${event.name ?? 'stranger'}!` };",
  '};',
  '',
].join('\n');

const openLab = async (page: Page) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, TITLE);
  await lab.awake();
  return lab;
};

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`a reader does the lab, ${colorScheme}, ${width} px`, async ({ page }) => {
      const faults = await collectFaults(page, new URL(SITES.root.url).origin);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const lab = await openLab(page);

      await lab.run();
      await expect(lab.output).toContainText('"message": "Hello!"');
      await lab.tab('Logs').click();
      await expect(lab.output).toContainText(/START RequestId: [0-9a-f-]{36} Version: \$LATEST/);
      await expect(lab.output).toContainText(/\tINFO\treceived \{ name: 'Ada' \}/);
      await expect(lab.output).toContainText(/Billed Duration: \d+ ms\tMemory Size: 128 MB/);

      await lab.button('Check').click();
      await expect(lab.region).toContainText('1 of 3');

      await lab.write('index.mjs', SOLUTION);
      await lab.event.selectOption('nobody');
      await lab.run();
      await lab.tab('Result').click();
      await expect(lab.output).toContainText('"message": "Hello, stranger!"');
      await lab.button('Check').click();
      await expect(lab.region).toContainText('3 of 3');

      await page.reload();
      await lab.awake();
      await expect(lab.code).toContainText('stranger');
      expect(faults).toEqual([]);
    });

test('the lab can be done by keyboard alone', async ({ page }) => {
  const lab = await openLab(page);
  const tabTo = async (target: ReturnType<typeof lab.button>) => {
    for (let presses = 0; presses < 80; presses++) {
      if (await target.evaluate((element) => element.contains(document.activeElement))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab never gets there.');
  };
  await expect(lab.button('Run')).toBeVisible();
  await tabTo(lab.editor('index.mjs'));
  await page.keyboard.press('Enter');
  await expect(lab.region.locator('.wb-monaco[data-open=true]')).toBeVisible();
  await expect(lab.editor('index.mjs')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type('export const handler = async (event) => { console.log(event); return 42 };');
  await page.keyboard.press('Escape');
  await tabTo(lab.button('Run'));
  await page.keyboard.press('Enter');
  await expect(lab.output).toContainText('42');
  await expect(lab.button('Run')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await tabTo(lab.tab('Result'));
});

test('Ctrl+Enter runs, and says to a screen reader how it went', async ({ page }) => {
  const lab = await openLab(page);
  await lab.event.focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(lab.region.locator('[aria-live=polite], [role=status]').first()).toContainText(/\w+/);
  await expect(lab.output).toContainText('Hello!');
});

test('a thrown error shows type, message and a line that leads into the code', async ({ page }) => {
  const lab = await openLab(page);
  await lab.write('index.mjs', "export const handler = async () => {\n  throw new TypeError('boom');\n};\n");
  await lab.run();
  await expect(lab.output).toContainText('TypeError');
  await expect(lab.output).toContainText('boom');
  await lab.output
    .getByRole('button', { name: /index\.mjs.*2/ })
    .first()
    .click();
  await expect(lab.editor('index.mjs')).toBeFocused();
});

test('a syntax error is shown where it is', async ({ page }) => {
  const lab = await openLab(page);
  await lab.write('index.mjs', 'export const handler = async () => {\n  const x = ;\n};\n');
  await lab.run();
  await expect(lab.output).toContainText('SyntaxError');
  await expect(lab.output.getByRole('button', { name: /index\.mjs.*2/ }).first()).toBeVisible();
});

test('an endless loop ends as Sandbox.Timedout while the page stays alive', async ({ page }) => {
  const lab = await openLab(page);
  await lab.write('index.mjs', 'export const handler = async () => { while (true); };\n');
  await page.evaluate(() => {
    const beat = { longest: 0, last: performance.now() };
    Object.assign(window, { beat });
    setInterval(() => {
      beat.longest = Math.max(beat.longest, performance.now() - beat.last);
      beat.last = performance.now();
    }, 20);
  });
  await lab.run();
  await expect(lab.output).toContainText('Sandbox.Timedout');
  await expect(lab.output).toContainText('Task timed out after 3.00 seconds');
  const { longest } = await page.evaluate(() => (window as unknown as { beat: { longest: number } }).beat);
  expect(longest).toBeLessThan(1_000);
});

test('endless recursion is an error that the page shows like any other', async ({ page }) => {
  const lab = await openLab(page);
  await lab.write('index.mjs', 'const f = () => f();\nexport const handler = async () => f();\n');
  await lab.run();
  await expect(lab.output).toContainText('RangeError');
  await expect(lab.output).toContainText('Maximum call stack size exceeded');
});

test('an event that is not JSON is explained, and does not run', async ({ page }) => {
  const lab = await openLab(page);
  const event = lab.region.getByRole('textbox', { name: 'Event JSON' });
  await event.fill('{\n  "name": "Ada",\n}');
  await expect(lab.region).toContainText(/line [23]/i);
  await expect(event).toHaveAttribute('aria-invalid', 'true');
  await lab.button('Run').click({ force: true });
  await expect(lab.output).not.toContainText('message');
});

test('Reset asks, and can be undone', async ({ page }) => {
  const lab = await openLab(page);
  await lab.write('index.mjs', SOLUTION);
  await lab.more('Reset…');
  await page
    .getByRole('button', { name: /^(reset|yes|discard|throw)/i })
    .last()
    .click();
  await expect(lab.code).not.toContainText('stranger');
  await lab.region.getByRole('button', { name: /undo/i }).click();
  await expect(lab.code).toContainText('stranger');
});

test('learner code is shut in: an opaque frame that may run scripts and nothing else', async ({ page }) => {
  const lab = await openLab(page);
  await lab.run();
  const frame = page.locator('iframe');
  await expect(frame).toHaveAttribute('sandbox', 'allow-scripts');
  await expect(frame).toHaveAttribute('srcdoc', /default-src 'none'/);
  const inside = page.frames().find((candidate) => candidate !== page.mainFrame());
  const reached = await inside?.evaluate(async () => ({
    origin: self.origin,
    storage: await Promise.resolve()
      .then(() => localStorage.length)
      .catch((error: Error) => error.name),
    network: await fetch('http://localhost:4331/').then(
      () => 'reached',
      (error: Error) => error.name,
    ),
  }));
  expect(reached).toEqual({ origin: 'null', storage: 'SecurityError', network: 'TypeError' });
});

test('what a handler returns or logs is shown as text', async ({ page }) => {
  const lab = await openLab(page);
  const nasty = '</script><img src=x onerror="document.title=1">';
  await lab.write(
    'index.mjs',
    `export const handler = async () => { console.log(${JSON.stringify(nasty)}); return ${JSON.stringify(nasty)}; };\n`,
  );
  const title = await page.title();
  await lab.run();
  await expect(lab.output).toContainText('onerror=');
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText('onerror=');
  await expect(lab.region.locator('img')).toHaveCount(0);
  expect(await page.title()).toBe(title);
});

test('a frame that is gone is replaced at the next run', async ({ page }) => {
  const lab = await openLab(page);
  await lab.run();
  await page.locator('iframe').evaluate((frame) => {
    (frame as HTMLIFrameElement).srcdoc = 'elsewhere';
  });
  await expect(page.locator('iframe')).toHaveCount(0);
  await lab.run();
  await expect(lab.output).toContainText('Hello!');
});

test('the same lab runs on the landing page, in its chapter, and below a base path', async ({ page }) => {
  for (const url of [
    SITES.root.url,
    `${SITES.root.url}chapters/features/`,
    `${SITES.classroom.url}labs/hello-event/`,
  ]) {
    await page.goto(url);
    const lab = labOn(page, TITLE);
    await lab.run();
    await expect(lab.output).toContainText('"message": "Hello!"');
  }
});
