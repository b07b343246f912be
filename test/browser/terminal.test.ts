import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

async function openTerminal(page: Page, slug = 'hello-event', title = 'Hello, event') {
  await page.goto(`/labs/${slug}/`);
  const lab = labOn(page, title);
  await lab.awake();
  await lab.tab('Terminal').click();
  const command = lab.region.getByRole('textbox', { name: 'Command' });
  await expect(command).toBeVisible();
  const screen = lab.region.getByRole('region', { name: 'Terminal output' });
  const entries = screen.locator('.wb-term-entry');
  return {
    ...lab,
    command,
    screen,
    /** The latest line and what it printed. */
    latest: entries.last(),
    /** Runs a line and waits for its end. */
    async type(line: string) {
      const before = await entries.count();
      await command.fill(line);
      await command.press('Enter');
      await expect(entries).toHaveCount(before + 1);
      await expect(lab.button('Run the command')).toBeVisible();
    },
  };
}

type OpenTerminal = Awaited<ReturnType<typeof openTerminal>>;

test('the terminal lists the function that Run uses, and what it invokes shows as a run', async ({
  page,
}) => {
  const lab = await openTerminal(page);
  await lab.type('aws lambda list-functions');
  await expect(lab.latest).toContainText('"FunctionName": "hello-event"');
  await lab.type('aws lambda invoke --function-name hello-event out.json');
  await expect(lab.latest).toContainText(/"StatusCode": ?200/);
  await lab.type('cat out.json');
  await expect(lab.latest).toContainText('Hello!');
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText('REPORT RequestId');
  await lab.tab('Timeline').click();
  await expect(lab.output).toContainText('Run 1');
  await lab.run();
  await expect(lab.output).toContainText('Run 2');
});

test('a script of node speaks to the account with the SDK, and Stop ends one that does not end', async ({
  page,
}) => {
  const lab = await openTerminal(page);
  const script = `import { InvokeCommand, LambdaClient, PublishVersionCommand } from '@aws-sdk/client-lambda';
const client = new LambdaClient({});
const FunctionName = 'hello-event';
const { Version } = await client.send(new PublishVersionCommand({ FunctionName }));
const { ExecutedVersion, Payload } = await client.send(new InvokeCommand({ FunctionName, Qualifier: Version }));
await new Promise((done) => setTimeout(done, 60_000));
console.log('version', ExecutedVersion, Buffer.from(Payload).toString());`;
  await lab.type(`mkdir tools; cat > tools/publish.mjs <<'END'\n${script}\nEND`);
  await lab.type('node tools/publish.mjs');
  await expect(lab.latest).toContainText(/version 1 .*Hello!/);
  await lab.command.fill('node -e "while (true) {}"');
  await lab.command.press('Enter');
  await lab.button('Stop').click();
  await expect(lab.button('Run the command')).toBeVisible();
  await lab.type('node -e "console.log(6 * 7)"');
  await expect(lab.latest).toContainText('42');
});

test('what is published by typing is a version of the function, and Run still runs what is in the editor', async ({
  page,
}) => {
  const lab = await openTerminal(page);
  await lab.type('aws lambda publish-version --function-name hello-event');
  await expect(lab.latest).toContainText('"Version": "1"');
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Hello!');
});

test('the keyboard completes, brings lines back, clears, and leaves', async ({ page }) => {
  const lab = await openTerminal(page);
  await lab.command.focus();
  await page.keyboard.press('Tab');
  await expect(lab.command).not.toBeFocused();
  await lab.command.focus();
  await page.keyboard.type('cat ind');
  await page.keyboard.press('Tab');
  await expect(lab.command).toHaveValue('cat index.mjs ');
  await expect(lab.command).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.latest).toContainText('export const handler');
  await expect(lab.button('Run the command')).toBeVisible();
  await page.keyboard.type('echo secon');
  await page.keyboard.press('ArrowUp');
  await expect(lab.command).toHaveValue('cat index.mjs ');
  await page.keyboard.press('ArrowDown');
  await expect(lab.command).toHaveValue('echo secon');
  await page.keyboard.type('d');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(lab.command).not.toBeFocused();
  await lab.command.focus();
  await page.keyboard.press('Control+l');
  await expect(lab.screen).toHaveCount(0);
  await page.keyboard.press('Control+c');
  await expect(lab.command).toHaveValue('');

  await page.reload();
  await lab.awake();
  await lab.tab('Terminal').click();
  await lab.command.press('ArrowUp');
  await expect(lab.command).toHaveValue('cat index.mjs ');
});

test('of several completions the terminal writes what they share and shows them', async ({ page }) => {
  const lab = await openTerminal(page);
  await lab.type('touch notes-one.txt notes-two.txt');
  await lab.command.fill('cat no');
  await lab.command.press('Tab');
  await expect(lab.command).toHaveValue('cat notes-');
  await expect(lab.region.locator('.wb-term-candidates')).toHaveText('notes-one.txt  notes-two.txt');
});

const STOPS = [
  ['the button', (lab: OpenTerminal) => lab.button('Stop').click()],
  ['Ctrl+C', (lab: OpenTerminal) => lab.command.press('Control+c')],
] as const;

for (const [how, stop] of STOPS)
  for (const line of ['while true; do :; done', 'while true; do sleep 1; done'])
    test(`“${line}” is stopped with ${how}`, async ({ page }) => {
      const lab = await openTerminal(page);
      await lab.command.fill(line);
      await lab.command.press('Enter');
      await expect(lab.button('Stop')).toBeVisible();
      await stop(lab);
      await expect(lab.latest).toContainText('exit code 130');
      await lab.type('ls');
      await expect(lab.latest).toContainText('index.mjs');
    });

test('a shell that hangs holds up neither Run nor the page; it is ended, and another begins with the files as they were', async ({
  page,
}) => {
  const lab = await openTerminal(page);
  await lab.type('echo kept > notes.txt; cd /tmp');
  await page
    .workers()
    .at(-1)!
    .evaluate(
      () =>
        void setTimeout(() => {
          for (;;);
        }),
    );
  await lab.command.fill('echo lost > notes.txt');
  await lab.command.press('Enter');
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('Hello!');
  await lab.tab('Terminal').click();
  await lab.button('Stop').click();
  await expect(lab.latest).toContainText('It was ended and began anew');
  await expect(lab.button('Run the command')).toBeFocused();
  await lab.type('pwd; cat notes.txt');
  await expect(lab.latest.locator('pre')).toHaveText('/home/user\nkept\n');
});

test('of much output the beginning and the end are shown, and how much is between', async ({ page }) => {
  const lab = await openTerminal(page);
  await lab.type('seq 1 20000');
  await expect(lab.latest).toContainText(/[\d,]+ characters not shown/);
  await expect(lab.latest.locator('pre').first()).toContainText('1\n2\n3');
  await expect(lab.latest.locator('pre').last()).toContainText('19999\n20000');
});

test('what a line prints is text, whatever it is', async ({ page }) => {
  const lab = await openTerminal(page);
  await lab.type(
    String.raw`printf '<img src=x onerror=alert(1)>\033[31mred\033[0m\033]0;title\a\u202egnp.exe'`,
  );
  await expect(lab.latest.locator('pre')).toHaveText('<img src=x onerror=alert(1)>redgnp.exe');
  await lab.type("echo unclosed 'quote");
  await expect(lab.latest).toContainText('exit code');
  await lab.type(':(){ :|:& };:');
  await lab.type('curl https://example.com');
  await expect(lab.latest).toContainText('no network');
  await lab.type('echo still here');
  await expect(lab.latest.locator('pre')).toHaveText('still here\n');
});

test('several pasted lines run as one script', async ({ page }) => {
  const lab = await openTerminal(page);
  await lab.type('for word in one two; do\n  echo "$word"\ndone\necho three');
  await expect(lab.latest.locator('pre')).toHaveText('one\ntwo\nthree\n');
});

test('code that a line writes appears in the editor as one step to undo, and what is written there reaches the next line', async ({
  page,
}) => {
  const lab = await openTerminal(page);
  await lab.type(`sed -i 's/Hello!/Servus!/' index.mjs; echo 'export const word = 1;' > words.mjs`);
  await expect(lab.tab('words.mjs')).toBeVisible();
  await expect(lab.code).toContainText('Servus!');
  await expect(lab.region).toContainText('2 files changed in the terminal.');
  await lab.button('Undo').click();
  await expect(lab.tab('words.mjs')).toHaveCount(0);
  await expect(lab.code).toContainText('Hello!');
  await lab.type('ls; cat index.mjs');
  await expect(lab.latest).toContainText('Hello!');
  await expect(lab.latest).not.toContainText('words.mjs');
  await lab.write('index.mjs', "export const handler = async () => 'from the editor';\n");
  await lab.type('cat index.mjs');
  await expect(lab.latest).toContainText('from the editor');
});

test('what is no code of the function stays in the terminal', async ({ page }) => {
  const lab = await openTerminal(page);
  await lab.type(
    'echo {} > out.json; mkdir nodejs; echo 1 > nodejs/layer.mjs; head -c 9 /dev/zero > index.bin',
  );
  await lab.type('find . -type f');
  await expect(lab.latest).toContainText('./nodejs/layer.mjs');
  await expect(lab.region.locator('.wb-code-head')).not.toContainText('out.json');
  await expect(lab.region.locator('.wb-code-head')).not.toContainText('layer.mjs');
  await expect(lab.region.locator('.wb-undo')).toHaveCount(0);
});

test('a read-only file is put back, and the terminal says so', async ({ page }) => {
  const lab = await openTerminal(page, 'mind-the-deadline', 'Mind the deadline');
  await lab.type('echo broken > resize.mjs');
  await expect(lab.latest).toContainText('resize.mjs is read-only and was put back.');
  await lab.type('rm resize.mjs');
  await expect(lab.latest).toContainText(
    'resize.mjs is read-only: the lab needs it as it is. It was put back.',
  );
  await lab.type('cat resize.mjs');
  await expect(lab.latest).not.toContainText('broken');
  await expect(lab.latest).toContainText('export');
});

test('the shell’s code is loaded when the terminal is opened, and not before', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  expect(urls.filter((url) => /terminal|bash-engine/i.test(url))).toEqual([]);
  await lab.tab('Terminal').click();
  await expect(lab.region.getByRole('textbox', { name: 'Command' })).toBeVisible();
  expect(urls.flatMap((url) => /terminal-worker|bash-engine/.exec(url) ?? []).sort()).toEqual([
    'bash-engine',
    'terminal-worker',
  ]);
});

test('a script cleans up in the account when somebody stops it, and the shell goes on', async ({ page }) => {
  const lab = await openTerminal(page);
  const script = `trap 'aws lambda delete-alias --function-name hello-event --name live && echo cleaned' EXIT
aws lambda create-alias --function-name hello-event --name live --function-version '$LATEST' > alias.json
echo waits
sleep 1000`;
  await lab.type(`KEPT=yes; cat > run.sh <<'END'\n${script}\nEND`);
  await lab.command.fill('bash run.sh');
  await lab.command.press('Enter');
  await expect(lab.latest).toContainText('waits');
  await lab.button('Stop').click();
  await expect(lab.button('Run the command')).toBeVisible();
  await expect(lab.latest).toContainText('cleaned');
  await lab.type('echo "$KEPT" && printf hello | sha256sum');
  await expect(lab.latest).toContainText('yes');
  await expect(lab.latest).toContainText('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390, 320])
    test(`the terminal is accessible and fits, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 844 });
      const lab = await openTerminal(page);
      const faults = async () => {
        const { violations } = await new AxeBuilder({ page })
          .include('.wb-output')
          .options({ iframes: false })
          .analyze();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      };
      expect(await faults()).toEqual([]);
      await lab.button('aws lambda list-functions').click();
      await expect(lab.command).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(lab.latest).toContainText('hello-event');
      await expect(lab.button('Run the command')).toBeVisible();
      await lab.type('no-such-command');
      await expect(lab.latest).toContainText('exit code 127');
      await lab.type(`echo ${'long'.repeat(200)}`);
      await lab.command.fill('e');
      await lab.command.press('Tab');
      await expect(lab.region.locator('.wb-term-candidates')).toContainText('echo');
      expect(await faults()).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      await expect(lab.command).toBeInViewport();
    });
