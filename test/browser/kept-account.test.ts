import { deflateRawSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { keptAccounts } from './kept-accounts.ts';
import { labOn } from './lab-page.ts';
import { expect, type Page, test } from './test.ts';

// The plain editor of small screens: these tests are not about the other one.
test.use({ viewport: { width: 390, height: 844 } });

const LAB = '/labs/hello-event/';

/** Counts in the account's S3 how often it ran there, and in memory how often since its environment is there. */
const COUNTS = `import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
const Bucket = 'count';
let here = 0;
export const handler = async () => {
  here += 1;
  await s3.send(new CreateBucketCommand({ Bucket }));
  const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'run-' + (KeyCount + 1), Body: 'x' }));
  return 'run ' + (KeyCount + 1) + ' of the account, ' + here + ' of the environment, minute ' + Math.floor(Date.now() / 60_000);
};
`;

async function open(page: Page, url = LAB) {
  await page.goto(url);
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  return lab;
}
type Lab = Awaited<ReturnType<typeof open>>;

/** Runs, and waits for what comes back: which run of the account it is, and which of its environment. */
async function count(page: Page, lab: Lab, ofAccount: number, ofEnvironment: number) {
  await lab.run();
  await expect(lab.output).toContainText(
    `run ${ofAccount} of the account, ${ofEnvironment} of the environment`,
  );
  const [, minute] = /minute (\d+)/.exec((await lab.output.textContent()) ?? '') ?? [];
  return {
    minute: Number(minute),
    kept: () => expect.poll(() => keptAccounts(page)).toContain(`"run-${ofAccount}"`),
  };
}

test('a lab’s account survives a reload: what is in it, and its time; the first run after it is cold', async ({
  page,
}) => {
  const lab = await open(page);
  await lab.write('index.mjs', COUNTS);
  await count(page, lab, 1, 1);
  await (await count(page, lab, 2, 2)).kept();
  await lab.more('Advance time…');
  await lab.region.getByRole('radio', { name: '1 h', exact: true }).check();
  await lab.button('Let it pass').click();
  await expect(lab.region).toContainText('1 hour passed');
  const later = await count(page, lab, 3, 1);
  await later.kept();
  expect(later.minute).toBeGreaterThan(Date.now() / 60_000 + 50);
  await page.reload();
  expect((await count(page, lab, 4, 1)).minute - later.minute).toBeLessThan(2);
});

test('a second tab has a copy of the account, which is not kept; taking over goes on with the one that is', async ({
  page,
  context,
}) => {
  const lab = await open(page);
  await lab.write('index.mjs', COUNTS);
  await (await count(page, lab, 1, 1)).kept();
  const second = await context.newPage();
  const other = await open(second);
  const note = second.getByRole('note', { name: 'Open in another tab' });
  await expect(note).toContainText('The account here is a copy that is not kept.');
  await count(second, other, 2, 1);
  await count(second, other, 3, 2);
  await (await count(page, lab, 2, 2)).kept();
  expect(await keptAccounts(page)).not.toContain('"run-3"');
  await note.getByRole('button', { name: 'Take over here' }).click();
  await expect(note).toHaveCount(0);
  await (await count(second, other, 3, 1)).kept();
});

test('the account can be emptied, and that can be undone, across reloads', async ({ page }) => {
  const lab = await open(page);
  await lab.write('index.mjs', COUNTS);
  await (await count(page, lab, 1, 1)).kept();
  await lab.more('Empty the account…');
  await expect(lab.region.getByRole('dialog', { name: 'Start over with an empty account?' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('.wb-dialog').analyze();
  expect(violations).toEqual([]);
  await lab.button('Yes, empty it').click();
  await expect(lab.region).toContainText('The account is empty');
  await expect(lab.button('More')).toBeFocused();
  await lab.button('More').click();
  await expect(lab.button('Undo: Account emptied')).toBeVisible();
  const menu = await lab.region.locator('.wb-menu').boundingBox();
  const button = await lab.button('More').boundingBox();
  expect(menu!.y + menu!.height).toBeLessThanOrEqual(button!.y);
  await page.keyboard.press('Escape');
  await count(page, lab, 1, 1);
  await (await count(page, lab, 2, 2)).kept();
  await page.reload();
  await lab.more('Undo: Account emptied');
  await expect(lab.region).toContainText('The earlier account is back.');
  await (await count(page, lab, 2, 1)).kept();
  await page.reload();
  await (await count(page, lab, 3, 1)).kept();
  await lab.more('Undo: Undone: Account emptied');
  await count(page, lab, 3, 1);
});

test('a frame that is gone leaves the account as it was after the last change', async ({ page }) => {
  const lab = await open(page);
  await lab.write('index.mjs', COUNTS);
  await (await count(page, lab, 1, 1)).kept();
  await page.locator('iframe').evaluate((frame) => {
    (frame as HTMLIFrameElement).srcdoc = 'elsewhere';
  });
  await expect(page.locator('iframe')).toHaveCount(0);
  await count(page, lab, 2, 1);
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText('Init Duration');
});

test('somebody else’s code runs in an account of its own, which is not kept', async ({ page }) => {
  const lab = await open(page);
  await lab.write('index.mjs', COUNTS);
  await (await count(page, lab, 1, 1)).kept();
  const before = await keptAccounts(page);
  const event = { name: 'shared', text: '{}' };
  const shared = { lab: 'hello-event', files: [{ path: 'index.mjs', text: COUNTS }], event };
  await page.goto(`${LAB}#share=1.${deflateRawSync(JSON.stringify(shared)).toString('base64url')}`);
  await page.reload();
  await expect(page.getByRole('note', { name: 'Shared copy' })).toBeVisible();
  await count(page, lab, 1, 1);
  await count(page, lab, 2, 2);
  expect(await keptAccounts(page)).toBe(before);
  await lab.button('Back to my work').click();
  await count(page, lab, 2, 1);
});

/** Puts a record in place of the lab's account, from a page of the site that has no lab. */
async function store(page: Page, record: unknown) {
  await page.goto('/404.html');
  await page.evaluate(
    (value) =>
      new Promise<void>((done) => {
        const opening = indexedDB.open('lambda-workbook-accounts');
        opening.onupgradeneeded = () => opening.result.createObjectStore('accounts');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('accounts', 'readwrite');
          const saved = value && { ...value, saved: { state: { hello: 1 }, blobs: new Map() } };
          transaction.objectStore('accounts').put(saved, 'hello-event');
          transaction.oncomplete = () => done();
        };
      }),
    record as object,
  );
}

for (const [what, record, words] of [
  ['no account', { version: 0 }, 'could not be read, so it starts with an empty one'],
  ['an account that cannot be loaded', { version: 1, revision: 1 }, 'could not be read'],
  ['an account of a newer version', { version: 2 }, 'saved by a newer version of this page'],
] as const)
  test(`${what} in storage: the lab says so, and works`, async ({ page }) => {
    await store(page, record);
    const lab = await open(page);
    await lab.write('index.mjs', COUNTS);
    const { kept } = await count(page, lab, 1, 1);
    await expect(lab.region).toContainText(words);
    if (record.version === 2) expect(await keptAccounts(page)).not.toContain('run-1');
    else await kept();
    expect(await keptAccounts(page)).toContain('"hello":1');
  });

test('where nothing can be kept, the account lives in memory, and can be emptied and brought back there', async ({
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  const lab = await open(page);
  await expect(lab.region).toContainText('does not let the page save');
  await lab.write('index.mjs', COUNTS);
  await count(page, lab, 1, 1);
  await lab.more('Empty the account…');
  await lab.button('Yes, empty it').click();
  await count(page, lab, 1, 1);
  await count(page, lab, 2, 2);
  await lab.more('Undo: Account emptied');
  await expect(lab.region).toContainText('The earlier account is back.');
  await count(page, lab, 2, 1);
});
