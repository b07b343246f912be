import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { labOn } from './lab-page.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

const FILE = 'index.mjs';
const handler = (answer: string) => `export const handler = async () => '${answer}';\n`;

async function helloEvent(page: Page) {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
}

/** What the browser saves when `item` is chosen. */
async function saved(page: Page, lab: ReturnType<typeof labOn>, item: string) {
  const download = page.waitForEvent('download');
  await lab.more(item);
  const file = await download;
  return { name: file.suggestedFilename(), zip: await readFile(await file.path()) };
}

const texts = (zip: Uint8Array) =>
  Object.fromEntries(
    Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  );

test('the code can be taken away as the zip that Lambda takes, and as a project for SAM', async ({
  page,
}) => {
  const lab = await helloEvent(page);
  await lab.write(FILE, handler('grüße'));
  const pack = await saved(page, lab, 'Deployment package (.zip)');
  expect(pack.name).toBe('hello-event.zip');
  expect(texts(pack.zip)).toEqual({ [FILE]: handler('grüße') });
  await expect(lab.region).toContainText('hello-event.zip saved.');
  await expect(lab.button('More')).toBeFocused();

  const sam = await saved(page, lab, 'SAM project (.zip)');
  expect(sam.name).toBe('hello-event-sam.zip');
  const files = texts(sam.zip);
  expect(files[`src/${FILE}`]).toBe(handler('grüße'));
  expect(files['template.yaml']).toContain('Type: AWS::Serverless::Function');
  expect(files['README.md']).toContain('sam deploy --guided');
  expect(Object.keys(files).filter((path) => path.startsWith('events/')).length).toBeGreaterThan(0);
});
