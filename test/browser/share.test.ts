import { deflateRawSync } from 'node:zlib';
import { hostileHandlers } from '../hostile/handlers.ts';
import { labOn } from './lab-page.ts';
import { stored } from './stored.ts';
import { expect, type Page, test } from './test.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

const LAB = '/labs/hello-event/';
const FILE = 'index.mjs';
const handler = (answer: string) => `export const handler = async () => '${answer}';\n`;

const link = (work: object) =>
  `${LAB}#share=1.${deflateRawSync(JSON.stringify({ lab: 'hello-event', ...work })).toString('base64url')}`;
const linkTo = (code: string, event = { name: 'shared', text: '{}' }) =>
  link({ files: [{ path: FILE, text: code }], event });

const banner = (page: Page) => page.getByRole('note', { name: 'Shared copy' });
const kept = (page: Page, text: string) => expect.poll(() => stored(page)).toContain(text);

test('a link brings a copy that does not run, and leaves one’s own work until it is kept; keeping can be undone', async ({
  page,
  context,
}) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  await lab.write(FILE, handler('THEIRS'));
  await lab.more('Share a copy…');
  const url = await page.getByRole('textbox', { name: 'Link to this copy' }).inputValue();
  await expect(page.getByRole('dialog', { name: 'Share a copy' })).toContainText('of 8,000 characters');
  await page.keyboard.press('Escape');
  await lab.write(FILE, handler('MINE'));
  await kept(page, 'MINE');

  const other = await context.newPage();
  await other.goto(url);
  const copy = labOn(other, 'Hello, event');
  await copy.awake();
  await expect(banner(other)).toContainText('someone else’s');
  await expect(copy.code).toContainText('THEIRS');
  await expect(copy.output).toContainText('Run the function');
  await expect(other.locator('iframe')).toHaveCount(0);
  await copy.run();
  await expect(copy.output).toContainText('THEIRS');
  await copy.button('Back to my work').click();
  await expect(copy.code).toContainText('MINE');
  await expect(copy.button('Run')).toBeFocused();

  await other.goto('about:blank');
  await other.goto(url);
  await copy.awake();
  await copy.button('Keep as mine').click();
  await expect(banner(other)).toHaveCount(0);
  await copy.button('Undo').click();
  await expect(copy.code).toContainText('MINE');
});

test('what was kept is there after a reload, and so is the way back', async ({ page }) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  await lab.write(FILE, handler('MINE'));
  await kept(page, 'MINE');
  await page.goto('about:blank');
  await page.goto(linkTo(handler('THEIRS')));
  await lab.awake();
  await lab.button('Keep as mine').click();
  await expect(page).toHaveURL(/hello-event\/$/);
  await page.reload();
  await lab.awake();
  await expect(lab.code).toContainText('THEIRS');
  await lab.button('Undo').click();
  await expect(lab.code).toContainText('MINE');
});

test('work too large for a link is not put into one', async ({ page }) => {
  await page.goto(LAB);
  const lab = labOn(page, 'Hello, event');
  const noise = Array.from({ length: 9000 }, (_, at) =>
    ((at * 7919 + at * at * 31) % 9973).toString(36),
  ).join('');
  await lab.write(FILE, `// ${noise}\n`);
  await lab.more('Share a copy…');
  const dialog = page.getByRole('dialog', { name: 'Share a copy' });
  await expect(dialog).toContainText(/would make a link of [\d,]+ characters/);
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
});

const BROKEN = [
  ['a version to come', `${LAB}#share=9.AAAA`, 'another version'],
  ['nothing in it', `${LAB}#share=`, 'not complete'],
  ['bytes that are damaged', `${LAB}#share=1._____w`, 'damaged'],
  [
    'a bomb',
    `${LAB}#share=1.${deflateRawSync(Buffer.alloc(3_000_000)).toString('base64url')}`,
    'more than a lab',
  ],
  [
    'another lab’s work',
    link({ lab: 'proxy-event', files: [{ path: 'a.mjs', text: '' }], event: { name: 'a', text: '' } }),
    'another lab',
  ],
  [
    'a path upwards',
    link({ files: [{ path: '../../x', text: '' }], event: { name: 'a', text: '' } }),
    'leaves',
  ],
  [
    'a path of a prototype',
    link({ files: [{ path: '__proto__', text: '' }], event: { name: 'a', text: '' } }),
    'reserved',
  ],
] as const;

for (const [what, url, why] of BROKEN)
  test(`a link with ${what} says why, and the lab opens as normal`, async ({ page }) => {
    await page.goto(url);
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await expect(lab.region.getByText('The shared link cannot be opened')).toContainText(why);
    await expect(banner(page)).toHaveCount(0);
    await lab.run();
    await expect(lab.output).toContainText('Hello!');
  });

test('markup in a shared link is shown as text', async ({ page }) => {
  const attack = '</textarea></script><img src=x onerror="window.attacked = true">';
  await page.goto(linkTo(`// ${attack}\n`, { name: attack, text: JSON.stringify(attack) }));
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await expect(lab.code).toContainText('onerror');
  await expect(banner(page)).toBeVisible();
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
  await expect(lab.region.locator('img')).toHaveCount(0);
});

for (const { does, code, shows } of hostileHandlers.slice(0, 4))
  test(`a shared handler that ${does} waits for Run, and is contained then`, async ({ page }) => {
    await page.goto(linkTo(code));
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await expect(banner(page)).toBeVisible();
    await expect(page.locator('iframe')).toHaveCount(0);
    await lab.run();
    await expect(lab.output).toContainText(shows);
    await lab.button('Back to my work').click();
    await lab.run();
    await expect(lab.output).toContainText('Hello!');
  });
