import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AxeBuilder } from '@axe-core/playwright';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

/** The endpoint that `workbook.config.ts` names. */
const ENDPOINT = 'http://127.0.0.1:9000';
const KEY = { id: 'ASIAOFTHELEARNER', secret: 'SecretOfTheLearner/+123', token: 'TokenOfTheLearner/+456==' };
const PASTED = `export AWS_ACCESS_KEY_ID="${KEY.id}"
export AWS_SECRET_ACCESS_KEY="${KEY.secret}"
export AWS_SESSION_TOKEN="${KEY.token}"`;
const ROLE = 'arn:aws:iam::111122223333:role/workbook-lab';

const SOLUTION = `export const handler = async (event) => {
  console.log('received', event);
  return { message: \`Hello, \${event.name ?? 'stranger'}!\` };
};
`;

let cloud: ChildProcess;

test.describe.configure({ mode: 'default' });

test.beforeEach(async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { origin } = new URL(SITES.root.url);
  cloud = spawn(
    process.execPath,
    ['scripts/run.mjs', 'cloud', '--port', '9000', '--instant', '--origin', origin],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise<void>((resolve, reject) => {
    cloud.stdout?.on('data', (chunk) => String(chunk).includes(ENDPOINT) && resolve());
    cloud.once('exit', (code) => reject(new Error(`npm run cloud ended with ${code}: is port 9000 free?`)));
  });
});

async function endCloud() {
  if (cloud.exitCode !== null || cloud.signalCode !== null) return;
  const ended = once(cloud, 'exit');
  cloud.kill();
  await ended;
}

test.afterEach(endCloud);

const there = () =>
  new LambdaClient({
    region: 'us-east-1',
    endpoint: ENDPOINT,
    credentials: { accessKeyId: 'A', secretAccessKey: 'B' },
  }).send(new GetFunctionCommand({ FunctionName: 'hello-event' }));

async function connect(page: Page) {
  const lab = labOn(page, 'Hello, event');
  await lab.more('In your own account…');
  const dialog = page.getByRole('dialog', { name: 'In your own account' });
  await dialog.getByLabel('Where').selectOption({ label: 'This computer (npm run cloud)' });
  await dialog.getByLabel('Short-lived credentials').fill(PASTED);
  await dialog.getByLabel('Execution role').fill(ROLE);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(lab.region.getByRole('note', { name: 'Your own account' })).toBeVisible();
  return lab;
}

/** Keeps, as text, all that the page hands to workers and frames. */
const recordMessages = (page: Page) =>
  page.addInitScript(() => {
    const messages: string[] = [];
    Object.assign(window, { messages });
    const asText = (value: unknown) =>
      JSON.stringify(value, (_, part) => {
        if (part instanceof ArrayBuffer) return new TextDecoder('latin1').decode(part.slice(0, 100_000));
        return ArrayBuffer.isView(part) ? new TextDecoder('latin1').decode(part) : part;
      });
    for (const { prototype } of [MessagePort, Worker, BroadcastChannel]) {
      const post = prototype.postMessage as (...rest: unknown[]) => void;
      prototype.postMessage = function (this: unknown, ...rest: unknown[]) {
        messages.push(asText(rest[0]) ?? '');
        return post.apply(this, rest);
      };
    }
    const frames = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
      get() {
        const inside = frames?.get?.call(this);
        return {
          postMessage(...rest: [unknown, string, Transferable[]]) {
            messages.push(asText(rest[0]) ?? '');
            inside.postMessage(...rest);
          },
        };
      },
    });
  });

/** All that the page stores or shows, and what it told frames and workers, as one text. */
async function everythingKept(page: Page): Promise<string> {
  const inPage = await page.evaluate(async () => {
    const stores: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          reading.onsuccess = resolve;
        });
        stores.push(store, reading.result);
      }
      database.close();
    }
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      stores,
      location.href,
      history.state,
      document.cookie,
      document.title,
      document.documentElement.outerHTML,
      (window as unknown as { messages: string[] }).messages,
    ]);
  });
  const frames = await Promise.all(page.frames().map((frame) => frame.content()));
  return [inPage, ...frames].join('\n');
}

test('a lab deploys to an account over HTTP, runs there, passes its checks and cleans up after itself', async ({
  page,
}) => {
  await page.goto('/labs/hello-event/');
  const lab = await connect(page);
  await expect(lab.region.getByText('Your account, This computer')).toBeVisible();
  await lab.run();
  await expect(lab.output).toContainText('Hello!');
  expect((await there()).Tags).toEqual({ 'lambda-workbook': 'hello-event' });
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText(/REPORT RequestId/);
  await expect(lab.tab('Timeline')).toHaveCount(0);

  await lab.button('Check').click();
  await expect(lab.region.getByText('1 of 3 checks pass', { exact: true })).toBeVisible();
  await lab.write('index.mjs', SOLUTION);
  await lab.button('Check').click();
  await expect(lab.region.getByText('3 of 3 checks pass', { exact: true })).toBeVisible();

  await lab.button('Clean up and leave').click();
  await expect(lab.region.getByText('What the lab made in your account is deleted.').first()).toBeVisible();
  await expect(there()).rejects.toThrow(/Function not found/);
  await expect(lab.tab('Timeline')).toBeVisible();
  await lab.run();
  await expect(lab.output).toContainText('Hello, Ada!');
});

test('credentials are in no storage, URL, log, worker or frame, and the secret in no request', async ({
  page,
}) => {
  const said: string[] = [];
  const sent: { url: string; text: string }[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) =>
    sent.push({
      url: request.url(),
      text: JSON.stringify(request.headers()) + (request.postDataBuffer()?.toString('latin1') ?? ''),
    }),
  );
  await recordMessages(page);
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await connect(page);
  await lab.run();
  await lab.button('Check').click();
  await expect(lab.region.getByText('1 of 3 checks pass', { exact: true })).toBeVisible();

  const kept = await everythingKept(page);
  // What the simulator was told is in it, so what it is told would be found.
  expect(kept).toContain('AKIDSIMULATOR');
  for (const part of [KEY.secret, KEY.token, KEY.id]) {
    expect(kept.includes(part), `${part} is kept`).toBe(false);
    expect(said.join('\n')).not.toContain(part);
    expect(sent.filter(({ url }) => url.includes(part))).toEqual([]);
  }
  expect(sent.filter(({ text }) => text.includes(KEY.secret))).toEqual([]);
  const withKey = sent.filter(({ text }) => text.includes(KEY.id) || text.includes(KEY.token));
  expect(withKey.length).toBeGreaterThan(0);
  expect(new Set(withKey.map(({ url }) => new URL(url).origin))).toEqual(new Set([ENDPOINT]));

  await page.reload();
  await lab.awake();
  await expect(lab.region.getByRole('note', { name: 'Your own account' })).toHaveCount(0);
  await expect(lab.region.getByText('Simulator', { exact: true })).toBeVisible();
});

test('the dialog says what is amiss, and by keyboard leads to the account and back', async ({ page }) => {
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.more('In your own account…');
  const dialog = page.getByRole('dialog', { name: 'In your own account' });
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(dialog.getByRole('alert')).toContainText('No access key with its secret');
  await dialog.getByLabel('Short-lived credentials').fill(PASTED);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The execution role is an ARN');
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await dialog.getByLabel('Execution role').fill(ROLE);
  await dialog.getByLabel('Where').selectOption({ label: 'This computer (npm run cloud)' });
  await dialog.getByLabel('Execution role').press('Enter');
  await expect(lab.region.getByRole('note', { name: 'Your own account' })).toBeVisible();
  expect((await new AxeBuilder({ page }).include('.wb').analyze()).violations).toEqual([]);
  await lab.button('Leave it as it is').press('Enter');
  await expect(lab.region.getByText('Simulator', { exact: true })).toBeVisible();
  await expect(lab.button('Run')).toBeFocused();
});

test('an account that does not answer is told so, with what to look at', async ({ page }) => {
  await endCloud();
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.more('In your own account…');
  const dialog = page.getByRole('dialog', { name: 'In your own account' });
  await dialog.getByLabel('Where').selectOption({ label: 'This computer (npm run cloud)' });
  await dialog.getByLabel('Short-lived credentials').fill(PASTED);
  await dialog.getByLabel('Execution role').fill(ROLE);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(dialog.getByRole('alert')).toContainText(`${ENDPOINT} gave no answer`);
});
