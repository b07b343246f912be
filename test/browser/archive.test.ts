import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

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

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Bring in a zip' });
const bring = (page: Page, name: string, buffer: Buffer) =>
  dialogOf(page).getByLabel('Zip file').setInputFiles({ name, mimeType: 'application/zip', buffer });

test('what was taken away can be brought into a fresh lab, which says first what changes; Undo takes it back', async ({
  page,
  browser,
}) => {
  const lab = await helloEvent(page);
  await lab.write(FILE, handler('TAKEN'));
  const { zip } = await saved(page, lab, 'SAM project (.zip)');

  const fresh = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const other = await helloEvent(fresh);
  await other.more('From a zip…');
  await bring(fresh, 'hello-event-sam.zip', zip);
  await expect(dialogOf(fresh).getByRole('definition')).toHaveText([FILE]);
  await expect(dialogOf(fresh)).toContainText('Changed');
  await expect(other.code).not.toContainText('TAKEN');
  await dialogOf(fresh).getByRole('button', { name: 'Replace my files' }).click();
  await expect(dialogOf(fresh)).toHaveCount(0);
  await expect(other.button('More')).toBeFocused();
  await expect(other.code).toContainText('TAKEN');
  await expect(other.region).toContainText('Zip imported.');
  await other.button('Undo').click();
  await expect(other.code).not.toContainText('TAKEN');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`a broken zip is refused in words, and axe finds no fault in the dialog, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const lab = await helloEvent(page);
    await lab.more('From a zip…');
    await bring(page, 'broken.zip', Buffer.from('this is no zip at all, whatever its name says'));
    await expect(dialogOf(page).getByRole('status')).toContainText(
      'broken.zip cannot be used. This is not a zip',
    );
    await expect(dialogOf(page).getByRole('button', { name: 'Replace my files' })).toHaveCount(0);
    await bring(page, 'other.zip', Buffer.from(zipSync({ 'app.mjs': strToU8('1'), 'a.png': strToU8('\0') })));
    await expect(dialogOf(page).getByRole('status')).toContainText("Cannot find module 'index'");
    const { violations } = await new AxeBuilder({ page })
      .include('.wb-dialog')
      .options({ iframes: false })
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
    await page.keyboard.press('Escape');
    await expect(lab.button('More')).toBeFocused();
  });
