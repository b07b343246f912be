import { scriptsIn } from '../../src/lab/in-terminal.ts';
import { labSlugs, readLab, readSolution } from '../../src/lab/read.ts';
import { readChecks } from '../../src/lab/read-checks.ts';
import { heardOn, listen, traceInNode } from './conversation.ts';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, type Page, test } from './test.ts';

/** Where something is to be done in the account, deploying the solution is not enough. */
const labs = labSlugs()
  .map((slug) => readLab(slug))
  .filter((lab) => scriptsIn(readSolution(lab)).length === 0);

/** Lays each lab's solution where a draft lies, as the first version of the workbook wrote it. */
const keepAsDrafts = (page: Page, drafts: [string, unknown][]) =>
  page.evaluate(
    (entries) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('lambda-workbook');
        opening.onupgradeneeded = () => opening.result.createObjectStore('drafts');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('drafts', 'readwrite');
          for (const [key, draft] of entries) writing.objectStore('drafts').put(draft, key);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    drafts,
  );

for (const runtime of new Set(labs.map((lab) => lab.runtime)))
  test(`every solution for ${runtime} passes all its checks in the sandbox, and leaves the trace that Node.js leaves`, async ({
    page,
  }) => {
    await listen(page);
    const faults = await collectFaults(page, new URL(SITES.root.url).origin);
    const all = labs.filter((lab) => lab.runtime === runtime);
    test.setTimeout(30_000 + 15_000 * all.length);
    await page.goto('/labs/');
    await keepAsDrafts(
      page,
      all.map((lab) => [
        lab.id,
        {
          version: 1,
          revision: lab.revision,
          files: readSolution(lab),
          event: lab.events[0],
          passed: [],
          updatedAt: Date.now(),
        },
      ]),
    );
    for (const lab of all) {
      const { length } = await readChecks(`labs/${lab.slug}`);
      await page.goto(`/labs/${lab.slug}/`);
      const onPage = labOn(page, lab.title);
      await onPage.awake();
      await onPage.button('Check').click();
      await expect(onPage.region, lab.slug).toContainText(`${length} of ${length}`);
      const heard = await heardOn(page);
      expect(heard.trace.length, lab.slug).toBeGreaterThan(20);
      expect(await traceInNode(heard), lab.slug).toEqual(heard.trace);
    }
    expect(faults).toEqual([]);
  });

test('the solution is in no page before it is asked for', async ({ page, request }) => {
  const lab = labs[0]!;
  const asked: string[] = [];
  page.on('request', (sent) => void asked.push(sent.url()));
  await page.goto(`/labs/${lab.slug}/`);
  await labOn(page, lab.title).run();
  expect(asked.join()).not.toContain('solution.json');
  const published = await request.get(`/labs/${lab.slug}/solution.json`);
  expect(await published.json()).toEqual(readSolution(lab));
});
