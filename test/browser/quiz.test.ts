import { questionOn } from './quiz-page.ts';
import { expect, type Locator, test } from './test.ts';

/** Where an item stands, from 0. */
const placeOf = async (items: Locator, name: RegExp) =>
  (await items.allInnerTexts()).findIndex((text) => name.test(text));

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

test.describe('a question with a text to write', () => {
  const ASK = /Which number stands at the question mark/;

  test('explains a tempting mistake, hints at anything else, and is right whatever the space around it', async ({
    page,
  }) => {
    const { field, button, verdict, answers } = questionOn(page, ASK);
    await expect(field).toHaveAccessibleDescription(/make no difference: .*spaces/);
    await field.fill('42 ms');
    await button('Answer').click();
    await expect(verdict).toContainText('Not that.');
    await expect(verdict).toContainText('This leaves Init out');
    await field.fill('7');
    await expect(verdict).toBeEmpty();
    await button('Answer').click();
    await expect(verdict).toContainText('Which of the two times');
    await button('Try again').click();
    await expect(field).toHaveValue('');
    await expect(field).toBeFocused();
    await field.fill(' 253MS ');
    await button('Answer').click();
    await expect(verdict).toContainText('Right.');
    await answers.locator('summary').click();
    await expect(answers).toContainText('Anything else');
  });

  test('is answered by the keyboard alone', async ({ page }) => {
    const { field, verdict } = questionOn(page, ASK);
    await field.focus();
    await page.keyboard.type('253');
    await page.keyboard.press('Enter');
    await expect(verdict).toContainText('Right.');
    await expect(field).toBeFocused();
  });
});

test.describe('a question of order', () => {
  const ASK = /Put in order what happens/;
  const RIGHT = [/makes an execution/, /Node\.js, starts/, /outside your handler/, /is called/, /is frozen/];

  test('explains the first item that comes too early, and is right in the right order', async ({ page }) => {
    const { items, button, verdict, answers } = questionOn(page, ASK);
    await button('Answer').click();
    await expect(verdict).toContainText('comes too early');
    await expect(verdict.getByRole('term')).toHaveCount(1);
    await expect(answers.locator('summary')).toHaveText('Show the answer');

    for (const [place, name] of RIGHT.entries())
      for (let from = await placeOf(items, name); from > place; from -= 1) {
        await items
          .filter({ hasText: name })
          .getByRole('button', { name: /^Move up/ })
          .click();
        await expect(verdict).toContainText(`: now ${from} of 5.`);
      }
    await expect(verdict).not.toContainText('comes too early');
    await button('Answer').click();
    await expect(verdict).toContainText('Right, in this order.');
    await expect(verdict.getByRole('term')).toHaveCount(5);
    await expect(answers).toBeHidden();
  });

  test('is answered by the keyboard alone: the focus stays with the item, and its place is announced', async ({
    page,
  }) => {
    const { items, button, verdict } = questionOn(page, ASK);
    for (const [place, name] of RIGHT.entries()) {
      const up = items.filter({ hasText: name }).getByRole('button', { name: /^Move up/ });
      await up.focus();
      for (let from = await placeOf(items, name); from > place; from -= 1) {
        await page.keyboard.press('Enter');
        await expect(verdict).toContainText(name);
        await expect(verdict).toContainText(`: now ${from} of 5.`);
        await expect(up).toBeFocused();
      }
    }
    await button('Answer').focus();
    await page.keyboard.press('Enter');
    await expect(verdict).toContainText('Right, in this order.');
  });

  test('leaves the first item where it is, says so, and starts again in the first order', async ({
    page,
  }) => {
    const { items, button, verdict } = questionOn(page, ASK);
    const before = await items.allInnerTexts();
    const up = items.first().getByRole('button', { name: /^Move up/ });
    await expect(up).toHaveAttribute('aria-disabled', 'true');
    await up.focus();
    await page.keyboard.press('Enter');
    await expect(verdict).toHaveText(/: stays 1 of 5\.$/);
    await expect(up).toBeFocused();
    await expect(items).toHaveText(before);

    await items
      .last()
      .getByRole('button', { name: /^Move up/ })
      .click();
    await button('Answer').click();
    await expect(verdict).toContainText('comes too early');
    await button('Try again').click();
    await expect(items).toHaveText(before);
    await expect(items.first().getByRole('button').first()).toBeFocused();
  });
});

test.describe('a prediction', () => {
  const ASK = /What does the third return/;
  const CAME_OUT = [
    '{ "name": "Ada" } returned {"call":1,"message":"Hello, Ada!"}',
    '{} failed with {"errorType":"Error","errorMessage":"Nobody to greet"}',
    '{ "name": "Grace" } returned {"call":3,"message":"Hello, Grace!"}',
  ];

  test('runs the function only after the answer, shows what came out of each event, and runs afresh each time', async ({
    page,
  }) => {
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    const { option, button, verdict, answers } = questionOn(page, ASK);
    const ran = verdict.getByRole('list', { name: 'What came out' }).getByRole('listitem');
    await option(/"call":2/).click();
    expect(urls.filter((url) => /quickjs|open\./.test(url))).toEqual([]);

    await button('Answer and run').click();
    await expect(ran).toHaveText(CAME_OUT);
    await expect(verdict).toContainText('Not this one.');
    await expect(verdict).toContainText('nothing takes it back');
    await expect(verdict).toContainText('All three events met the same environment');
    await expect(answers.locator('summary')).toHaveText('All explanations');

    await button('Try again').click();
    await option(/"call":3/).click();
    await button('Answer and run').click();
    await expect(verdict).toContainText('Right.');
    await expect(ran).toHaveText(CAME_OUT);
    await expect(verdict).not.toContainText('nothing takes it back');
  });

  test('is answered by the keyboard alone', async ({ page }) => {
    const { option, verdict } = questionOn(page, ASK);
    await option(/"call":1/).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(verdict).toContainText('Right.');
    await expect(verdict.getByRole('list', { name: 'What came out' })).toContainText('"call":3');
    await expect(option(/"call":3/)).toBeFocused();
  });

  test('does not show a late run beside another answer', async ({ page, context }) => {
    let arrive = () => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await context.route('**/quickjs*', async (route) => {
      await held;
      await route.continue();
    });
    const { option, button, verdict } = questionOn(page, ASK);
    await option(/"call":3/).click();
    await button('Answer and run').click();
    await expect(verdict).toHaveText('Running the function …');
    await option(/"call":1/).click();
    await expect(verdict).toBeEmpty();
    const frame = page.locator('iframe');
    await expect(frame).toHaveCount(0);
    arrive();
    await expect(frame).toHaveCount(1);
    await button('Answer and run').click();
    await expect(verdict).toContainText('Not this one.');
    await expect(verdict).not.toContainText('Right.');
  });

  test('is judged without a run when the simulator does not arrive', async ({ page, context }) => {
    await context.route('**/quickjs*', (route) => route.abort());
    const { option, button, verdict } = questionOn(page, ASK);
    await option(/"call":3/).click();
    await button('Answer and run').click();
    await expect(verdict).toContainText('Right.');
    await expect(verdict).toContainText('The simulator did not arrive');
  });
});
