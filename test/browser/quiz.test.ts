import { expect, test } from '@playwright/test';
import { questionOn } from './quiz-page.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('/chapters/features/');
});

test.describe('a question with one right option', () => {
  const ASK = /How many environments are busy/;

  test('explains the wrong option that was clicked, lets try again, and then offers all explanations', async ({
    page,
  }) => {
    const { option, button, verdict, answers } = questionOn(page, ASK);
    await option('40').click();
    await button('Answer').click();
    await expect(verdict).toContainText('Not this one.');
    await expect(verdict).toContainText('if each event took a whole second');
    await expect(answers.locator('summary')).toHaveText('Show the answer');

    await button('Try again').click();
    await expect(verdict).toBeEmpty();
    await expect(option('40')).not.toBeChecked();
    await expect(option('1').first()).toBeFocused();
    await expect(answers).toBeHidden();

    await option('8').click();
    await button('Answer').click();
    await expect(verdict).toContainText('Right.');
    await expect(verdict).toContainText('40 events a second × 0.2 seconds');
    await answers.locator('summary').click();
    await expect(answers).toContainText('the ceiling of a default account');
  });

  test('is answered by the keyboard alone', async ({ page }) => {
    const { option, verdict } = questionOn(page, ASK);
    await option('1').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(option('8')).toBeChecked();
    await expect(verdict).toBeEmpty();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(verdict).toContainText('Right.');
  });

  test('takes its verdict back when another option is chosen', async ({ page }) => {
    const { option, button, verdict } = questionOn(page, ASK);
    await option('40').click();
    await button('Answer').click();
    await expect(verdict).toContainText('Not this one.');
    await option('8').click();
    await expect(verdict).toBeEmpty();
  });

  test('asks for an answer when none was chosen', async ({ page }) => {
    const { button, verdict } = questionOn(page, ASK);
    await button('Answer').click();
    await expect(verdict).toHaveText('Choose an answer first.');
    await expect(button('Try again')).toBeHidden();
  });

  test('says so when the part that judges does not arrive', async ({ page, context }) => {
    await context.route('**/form.*.js', (route) => route.abort());
    const { option, button, verdict } = questionOn(page, ASK);
    await option('8').click();
    await button('Answer').click();
    await expect(verdict).toContainText('Look at your connection');
  });
});

test.describe('a question with several right options', () => {
  const ASK = /charge compute time for/;

  test('counts what is wrong and missing, explains each choice by name, and is right with all', async ({
    page,
  }) => {
    const { option, button, verdict } = questionOn(page, ASK);
    await option(/cold start loads/).click();
    await option(/lies frozen/).click();
    await button('Answer').click();
    await expect(verdict).toContainText('Not yet: 1 of your choices is wrong, and 1 right one is missing.');
    await expect(verdict.getByRole('term')).toHaveCount(2);
    await expect(verdict).toContainText('a frozen environment costs nothing');
    await expect(verdict).not.toContainText('A failed call is billed');

    await option(/lies frozen/).click();
    await option(/ended in a timeout/).click();
    await button('Answer').click();
    await expect(verdict).toContainText('Right: these and no others.');
    await expect(verdict).toContainText('A failed call is billed');
  });

  test('is answered by the keyboard alone', async ({ page }) => {
    const { option, verdict } = questionOn(page, ASK);
    await option(/cold start loads/).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(verdict).toContainText('Right: these and no others.');
  });
});
