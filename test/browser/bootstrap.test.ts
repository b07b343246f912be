import { readFileSync } from 'node:fs';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

const SOLUTION = readFileSync('labs/bootstrap/solution/bootstrap', 'utf8');

const openLab = async (page: Page) => {
  await page.goto('/labs/bootstrap/');
  const lab = labOn(page, 'A runtime in bash');
  await lab.awake();
  return lab;
};

test('a bootstrap that is typed key by key serves ten events from one environment', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lab = await openLab(page);
  await lab.run();
  await expect(lab.output).toContainText('Runtime exited without providing a reason');
  await lab.tab('Runtime API').click();
  await expect(lab.output).toContainText('In this run nothing called the Runtime API');

  await lab.editor('bootstrap').click();
  const editor = lab.region.locator('.wb-plain-frame:not([hidden]) textarea');
  await expect(editor).toBeFocused();
  await editor.fill('');
  await editor.pressSequentially(SOLUTION);
  await expect(editor).toHaveValue(SOLUTION);
  await lab.more('Invoke ten times…');
  await lab.button('One after another').click();
  await expect(lab.region).toContainText('10 invokes one after another: all returned. 1 cold, 9 warm.');
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Ada');
  await lab.tab('Runtime API').click();
  await expect(lab.output).toContainText('/invocation/next');
});

test('a bootstrap is coloured as a script, here and in the editor, and a run is what tells of its mistakes', async ({
  page,
}) => {
  const lab = await openLab(page);
  await lab.editor('bootstrap').click();
  await expect(lab.region.locator('.wb-monaco[data-open=true]')).toBeVisible();
  await expect(lab.region.locator('.wb-monaco .view-line', { hasText: '#!/bin/bash' })).toBeVisible();
  await expect(lab.region.locator('.wb-bar')).toContainText('A run tells what is wrong with a shell script.');
  await expect(lab.button('Format')).toHaveCount(0);
});

test('without its permission a bootstrap is not started, until the files are deployed again', async ({
  page,
}) => {
  const lab = await openLab(page);
  await lab.write('bootstrap', SOLUTION);
  await lab.run();
  await expect(lab.output).toContainText('Ada');
  await lab.tab('Terminal').click();
  const command = lab.region.getByRole('textbox', { name: 'Command' });
  await expect(command).toBeVisible();
  const type = async (line: string) => {
    await command.fill(line);
    await command.press('Enter');
    await expect(lab.button('Run the command')).toBeVisible();
  };
  await type('chmod -x bootstrap && zip function.zip bootstrap function.sh');
  await type('aws lambda update-function-code --function-name bootstrap --zip-file fileb://function.zip');
  await type('aws lambda invoke --function-name bootstrap /tmp/answer.json; cat /tmp/answer.json');
  await expect(lab.region.locator('.wb-term-entry').last()).toContainText('permission denied');
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Ada');
});
