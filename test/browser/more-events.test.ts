import { labOn } from './lab-page.ts';
import { stored } from './stored.ts';
import { expect, test } from './test.ts';

for (const width of [1440, 390])
  test(`an event of the gallery is taken with the keyboard alone, edited, and there after a reload, ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/labs/hello-event/');
    const lab = labOn(page, 'Hello, event');
    await lab.awake();
    await lab.button('More events…').focus();
    await page.keyboard.press('Enter');
    await lab.button('S3 upload').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(lab.button('More events…')).toBeFocused();
    await expect(lab.event).toHaveValue('S3 upload');
    const json = lab.region.getByRole('textbox', { name: 'Event JSON' });
    await expect(json).toHaveValue(/aws:s3/);
    await json.fill('{"mine": 1}');
    await expect.poll(() => stored(page)).toContain('{\\"mine\\": 1}');
    await page.reload();
    await lab.awake();
    await expect(lab.event).toHaveValue('S3 upload');
    await expect(json).toHaveValue('{"mine": 1}');
  });

test('an event is saved under a name of markup, renamed, deleted, and brought back by undo', async ({
  page,
}) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await lab.button('More events…').click();
  await lab.button('Save event').click();
  await expect(lab.region.getByRole('alert')).toContainText('Give the event a name.');
  await lab.region.getByRole('textbox', { name: /^Name for/ }).fill('<b>__proto__</b>');
  await lab.button('Save event').click();
  await expect(lab.event).toHaveValue('<b>__proto__</b>');
  await lab.button('More events…').click();
  await lab.button('Rename <b>__proto__</b>').click();
  await expect(lab.region.getByRole('textbox', { name: /^New name for/ })).toBeFocused();
  await page.keyboard.type('__proto__');
  await page.keyboard.press('Enter');
  await expect(lab.event).toHaveValue('__proto__');
  await lab.button('Delete __proto__').click();
  await expect(lab.region.getByRole('dialog')).toContainText('“__proto__” is deleted.');
  await page.keyboard.press('Escape');
  await lab.more('Undo: Event “__proto__” deleted');
  await expect(lab.event).toHaveValue('__proto__');
});

test('a gallery event that does not arrive is told in words, and comes on the second try', async ({
  page,
}) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  await lab.button('More events…').click();
  await expect(lab.button('SNS topic')).toBeVisible();
  await page.context().setOffline(true);
  await lab.button('SNS topic').click();
  await expect(lab.region.getByRole('dialog')).toContainText('SNS topic could not be loaded.');
  await page.context().setOffline(false);
  await lab.button('SNS topic').click();
  await expect(lab.event).toHaveValue('SNS topic');
});
