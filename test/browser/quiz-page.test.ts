import { AxeBuilder } from '@axe-core/playwright';
import { collectFaults } from './faults.ts';
import { questionOn } from './quiz-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

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

test('the answers of an earlier visit are there again with their verdicts, until the reader tries again', async ({
  page,
}) => {
  await page.goto('/chapters/features/');
  await answerEachKind(page);
  const order = questionOn(page, /Put in order what happens/);
  const items = await order.items.allInnerTexts();
  await order.items
    .last()
    .getByRole('button', { name: /^Move up/ })
    .click();
  await order.button('Answer').click();
  await expect(order.verdict).toContainText('too early');
  const moved = [...items.slice(0, 3), items[4]!, items[3]!];

  await page.reload();
  const single = questionOn(page, /How many environments are busy/);
  await expect(single.option('40')).toBeChecked();
  await expect(single.verdict).toContainText('Not this one.');
  const multiple = questionOn(page, /charge compute time for/);
  await expect(multiple.option(/ended in a timeout/)).toBeChecked();
  await expect(multiple.verdict).toContainText('Right');
  await expect(order.items).toHaveText(moved);
  await expect(order.verdict).toContainText('too early');
  const text = questionOn(page, /Which number stands/);
  await expect(text.field).toHaveValue('253');
  await expect(text.verdict).toContainText('Right.');
  const predict = questionOn(page, /What does the third return/);
  await expect(predict.option(/"call":1/)).toBeChecked();
  await expect(predict.verdict).toContainText('Not this one.');

  await single.button('Try again').click();
  await expect(single.verdict).toBeEmpty();
  await page.reload();
  await expect(text.verdict).toContainText('Right.');
  await expect(single.option('40')).not.toBeChecked();
  await expect(single.verdict).toBeEmpty();
});

test('a quiz can be answered where the browser stores nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await page.goto('/chapters/features/');
  const { option, button, verdict } = questionOn(page, /How many environments are busy/);
  await option('8').click();
  await button('Answer').click();
  await expect(verdict).toContainText('Right.');
});
