import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const)
  test(`the Runtime API's calls of a run can be read, one waiting, ${colorScheme}, ${width} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.tab('Runtime API').click();
    await expect(lab.output).toContainText('Run the function to see what its runtime and Lambda say');
    await lab.run();
    const calls = lab.output.getByRole('list', { name: 'Calls to the Runtime API' }).getByRole('listitem');
    await expect(calls).toHaveCount(4);
    await expect(calls.nth(0)).toContainText(/init \d+\.\d\d ms.*GET\s+\/invocation\/next/);
    await expect(calls.nth(1)).toContainText('200 OK: an event');
    await expect(calls.nth(2)).toContainText(
      /handler runs.*POST\s+\/invocation\/[0-9a-f]{4}…\/response\s+202 Accepted/,
    );
    await expect(calls.nth(3)).toContainText(/next/);
    await expect(lab.output.locator('.wb-seq')).toContainText(/frozen$/);

    await calls.nth(1).locator('summary').click();
    await expect(calls.nth(1)).toContainText('GET /2018-06-01/runtime/invocation/next');
    await expect(calls.nth(1)).toContainText(/lambda-runtime-deadline-ms\s*\d{13}/);
    await expect(calls.nth(1)).toContainText('"name": "Ada"');
    await calls.nth(2).locator('summary').click();
    await expect(calls.nth(2).getByLabel('the request body', { exact: true })).toContainText(
      '"message": "Hello!"',
    );
    await calls.nth(3).locator('summary').click();
    await expect(calls.nth(3)).toContainText('Lambda holds this call open');

    await lab.run();
    await expect(calls.nth(0)).toContainText(/GET\s+\/invocation\/next/);
    await expect(calls.nth(1)).toContainText('200 OK: an event');
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('.wb-output').analyze();
    expect(violations).toEqual([]);
  });

test('a long body of the Runtime API is cut until all of it is asked for', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', "export const handler = async () => ['a'.repeat(5_000), 'the end'];\n");
  await lab.run();
  await lab.tab('Runtime API').click();
  const response = lab.output.getByRole('listitem').nth(2);
  await response.locator('summary').click();
  await expect(response).toContainText('aaaa');
  await expect(response).not.toContainText('the end');
  await response.getByRole('button', { name: /^Show all 5,\d\d\d characters$/ }).click();
  await expect(response).toContainText('the end');
});

test('the calls are walked through by keyboard, each told in a sentence', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await lab.tab('Runtime API').click();
  const told = lab.output.getByRole('status');
  const now = lab.output.locator('[aria-current=step]');
  await expect(told).toContainText('The runtime in the environment talks with Lambda by HTTP.');
  await expect(now).toHaveCount(0);

  await lab.output.getByRole('button', { name: 'Next', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(told).toContainText('until there is one, the environment is frozen');
  await expect(now).toContainText('GET /invocation/next');
  await page.keyboard.press('ArrowRight');
  await expect(told).toContainText('An event is here');
  await page.keyboard.press('End');
  await expect(lab.output.getByRole('toolbar', { name: 'Replay' })).toContainText('4 of 4');
  await page.keyboard.press('ArrowLeft');
  await expect(told).toContainText('The runtime posts what the handler returned');
  const { violations } = await new AxeBuilder({ page }).include('.wb-output').analyze();
  expect(violations).toEqual([]);

  await lab.output.getByRole('button', { name: 'Play', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(lab.output.getByRole('toolbar', { name: 'Replay' })).toContainText('4 of 4');
  await expect(lab.output.getByRole('button', { name: 'Play', exact: true })).toBeFocused();
});

test('the replay and the scrubber of the timeline show the same moment', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await lab.tab('Runtime API').click();
  await lab.output.getByRole('button', { name: 'Last', exact: true }).click();
  await expect(lab.output.getByRole('toolbar', { name: 'Replay' })).toContainText('4 of 4');
  await lab.tab('Timeline').click();
  const scrubber = lab.output.getByRole('slider', { name: 'Moment' });
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^Run 1, 14\d\.\d\d ms: invoke/);
  await scrubber.press('Home');
  await scrubber.press('ArrowRight');
  await scrubber.press('ArrowRight');
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^Run 1, 13\d\.\d\d ms: invoke/);
  await lab.tab('Runtime API').click();
  await expect(lab.output.getByRole('toolbar', { name: 'Replay' })).toContainText('1 of 4');
});

test('an answer that refuses stands out by a sign and a word', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', "export const handler = async () => 'a'.repeat(6_300_000);\n");
  await lab.run();
  await lab.tab('Runtime API').click();
  const refused = lab.output.getByRole('listitem').nth(2);
  await expect(refused).toContainText('413 Payload Too Large, refused');
  await expect(refused.locator('.wb-seq-sign svg')).toBeVisible();
  await lab.output.getByRole('button', { name: 'Next', exact: true }).click();
  await lab.output.getByRole('button', { name: 'Next', exact: true }).click();
  await lab.output.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(lab.output.getByRole('status')).toContainText(
    'The runtime is refused. What a function returns may be 6 MB.',
  );
});

test('a compact lab has no Runtime API tab', async ({ page }) => {
  await page.goto('/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await expect(lab.tab('Logs')).toBeVisible();
  await expect(lab.tab('Runtime API')).toHaveCount(0);
});
