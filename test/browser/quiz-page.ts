import type { Page } from '@playwright/test';

/** A question of the quiz of a chapter, by the words of its question, as a reader finds it. */
export function questionOn(page: Page, ask: string | RegExp) {
  const group = page.getByRole('group', { name: ask });
  const form = page.locator('.quiz form').filter({ has: group });
  return {
    form,
    option: (name: string | RegExp) =>
      form.getByRole('radio', { name }).or(form.getByRole('checkbox', { name })),
    items: form.getByRole('listitem'),
    field: form.getByRole('textbox'),
    button: (name: string | RegExp) => form.getByRole('button', { name }),
    verdict: form.getByRole('status'),
    answers: form.locator('details'),
  };
}
