import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { collectFaults } from './faults.ts';
import { questionOn } from './quiz-page.ts';
import { SITES } from './sites.ts';

/** Answers one question of each kind: every second of them wrong. */
async function answerEachKind(page: Page) {
  const single = questionOn(page, /How many environments are busy/);
  await single.option('40').click();
  await single.button('Answer').click();
  await expect(single.verdict).toContainText('Not this one.');

  const multiple = questionOn(page, /charge compute time for/);
  await multiple.option(/cold start loads/).click();
  await multiple.option(/ended in a timeout/).click();
  await multiple.button('Answer').click();
  await expect(multiple.verdict).toContainText('Right');
  await multiple.answers.locator('summary').click();

  const order = questionOn(page, /Put in order what happens/);
  await order.button('Answer').click();
  await expect(order.verdict).toContainText('too early');

  const text = questionOn(page, /Which number stands/);
  await text.field.fill('253');
  await text.button('Answer').click();
  await expect(text.verdict).toContainText('Right');

  const predict = questionOn(page, /What does the third return/);
  await predict.option(/"call":1/).click();
  await predict.button('Answer and run').click();
  await expect(predict.verdict.getByRole('list')).toContainText('"call":3');
}

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 320],
] as const)
  test(`a quiz with each kind answered is accessible and fits, ${colorScheme}, ${width} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const faults = await collectFaults(page, new URL(SITES.root.url).origin);
    await page.goto('/chapters/features/');
    await answerEachKind(page);
    const { violations } = await new AxeBuilder({ page }).include('.quiz').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(faults).toEqual([]);
  });

test('a printed quiz shows the questions, and neither buttons nor answers', async ({ page }) => {
  await page.goto('/chapters/features/');
  await answerEachKind(page);
  await page.emulateMedia({ media: 'print' });
  const quiz = page.locator('.quiz');
  for (const question of await quiz.getByRole('group').all()) await expect(question).toBeVisible();
  await expect(quiz.getByRole('button').and(quiz.locator(':visible'))).toHaveCount(0);
  await expect(quiz.getByRole('status').and(quiz.locator(':visible'))).toHaveCount(0);
  await expect(quiz.locator('details:visible')).toHaveCount(0);
});
