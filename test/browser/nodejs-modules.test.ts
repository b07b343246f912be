import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, test } from './test.ts';

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

const SDK_HANDLER = `import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});
const Bucket = 'notes-of-mine';
await s3.send(new CreateBucketCommand({ Bucket }));

export const handler = async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'kept here' }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
  const none = await s3.send(new GetObjectCommand({ Bucket, Key: 'b' })).catch(({ name }) => name);
  return [await Body.transformToString(), none].join(' ');
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

test('the AWS SDK comes when code names it, and speaks to the account’s own S3', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  const fetched: string[] = [];
  page.on('request', (request) => void fetched.push(request.url()));
  const sdk = () => fetched.filter((url) => /nodejs-sdk/.test(url)).length;
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await expect(lab.output).toContainText('Hello!');
  expect(sdk()).toBe(0);
  await lab.write('index.mjs', SDK_HANDLER);
  await lab.run();
  await expect(lab.output).toContainText('kept here NoSuchKey');
  await lab.run();
  await expect(lab.output).toContainText('kept here NoSuchKey');
  expect(sdk()).toBe(1);
  expect(faults).toEqual([]);
});
