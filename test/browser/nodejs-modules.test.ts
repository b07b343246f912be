import { expect, test } from '@playwright/test';
import { labOn } from './lab-page.ts';

const HANDLER = `import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

export const handler = async () => {
  fs.appendFileSync('/tmp/visits', 'x');
  const visits = fs.readFileSync('/tmp/visits', 'utf8').length;
  const sum = createHash('sha256').update(Buffer.from('abc')).digest('hex').slice(0, 8);
  const zipped = gunzipSync(gzipSync('zipped')).toString();
  const { hostname } = new URL('https://example.com/a?b=c');
  try {
    fs.writeFileSync('/var/task/index.mjs', '');
  } catch (error) {
    return [visits, sum, zipped, hostname, error.code, randomUUID().length].join(' ');
  }
};
`;

test('a handler uses files, hashes, zip and URLs, and /tmp is kept until the environment goes', async ({
  page,
}) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', HANDLER);
  await lab.run();
  await expect(lab.output).toContainText('1 ba7816bf zipped example.com EROFS 36');
  await lab.run();
  await expect(lab.output).toContainText('2 ba7816bf zipped example.com EROFS 36');
});

test('what is missing says so by name', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.write('index.mjs', "import 'node:child_process';\nexport const handler = async () => 1;\n");
  await lab.run();
  await expect(lab.output).toContainText(
    "The module 'node:child_process' is not available in this simulator",
  );
});
