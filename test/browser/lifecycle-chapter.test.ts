import { expect, test } from '@playwright/test';
import { questionOn } from './quiz-page.ts';

const CHAPTER = '/chapters/lifecycle/';

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the life of an environment is drawn to scale, told in words, and there in figures', async ({
    page,
  }) => {
    await page.goto(CHAPTER);
    const life = page.getByRole('figure').filter({ hasText: 'Two runs of one function' });
    const picture = life.getByRole('img', { name: /^Run 1: init .* invoke .* shut down/ });
    await expect(picture).toBeVisible();
    await life.getByText('Show as table').click();
    await expect(life.getByRole('row', { name: /runtime init/ })).toBeVisible();
    await expect(life.getByRole('row', { name: /shut down/ })).toBeVisible();
  });
});

test('a question about a life is answered by running it', async ({ page }) => {
  await page.goto(CHAPTER);
  const question = questionOn(page, /^Three events, one after the other/);
  await question.option('31').click();
  await question.button('Answer and run').click();
  await expect(question.verdict).toContainText('Right.');
});
