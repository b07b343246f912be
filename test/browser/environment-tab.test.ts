import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

const COUNTER = `let visits = 0;
const seen = new Map();
export const handler = async (event) => {
  visits += 1;
  seen.set(event.name ?? 'nobody', visits);
  return { visits };
};
`;

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
  [320, 'light'],
] as const)
  test(`a counter of the module is kept warm, and a new environment starts it again, ${colorScheme}, ${width} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.tab('Environment').click();
    await expect(lab.output).toContainText('Run the function to see what its environment keeps');

    await lab.write('index.mjs', COUNTER);
    await lab.run();
    const state = lab.output.locator('section').filter({ hasText: 'Module state' });
    await expect(state).toContainText(/visits\s*1/);
    await lab.run();
    await expect(state).toContainText(/visits\s*2/);
    await expect(state).toContainText(/Map\(1\) \{ '\w+' => 2 \}/);
    await expect(lab.output).toContainText('Environment 1, frozen. Cold start');
    await expect(lab.output).toContainText('2 invokes since');
    await expect(lab.output).toContainText(/\d+ of 128 MB at most so far/);
    await expect(lab.output).toContainText('None; there is room for 512 MB.');

    await lab.output.getByText(/^Set by Lambda \(\d+\)$/).click();
    await expect(lab.output).toContainText(/AWS_LAMBDA_FUNCTION_MEMORY_SIZE\s*128/);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('.wb-output').analyze();
    expect(violations).toEqual([]);

    await lab.more('New environment…');
    await lab.button('Start cold next time').click();
    await expect(lab.output).toContainText('Environment 1 is gone: a new one was asked for.');
    await lab.run();
    await expect(lab.output).toContainText('Environment 2, frozen.');
    await expect(state).toContainText(/visits\s*1/);
  });

test('a timeout ends the process, and the tab says that its memory is lost', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write(
    'index.mjs',
    'let kept = 1;\nexport const handler = async () => { kept = 2; for (;;); };\n',
  );
  await lab.run();
  await lab.tab('Environment').click();
  await expect(lab.output).toContainText('Environment 1, process ended.');
  await expect(lab.output).toContainText(
    'because it reached its timeout, and everything in its memory is lost',
  );
  await expect(lab.output).toContainText('None: it was lost with the process.');
});

test('of several environments each can be looked at, under the name that the timeline gives it', async ({
  page,
}) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', COUNTER);
  await lab.more('Invoke ten times…');
  await lab.button('All at once').click();
  await expect(lab.region).toContainText('10 invokes at once');
  await lab.tab('Environment').click();
  const choice = lab.output.getByRole('group', { name: 'Environment' });
  await expect(choice.getByRole('radio')).toHaveCount(10);
  await choice.getByRole('radio', { name: 'Environment 3', exact: true }).check();
  await expect(lab.output).toContainText('Environment 3, frozen.');
  await page.keyboard.press('ArrowRight');
  await expect(lab.output).toContainText('Environment 4, frozen.');
});

test('every tab can be reached with the keyboard at 320 px, and comes into view', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await lab.tab('Result').focus();
  for (const name of ['Logs', 'Timeline', 'Environment', 'Runtime API', 'Checks', 'Terminal']) {
    await page.keyboard.press('ArrowRight');
    await expect(lab.tab(name)).toBeFocused();
    await expect(lab.tab(name)).toHaveAttribute('aria-selected', 'true');
    await expect(lab.tab(name)).toBeInViewport({ ratio: 1 });
  }
});

test('a compact lab has no Environment tab', async ({ page }) => {
  await page.goto('/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await expect(lab.tab('Logs')).toBeVisible();
  await expect(lab.tab('Environment')).toHaveCount(0);
});
