import AxeBuilder from '@axe-core/playwright';
import { questionOn } from './quiz-page.ts';
import { expect, type Page, test } from './test.ts';

const CHAPTER = '/chapters/features/';
const pane = (page: Page) => page.locator('#starlight__sidebar');
const link = (page: Page, name: string | RegExp) => pane(page).getByRole('link', { name });

/** Keeps right answers to all questions on features, and its lab as passed; the progress page then sets the ticks. */
async function doAll(page: Page, except?: string) {
  await page.goto('/progress/');
  await expect(page.getByText('Nothing answered or checked yet')).toBeVisible();
  await page.evaluate(async (left) => {
    type Asked = { id: string; key: { type: string; right: never; accept: string[] }; texts: string[] };
    const asked: Asked[] = JSON.parse(
      document.querySelector<HTMLElement>('[data-chapter=features]')!.dataset.questions!,
    );
    const answerTo = ({ key, texts }: Asked) => {
      if (key.type === 'text') return [key.accept[0]];
      if (key.type === 'order') return texts;
      return [key.right].flat().map((number) => texts[number]);
    };
    const answers = asked.flatMap((one) => (one.id === left ? [] : [[one.id, answerTo(one)]]));
    localStorage.setItem('quiz:features', JSON.stringify(Object.fromEntries(answers)));
    const record = { revision: 1, attempts: 1, passed: [], checks: 2, passedRevision: 1, updatedAt: 1 };
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('lambda-workbook-progress');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const writing = opening.result.transaction('progress', 'readwrite');
        writing.objectStore('progress').put({ version: 1, labs: { 'hello-event': record } }, 'progress');
        writing.oncomplete = () => resolve();
      };
    });
  }, except);
  await page.reload();
  await expect(page.getByText(/1 of \d+ labs passed/)).toBeVisible();
}

/** What of the ticks is to be seen at the first frame of each page from now on, and how much in the sidebar then moves. */
const watchFirstFrame = (page: Page) =>
  page.addInitScript(() => {
    const seen = { frame: -1, moved: 0 };
    Object.assign(window, { seen });
    document.addEventListener('readystatechange', () => {
      if (document.readyState === 'interactive')
        seen.frame = [...document.querySelectorAll('.tick')].filter((tick) => tick.checkVisibility()).length;
    });
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as unknown as { sources: { node?: Node }[] }[])
        for (const { node } of sources)
          if (document.querySelector('#starlight__sidebar')?.contains(node ?? null)) seen.moved += 1;
    }).observe({ type: 'layout-shift', buffered: true });
  });

test('a chapter and its lab that are done have a tick before anything is painted, and nothing moves', async ({
  page,
}) => {
  await doAll(page);
  await watchFirstFrame(page);
  await page.goto(CHAPTER);
  const seen = () => page.evaluate(() => (window as unknown as { seen: object }).seen);
  await expect(link(page, /^1? ?Features: what Lambda is ?done$/)).toBeVisible();
  await expect(link(page, /Lab: Hello, event ?done/)).toBeVisible();
  await expect(link(page, /Event and context/)).not.toHaveAccessibleName(/done/);
  await expect(link(page, 'All labs')).not.toHaveAccessibleName(/done/);
  await page.waitForLoadState('networkidle');
  expect(await seen()).toEqual({ frame: 2, moved: 0 });
});

test('the last right answer of a chapter brings its tick at once, and taking it back removes it', async ({
  page,
}) => {
  await doAll(page, 'environments-needed');
  await page.goto(CHAPTER);
  const chapter = link(page, /Features: what Lambda is/);
  await expect(link(page, /Lab: Hello, event/)).toHaveAccessibleName(/done/);
  await expect(chapter).not.toHaveAccessibleName(/done/);
  const question = questionOn(page, /How many environments are busy/);
  await question.option('8').click();
  await question.button('Answer').click();
  await expect(chapter).toHaveAccessibleName(/done/);
  await question.button('Try again').click();
  await expect(chapter).not.toHaveAccessibleName(/done/);
});

for (const theme of ['light', 'dark'] as const)
  test(`a sidebar with ticks holds to axe: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await doAll(page);
    await page.goto(CHAPTER);
    await expect(link(page, /Lab: Hello, event ?done/)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('#starlight__sidebar').analyze();
    expect(violations).toEqual([]);
  });
