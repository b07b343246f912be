import { collectFaults } from './faults.ts';
import { inksOf, variety } from './inks.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

const WASM = /python-wasm/;
const PARTS = /python-(script|wasm|stdlib|runtime)/;

async function openLab(page: Page) {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/event-and-context/');
  return { faults, lab: labOn(page, 'Ask the context') };
}

test('Python comes with the first run, says how far it is, and takes as long as it takes', async ({
  page,
}) => {
  const { faults, lab } = await openLab(page);
  const fetched: string[] = [];
  page.on('request', (request) => void fetched.push(request.url()));
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(WASM, async (route) => {
    await held;
    await route.continue();
  });
  await lab.awake();
  expect(fetched.filter((url) => PARTS.test(url))).toEqual([]);
  await lab.button('Run').click();
  await expect(lab.region).toContainText(/Fetching Python: 3\.4 of 7\.0 MB/);
  await expect(lab.region.getByRole('progressbar', { name: /Fetching Python/ })).toBeVisible();
  await expect(lab.region.getByRole('status')).toHaveText('Fetching Python.');
  // The watchdog's 12 seconds and a bit.
  await page.waitForTimeout(13_000);
  arrive();
  await expect(lab.output).toContainText('Hello from Lambda!');
  await expect(lab.region.getByRole('progressbar')).toHaveCount(0);
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText("{'key1': 'value1', 'key2': 'value2', 'key3': 'value3'}");

  const before = fetched.filter((url) => PARTS.test(url)).length;
  expect(before).toBe(4);
  await lab.run();
  expect(fetched.filter((url) => PARTS.test(url))).toHaveLength(before);
  expect(faults).toEqual([]);
});

test('a lab in Node.js fetches nothing of Python', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => void fetched.push(request.url()));
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.run();
  await expect(lab.output).toContainText('Hello!');
  await lab.code.click();
  await expect(lab.editor('index.mjs')).toBeFocused();
  expect(fetched.some((url) => /sandbox-worker/.test(url))).toBe(true);
  expect(fetched.filter((url) => /python/.test(url))).toEqual([]);
});

test('when Python does not arrive the lab says so, and the next run fetches it anew', async ({ page }) => {
  const { lab } = await openLab(page);
  await page.route(WASM, (route) => route.abort());
  await lab.run();
  await expect(lab.output).toContainText('A part of the simulator did not arrive.');
  await expect(lab.region.getByRole('progressbar')).toHaveCount(0);
  await page.unroute(WASM);
  await lab.run();
  await expect(lab.output).toContainText('Hello from Lambda!');
});

const SAMPLE = `import json  # a remark

class Greeting(dict):
    """Says hello."""
    count: int = 0x1F

async def lambda_handler(event, context):
    if not event.get("name") and context is not None:
        raise TypeError(f"no {event['name']!r}")
    return {"ok": True, 'all': [x ** 2 for x in (1.5, -3)]}`;

test('code in Python has the same colours in the editor as on the page', async ({ page }) => {
  const { faults, lab } = await openLab(page);
  await lab.write('lambda_function.py', SAMPLE);
  await expect(lab.region.locator('.view-line')).toHaveCount(10);
  await page.reload();
  await lab.awake();
  const still = () => inksOf(page, '.wb-still > :last-child .line');
  await expect.poll(still).toHaveLength(SAMPLE.replace(/\s/g, '').length);
  await expect.poll(async () => variety(await still())).toBeGreaterThan(5);
  const onThePage = await still();
  await lab.editor('lambda_function.py').click();
  await expect.poll(() => inksOf(page, '.wb-monaco[data-open=true] .view-line')).toEqual(onThePage);
  expect(faults).toEqual([]);
});

test('nobody claims to look for problems in Python, and a traceback leads to its line', async ({ page }) => {
  const { faults, lab } = await openLab(page);
  await lab.write(
    'lambda_function.py',
    'def lambda_handler(event, context):\n    return answer(event)\n\n\ndef answer(event):\n    return event["name"]\n',
  );
  await expect(lab.button('Find')).toBeVisible();
  await expect(lab.region.locator('.wb-bar-problems')).toHaveText(
    'A run tells what is wrong with Python code.',
  );
  await lab.run();
  await expect(lab.region.getByRole('button', { name: '1 problem' })).toBeVisible();
  await expect(lab.output).toContainText('KeyError');
  await lab.output.getByRole('button', { name: 'lambda_function.py, line 6' }).first().click();
  await expect(lab.editor('lambda_function.py')).toBeFocused();
  await page.keyboard.type('x');
  await expect(lab.code).toContainText(/x\s+return event/);
  expect(faults).toEqual([]);
});

test('what boto3 puts into S3 is there in the next run, in another environment', async ({ page }) => {
  const { faults, lab } = await openLab(page);
  await lab.write(
    'lambda_function.py',
    `import boto3

s3 = boto3.client("s3")


def lambda_handler(event, context):
    s3.create_bucket(Bucket="notes")
    try:
        return "found " + s3.get_object(Bucket="notes", Key="a b")["Body"].read().decode()
    except s3.exceptions.NoSuchKey as error:
        s3.put_object(Bucket="notes", Key="a b", Body="snow ❄")
        return str(error)
`,
  );
  await lab.run();
  await expect(lab.output).toContainText('(NoSuchKey) when calling the GetObject operation');
  await lab.more('New environment…');
  await lab.button('Start cold next time').click();
  await expect(lab.region).toContainText('The environment is gone: the next invoke starts cold.');
  await lab.run();
  await expect(lab.output).toContainText('found snow ❄');
  expect(faults).toEqual([]);
});

for (const { work, ends } of [
  { work: 'sum(range(10**10))', ends: /gave no answer for 12 seconds/ },
  // It is cut off after six seconds of real time; on a machine that is slow to start Python, the page is first.
  {
    work: 're.match(r"(a+)+$", "a" * 40 + "b")',
    ends: /Task timed out after 3.00 seconds|gave no answer for 12 seconds/,
  },
])
  test(`${work} does not hold the page up`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const { faults, lab } = await openLab(page);
    const code = (value: string) =>
      `import re\n\n\ndef lambda_handler(event, context):\n    return ${value}\n`;
    await lab.write('lambda_function.py', code(work));
    await lab.awake();
    await lab.button('Run').click();
    await expect(lab.output).toContainText(ends, { timeout: 40_000 });
    await lab.write('lambda_function.py', code('"still here"'));
    await lab.run();
    await expect(lab.output).toContainText('still here');
    expect(faults).toEqual([]);
  });
