import { expect, type Locator, type Page } from '@playwright/test';

/** A lab on a page, found by its title and used through its accessible names. */
export function labOn(page: Page, title: string) {
  const region = page.getByRole('region', { name: title, exact: true });
  const button = (name: string) => region.getByRole('button', { name, exact: true });
  const tab = (name: string) => region.getByRole('tab', { name });
  const output = region.locator('.wb-output').getByRole('tabpanel');
  return {
    region,
    button,
    tab,
    output,
    /** The code as it is shown, whichever editor shows it. */
    code: region.locator('.wb-code-body'),
    event: region.getByRole('combobox', { name: 'Event' }),
    editor: (file: string) => region.getByRole('textbox', { name: file, exact: true }),
    /** A lab comes alive when it comes into view. */
    async awake() {
      await button('Run').scrollIntoViewIfNeeded();
      await expect(button('Run')).toBeEnabled();
    },
    /** Chooses from the menu of what is seldom done. */
    async more(item: string) {
      await this.awake();
      await button('More').click();
      await region.getByRole('button', { name: item }).click();
    },
    async run() {
      await this.awake();
      await button('Run').click();
      await expect(region.locator('.wb-output')).toHaveAttribute('data-busy', 'false');
    },
    async write(file: string, code: string) {
      await this.awake();
      await writeCode(page, region, file, code);
    },
  };
}

/** Puts `code` into the editor in place of what is there, in Monaco as well as in the plain editor. */
async function writeCode(page: Page, region: Locator, file: string, code: string) {
  const plain = region.locator('.wb-plain-frame:not([hidden]) textarea');
  const monaco = region.locator('.wb-monaco[data-open=true]');
  await expect(region.locator('.wb-hint')).not.toHaveAttribute('data-mode', 'loading');
  const open = (await monaco.count()) > 0;
  await (open
    ? monaco.locator('.view-lines')
    : region.getByRole('textbox', { name: file, exact: true })
  ).click();
  await expect(plain.or(monaco).first()).toBeVisible();
  if ((await monaco.count()) === 0) return plain.first().fill(code);
  await expect(region.getByRole('textbox', { name: file, exact: true })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, code);
}
