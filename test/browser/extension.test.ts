import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

const LEDGER = readFileSync('labs/extension/solution/layers/ledger/extensions/ledger', 'utf8');

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const)
  test(`an extension is seen in the timeline and in the Runtime API, to its end, ${colorScheme}, ${width} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/labs/extension/');
    const lab = labOn(page, 'An extension that says goodbye');
    await lab.awake();
    await lab.tab('Terminal').click();
    const command = lab.region.getByRole('textbox', { name: 'Command' });
    const ledger = Buffer.from(LEDGER).toString('base64');
    await command.fill(
      `echo ${ledger} | base64 -d > layers/ledger/extensions/ledger && chmod +x layers/ledger/extensions/ledger && bash scripts/commands.sh && echo published`,
    );
    await command.press('Enter');
    await expect(lab.region.getByRole('region', { name: 'Terminal output' })).toContainText(/\npublished/);
    await lab.run();
    await lab.more('New environment…');
    await page.getByRole('button', { name: 'Start cold next time' }).click();
    await expect(lab.region).toContainText('The environment is gone: the next invoke starts cold.');

    const faults = async () => (await new AxeBuilder({ page }).include('.wb-output').analyze()).violations;
    await lab.tab('Timeline').click();
    const picture = lab.output.getByRole('img', { name: /Run 1/ });
    await expect(picture).toContainText('ledger, extension');
    await expect(picture).toContainText(/shutdown \d+/);
    await expect(picture).toHaveAccessibleName(
      /init \d+ ms \(of it extension ledger .* ms\).*shut down: a new one was asked for, shutdown \d+/,
    );
    const moment = lab.output.getByRole('slider', { name: 'Moment' });
    await moment.press('Home');
    await expect(moment).toHaveAttribute('aria-valuetext', /init, extension/);
    await expect(lab.output).toContainText('The extension ledger works.');
    await moment.press('End');
    await expect(lab.output).toContainText('a SHUTDOWN event for the extensions');
    await lab.output.getByText('Show as table').click();
    await expect(lab.output.getByRole('row', { name: /– extension ledger/ }).first()).toBeVisible();
    await expect(lab.output.getByRole('row', { name: /^after 1 1 shutdown \d/ })).toBeVisible();
    expect(await faults()).toEqual([]);

    await lab.tab('Runtime API').click();
    const calls = lab.output.getByRole('list', { name: 'Calls to the Runtime API' }).getByRole('listitem');
    await expect(calls.first()).toContainText(/ledger: POST\s+\/extension\/register/);
    await expect(calls.last()).toContainText('To ledger: 200 OK: SHUTDOWN');
    // The scrubber stands at the end, and so does the replay.
    await expect(lab.output.getByRole('status')).toContainText('The extension ledger hears why');
    expect(await faults()).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
