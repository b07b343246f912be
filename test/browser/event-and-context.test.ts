import { readFileSync } from 'node:fs';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, test } from './test.ts';

const CHAPTER = '/chapters/event-and-context/';
const DOORS = 'One handler, three front doors';
const DEADLINE = 'Mind the deadline';

const solutionOf = (lab: string) =>
  readFileSync(new URL(`../../labs/${lab}/solution/index.mjs`, import.meta.url), 'utf8');

test('a newcomer does the lab on front doors', async ({ page }) => {
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/proxy-event/');
  const lab = labOn(page, DOORS);
  await lab.run();
  await expect(lab.output).toContainText('"message": "Hello, Ada!"');
  await lab.event.selectOption('v2-get');
  await lab.run();
  await expect(lab.output).toContainText('What was that?');
  await lab.button('Check').click();
  await expect(lab.region).toContainText('0 of 5');

  await lab.write('index.mjs', solutionOf('proxy-event'));
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('"statusCode": 200');
  await lab.event.selectOption('v2-url-post-broken');
  await lab.run();
  await expect(lab.output).toContainText('The body is not JSON');
  await lab.button('Check').click();
  await expect(lab.region).toContainText('5 of 5');
  expect(faults).toEqual([]);
});

test('a newcomer sees the deadline pass inside the chapter, then stops in time', async ({ page }) => {
  await page.goto(CHAPTER);
  const lab = labOn(page, DEADLINE);
  await lab.awake();
  await lab.event.selectOption('album');
  await lab.run();
  await expect(lab.output).toContainText('Sandbox.Timedout');
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText('done beach.jpg');

  await lab.write('index.mjs', solutionOf('mind-the-deadline'));
  await lab.run();
  await lab.tab('Result').click();
  await expect(lab.output).toContainText('"left"');
  await lab.button('Check').click();
  await expect(lab.region).toContainText('4 of 4');
});

test('the chapter leads to the lab that has a page of its own', async ({ page }) => {
  await page.goto(CHAPTER);
  await page
    .getByRole('complementary', { name: `Lab: ${DOORS}` })
    .getByRole('link', { name: DOORS })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(DOORS);
});

test('the chapter stands between its neighbours and leads to its labs and the gallery', async ({ page }) => {
  await page.goto('/chapters/features/');
  await page
    .getByRole('navigation', { name: 'Previous and next page' })
    .getByText('Event and context')
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Event and context');
  await expect(page.getByText('Chapter 2', { exact: true })).toBeVisible();
  await page.getByRole('table').getByRole('link', { name: 'SQS queue' }).click();
  await expect(page).toHaveURL(/\/events\/#sqs-queue$/);
  await expect(page.getByRole('heading', { name: 'SQS queue' })).toBeInViewport();
});

for (const lab of ['proxy-event', 'event-and-context', 'mind-the-deadline'])
  test(`the page of ${lab} leads to its chapter`, async ({ page }) => {
    await page.goto(`/labs/${lab}/`);
    await page.getByRole('link', { name: 'Chapter 2, Event and context' }).click();
    await expect(page).toHaveURL(new RegExp(`${CHAPTER}#lab-${lab}$`));
    await expect(page.locator(`#lab-${lab}`)).toBeInViewport();
  });

test('a field of the gallery is explained beside its line and has an address', async ({ page }) => {
  await page.goto('/events/');
  const field = page.locator('#s3-upload-Records-s3-object-key');
  await expect(field).toContainText('"incoming/summer+trip+01.jpg"');
  await expect(field.getByRole('definition')).toContainText('encoded');
  await field.getByRole('link').click();
  await expect(page).toHaveURL(/#s3-upload-Records-s3-object-key$/);
  await expect(field).toBeInViewport();
});

test('each event of the gallery can be opened as JSON', async ({ page, request }) => {
  await page.goto('/events/');
  const links = page.getByRole('link', { name: /^The JSON alone/ });
  await expect(links).toHaveCount(10);
  for (const link of await links.all()) {
    const response = await request.get((await link.getAttribute('href')) ?? '');
    expect(Object.keys(await response.json()).length).toBeGreaterThan(0);
  }
});

test('search finds a field by its name', async ({ page }) => {
  await page.goto('/');
  await page
    .getByRole('button', { name: /search/i })
    .first()
    .click();
  await page
    .getByRole('textbox', { name: /search/i })
    .or(page.getByRole('searchbox'))
    .first()
    .fill('ApproximateReceiveCount');
  await expect(page.getByRole('dialog').getByRole('link').first()).toHaveAttribute('href', /\/events\//);
});
