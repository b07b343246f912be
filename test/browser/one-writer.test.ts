import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

const handler = (answer: string) => `export const handler = async () => '${answer}';\n`;
const note = (page: Page) => page.getByRole('note', { name: 'Open in another tab' });

async function open(page: Page) {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
}

/** Writes and waits until it is saved. */
async function writeAndSave(page: Page, text: string) {
  await labOn(page, 'Hello, event').write('index.mjs', handler(text));
  const inStore = (part: string) =>
    new Promise<boolean>((resolve) => {
      const opening = indexedDB.open('lambda-workbook');
      opening.onsuccess = () => {
        const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
        all.onsuccess = () => {
          opening.result.close();
          resolve(JSON.stringify(all.result).includes(part));
        };
      };
    });
  await expect.poll(() => page.evaluate(inStore, text)).toBe(true);
}

test('a second tab is told that the first one saves, takes the lab over with what was written there, and the first is told', async ({
  page,
  context,
}) => {
  await open(page);
  await writeAndSave(page, 'FIRST');
  const second = await context.newPage();
  const lab = await open(second);
  await expect(note(second)).toContainText('that one saves your work');
  await expect(lab.code).toContainText('FIRST');
  await expect(note(page)).toHaveCount(0);

  await writeAndSave(page, 'LATER');
  await note(second).getByRole('button', { name: 'Take over here' }).click();
  await expect(note(second)).toHaveCount(0);
  await expect(lab.button('Run')).toBeFocused();
  await expect(lab.code).toContainText('LATER');
  await expect(note(page)).toBeVisible();
  await writeAndSave(second, 'SECOND');
});

test('what was written in a tab that does not save stays when it takes over, and the other’s work is one undo away', async ({
  page,
  context,
}) => {
  await open(page);
  const second = await context.newPage();
  const lab = await open(second);
  await expect(note(second)).toBeVisible();
  await lab.write('index.mjs', handler('HERE'));
  await writeAndSave(page, 'THERE');
  await note(second).getByRole('button', { name: 'Take over here' }).click();
  await expect(note(second)).toHaveCount(0);
  await expect(lab.code).toContainText('HERE');
  await lab.button('Undo').click();
  await expect(lab.code).toContainText('THERE');
  await lab.button('Undo').click();
  await expect(lab.code).toContainText('HERE');
});

test('when the tab that saved is closed, the other one saves', async ({ page, context }) => {
  await open(page);
  const second = await context.newPage();
  const lab = await open(second);
  await expect(note(second)).toBeVisible();
  await writeAndSave(page, 'BEFORE');
  await page.goto('/labs/');
  await expect(note(second)).toHaveCount(0);
  await expect(lab.code).toContainText('BEFORE');
  await writeAndSave(second, 'AFTER');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the note of a second tab is accessible and fits, ${colorScheme}`, async ({ page, context }) => {
    await open(page);
    const second = await context.newPage();
    await second.emulateMedia({ colorScheme });
    await open(second);
    await expect(note(second)).toBeVisible();
    const { violations } = await new AxeBuilder({ page: second }).include('.wb').analyze();
    expect(violations).toEqual([]);
    expect(await second.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
