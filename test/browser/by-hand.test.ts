import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

/** The Runtime API panel of a lab, in which the reader is the runtime. */
async function byHand(page: Page, path = '/labs/hello-event/', title = 'Hello, event') {
  await page.goto(path);
  const lab = labOn(page, title);
  await lab.awake();
  await lab.tab('Runtime API').click();
  const button = lab.output.getByRole('button', { name: 'Be the runtime' });
  await button.click();
  const send = lab.output.getByRole('button', { name: 'Send' });
  await expect(send).toBeFocused();
  return {
    lab,
    button,
    send,
    form: lab.output.getByRole('form', { name: 'A call by hand' }),
    told: lab.output.getByRole('status'),
    calls: lab.output.getByRole('list', { name: 'Calls to the Runtime API' }).getByRole('listitem'),
  };
}

for (const [width, colorScheme] of [
  [1440, 'dark'],
  [390, 'light'],
] as const)
  test(`an invocation is served by hand, with the keyboard alone, ${colorScheme}, ${width} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const { lab, button, form, told, calls } = await byHand(page);
    await expect(form).toContainText('State: Started');
    await page.keyboard.press('Enter');
    await expect(told).toContainText('An event is here');
    await expect(form).toContainText('State: Running');
    await expect(calls.last()).toContainText('"name": "Ada"');
    await expect(form.getByRole('textbox', { name: 'Path' })).toHaveValue(
      /\/invocation\/[0-9a-f-]{36}\/response$/,
    );

    await page.keyboard.press('Shift+Tab');
    await expect(form.getByRole('textbox', { name: 'Body' })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('{"message": "Typed by hand"}');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(form).toContainText('State: RuntimeResponseSentState');
    await expect(calls).toHaveCount(3);
    const { violations } = await new AxeBuilder({ page }).include('.wb-output').analyze();
    expect(violations).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);

    await page.keyboard.press('Enter');
    await expect(button).toBeFocused();
    await expect(form).toHaveCount(0);
    await expect(calls).toHaveCount(4);
    await lab.tab('Result').click();
    await expect(lab.output).toContainText('Typed by hand');
    await lab.tab('Logs').click();
    await expect(lab.output).toContainText('REPORT');
    await lab.run();
    await lab.tab('Result').click();
    await expect(lab.output).toContainText('Hello!');
  });

test('a mistake is refused with a reason, and what was written stays', async ({ page }) => {
  const { lab, send, form, told, calls } = await byHand(page);
  await form.getByRole('button', { name: 'Fill in: response' }).click();
  await send.click();
  await expect(told).toContainText('The id in the path is not that of the event that the runtime has now.');
  await expect(calls.last()).toContainText('400 Bad Request, refused');
  await expect(form.getByRole('textbox', { name: 'Path' })).toHaveValue(/the-request-id\/response$/);
  await form.getByRole('button', { name: 'Fill in: next' }).click();
  await send.click();
  await expect(form).toContainText('State: Running');
  await form.getByRole('button', { name: 'Fill in: error', exact: true }).click();
  await send.click();
  await expect(form).toContainText('State: RuntimeResponseSentState');
  await form.getByRole('button', { name: 'Fill in: response' }).click();
  await send.click();
  await expect(told).toContainText('In the state RuntimeResponseSentState this is not allowed');
  await form.getByRole('button', { name: 'Fill in: next' }).click();
  await send.click();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Function.ByHand');
});

test('who thinks for an hour finds the event where it was', async ({ page }) => {
  await page.clock.install();
  const { lab, send, form } = await byHand(page);
  await send.click();
  await expect(form).toContainText('State: Running');
  await page.clock.fastForward('01:00:00');
  await form.getByRole('textbox', { name: 'Body' }).fill('"at last"');
  await send.click();
  await expect(form).toContainText('State: RuntimeResponseSentState');
  await send.click();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('at last');
});

test('who lets it time out sees what the caller gets', async ({ page }) => {
  const { lab, send, form, button } = await byHand(page);
  await send.click();
  await expect(form).toContainText('State: Running');
  await form.getByRole('button', { name: 'Let it time out' }).click();
  await expect(button).toBeFocused();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Task timed out after 3.00 seconds');
});

test('who stops has the function’s own runtime back', async ({ page }) => {
  const { lab, form, button } = await byHand(page);
  await form.getByRole('button', { name: 'Stop' }).click();
  await expect(button).toBeFocused();
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Hello!');
});
