import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

const WAITS =
  'let n = 0;\nexport const handler = async () => {\n  await new Promise((done) => setTimeout(done, 50));\n  return ++n;\n};\n';

test('ten invokes one after another share an environment, and at once each has its own', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', WAITS);
  await lab.more('Invoke ten times…');
  await lab.button('One after another').click();
  await expect(lab.region).toContainText('10 invokes one after another: all returned. 1 cold, 9 warm.');
  await expect(lab.output).toContainText('10');
  await expect(lab.button('More')).toBeFocused();

  await lab.more('Invoke ten times…');
  await lab.button('All at once').click();
  await expect(lab.region).toContainText('10 invokes at once: all returned. 9 cold, 1 warm.');
  await expect(lab.region.locator('.wb-summary')).toContainText('one of them');
  await lab.region.getByRole('tab', { name: 'Timeline' }).click();
  await lab.output.getByText('Show as table').click();
  await expect(lab.output.getByRole('table')).toContainText('10');
});

test('ten endless loops at once are ended, and the page lives on', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', 'export const handler = async () => { while (true); };\n');
  await lab.more('Invoke ten times…');
  await lab.button('All at once').click();
  await expect(lab.region).toContainText('10 invokes at once: 0 returned, 10 failed.', {
    timeout: 45_000,
  });
  await lab.write('index.mjs', 'export const handler = async () => "alive";\n');
  await lab.run();
  await expect(lab.output).toContainText('alive');
});
