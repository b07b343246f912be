import { AxeBuilder } from '@axe-core/playwright';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { heardOn, listen, traceInNode } from './conversation.ts';
import { collectFaults } from './faults.ts';
import { keptAccounts } from './kept-accounts.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

/** The account page with the playground open on it. */
async function openPlayground(page: Page, { python = false } = {}) {
  await page.goto('/account/');
  const open = page.getByRole('button', { name: 'Open the playground' });
  await expect(open).toBeEnabled();
  if (python) await page.getByRole('checkbox', { name: /Python/ }).check();
  await open.click();
  await expect(page.getByRole('heading', { name: 'Functions', exact: true })).toBeVisible();
}

async function createFunction(page: Page, name: string, runtime?: string) {
  await page.getByRole('button', { name: 'Create function' }).click();
  await page.getByRole('textbox', { name: 'Function name' }).fill(name);
  if (runtime) await page.getByRole('combobox', { name: 'Runtime' }).selectOption(runtime);
  await page.getByRole('button', { name: 'Create function' }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeFocused();
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).last();

test('a function is created, invoked and read from the API again', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await openPlayground(page);
  await expect(page.getByText('There are no functions yet.')).toBeVisible();
  await createFunction(page, 'greet');
  await page.getByRole('button', { name: 'Invoke', exact: true }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('"message": "Hello from greet"');
  await expect(answer).toContainText('REPORT RequestId');
  await expect(page.getByRole('status').getByText('Invoked greet:$LATEST.')).toBeVisible();
  await tab(page, 'Logs').click();
  await expect(page.getByRole('tabpanel', { name: 'Logs' }).getByText('/aws/lambda/greet')).toBeVisible();
  await page.getByRole('button', { name: 'All functions' }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'greet' }) });
  await expect(row.getByRole('cell', { name: 'nodejs24.x' })).toBeVisible();
  await expect(row.getByRole('cell', { name: 'Active' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('a program in bash serves the events of a function, as it does in Node.js', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await listen(page);
  await openPlayground(page);
  await createFunction(page, 'own', 'provided.al2023');
  const answer = page.getByRole('region', { name: 'Answer' });
  for (const event of ['1', '2', '3']) {
    await page.getByRole('textbox', { name: 'Event JSON' }).fill(event);
    await page.getByRole('button', { name: 'Invoke', exact: true }).click();
    await expect(answer).toContainText(`Event: ${event}`);
    await expect(answer).toContainText('"message": "Hello from own"');
  }
  const conversation = await heardOn(page);
  expect(conversation.trace.filter(({ type }) => type === 'runtime-api')).toHaveLength(6);
  // When the page's own lists are asked for is up to the page.
  const ofPrograms = (trace: readonly TraceEvent[]) => trace.filter(({ type }) => type !== 'request');
  expect(ofPrograms(conversation.trace)).toEqual(ofPrograms(await traceInNode(conversation)));
  expect(faults).toEqual([]);
});

test('a version is published, and an alias shares invocations between two', async ({ page }) => {
  await openPlayground(page);
  await createFunction(page, 'greet');
  await tab(page, 'Versions').click();
  const publish = page.getByRole('button', { name: 'Publish $LATEST' });
  await page.getByRole('textbox', { name: 'Version description' }).fill('first');
  await publish.click();
  await expect(page.getByRole('cell', { name: 'first', exact: true })).toBeVisible();
  await tab(page, 'Code').click();
  await page.getByRole('textbox', { name: 'index.mjs' }).fill('export const handler = async () => "new";');
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await expect(page.getByText('Deployed the code of greet.')).toBeVisible();
  await tab(page, 'Versions').click();
  await publish.click();
  await expect(page.getByRole('rowheader', { name: '2', exact: true })).toBeVisible();
  await tab(page, 'Aliases').click();
  await page.getByRole('combobox', { name: 'Version', exact: true }).selectOption('1');
  await page.getByRole('combobox', { name: 'Additional version' }).selectOption('2');
  await page.getByRole('spinbutton', { name: 'Its weight (%)' }).fill('25');
  await page.getByRole('button', { name: 'Create alias' }).click();
  const aliases = page.getByRole('list', { name: 'Aliases of greet' });
  await expect(aliases).toContainText('75% of invocations go to version 1, 25% to version 2.');
  await tab(page, 'Test').click();
  await page.getByRole('combobox', { name: 'Qualifier' }).selectOption('live');
  await page.getByRole('button', { name: 'Invoke', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(/Returned by version [12]/);
});

test('what a function is configured with is changed and shown', async ({ page }) => {
  await openPlayground(page);
  await createFunction(page, 'greet');
  await tab(page, 'Configuration').click();
  await page.getByRole('spinbutton', { name: 'Memory (MB)' }).fill('1024');
  await page.getByRole('textbox', { name: /^Environment variables/ }).fill('STAGE=test');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('1024 MB')).toBeVisible();
  await expect(page.getByRole('row', { name: 'STAGE test' })).toBeVisible();
});

test('what Lambda refuses is said in its own words, and the form keeps what was written', async ({
  page,
}) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Create function' }).click();
  await page.getByRole('spinbutton', { name: 'Timeout (seconds)' }).fill('901');
  await page.getByRole('button', { name: 'Create function' }).click();
  await expect(page.getByRole('alert')).toContainText(
    "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint",
  );
  await expect(page.getByRole('spinbutton', { name: 'Timeout (seconds)' })).toHaveValue('901');
});

test('an event that is no JSON is refused by Lambda', async ({ page }) => {
  await openPlayground(page);
  await createFunction(page, 'greet');
  await page.getByRole('textbox', { name: 'Event JSON' }).fill('{"name"');
  await page.getByRole('button', { name: 'Invoke', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('InvalidRequestContentException');
});

test('the playground runs Python when it is opened with it', async ({ page }) => {
  await openPlayground(page, { python: true });
  await page.getByRole('button', { name: 'Create function' }).click();
  await page.getByRole('combobox', { name: 'Runtime' }).selectOption('python3.14');
  await expect(page.getByRole('textbox', { name: 'lambda_function.py' })).toHaveValue(/def lambda_handler/);
  await page.getByRole('button', { name: 'Create function' }).click();
  await expect(page.getByRole('heading', { name: 'my-function', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Invoke', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('Hello from my-function');
});

test('what is deleted can be undone', async ({ page }) => {
  await openPlayground(page);
  await createFunction(page, 'greet');
  await page.getByRole('button', { name: 'Delete greet…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Yes, delete it' }).click();
  await expect(page.getByText('There are no functions yet.')).toBeVisible();
  await expect(page.getByText('Deleted greet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'greet', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Invoke', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('Hello from greet');
});

test('an account that is emptied comes back with Undo', async ({ page }) => {
  await openPlayground(page);
  await createFunction(page, 'greet');
  await page.getByRole('button', { name: 'Start over…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Yes, empty it' }).click();
  await expect(page.getByText('The account is empty.')).toBeVisible();
  await expect(page.getByText('There are no functions yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('rowheader', { name: 'greet' })).toBeVisible();
});

test('what is made in the playground is there after a reload', async ({ page }) => {
  await openPlayground(page);
  await createFunction(page, 'greet');
  await expect.poll(() => keptAccounts(page)).toContain('greet');
  await openPlayground(page);
  await expect(page.getByRole('rowheader', { name: 'greet' })).toBeVisible();
});

test('a second tab shows the playground without keeping it', async ({ page, context }) => {
  await openPlayground(page);
  await createFunction(page, 'greet');
  await expect.poll(() => keptAccounts(page)).toContain('greet');
  const second = await context.newPage();
  await openPlayground(second);
  await expect(second.getByText('This account is open in another tab')).toBeVisible();
  await expect(second.getByRole('rowheader', { name: 'greet' })).toBeVisible();
});

test('the account of a lab that ran is listed, opens, and leads back to the lab', async ({ page }) => {
  await page.goto('/account/');
  await expect(page.getByText('Each lab has an account of its own')).toBeVisible();
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await expect.poll(() => keptAccounts(page)).toContain('hello-event');
  await page.goto('/account/');
  await page.getByRole('button', { name: 'Open the account of Hello, event' }).click();
  await page.getByRole('button', { name: 'hello-event', exact: true }).click();
  await page.getByRole('button', { name: 'Invoke', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('REPORT RequestId');
  await page.getByRole('link', { name: 'Go to the lab' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, event' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`an open account is accessible and fits a phone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 900 });
    await openPlayground(page);
    await createFunction(page, 'greet');
    await page.getByRole('button', { name: 'Invoke', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible();
    for (const name of ['Test', 'Configuration', 'Versions', 'Aliases', 'Permissions', 'Logs']) {
      await tab(page, name).click();
      await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
