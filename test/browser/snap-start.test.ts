import type { TraceEvent } from '../../src/cloud/trace.ts';
import { heardOn, listen, traceInNode } from './conversation.ts';
import { collectFaults } from './faults.ts';
import { labOn } from './lab-page.ts';
import { SITES } from './sites.ts';
import { expect, test } from './test.ts';

const CODE = `import time, uuid

born = [uuid.uuid4().hex, time.time()]


def lambda_handler(event, context):
    return born
`;

const LINES = [
  'zip -q /tmp/code.zip lambda_function.py',
  'aws lambda update-function-code --function-name configure --zip-file fileb:///tmp/code.zip',
  'aws lambda wait function-updated-v2 --function-name configure',
  'aws lambda update-function-configuration --function-name configure --snap-start ApplyOn=PublishedVersions',
  'aws lambda wait function-updated-v2 --function-name configure',
  'aws lambda publish-version --function-name configure',
  'aws lambda wait published-version-active --function-name configure --qualifier 1',
  'aws lambda invoke --function-name configure:1 /tmp/one.json',
];

test('an environment of SnapStart is restored in the sandbox as it is in Node.js, and the timeline shows it', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await listen(page);
  const faults = await collectFaults(page, new URL(SITES.root.url).origin);
  await page.goto('/labs/configure/');
  const lab = labOn(page, 'One artifact, two stages');
  await lab.write('lambda_function.py', CODE);
  await lab.run();
  await lab.tab('Terminal').click();
  const command = lab.region.getByRole('textbox', { name: 'Command' });
  const entries = lab.region.getByRole('region', { name: 'Terminal output' }).locator('.wb-term-entry');
  for (const [at, line] of LINES.entries()) {
    await command.fill(line);
    await command.press('Enter');
    await expect(entries).toHaveCount(at + 1);
    await expect(lab.button('Run the command')).toBeVisible();
  }
  await expect(entries.last()).toContainText(/"ExecutedVersion": ?"1"/);
  await lab.tab('Logs').click();
  await expect(lab.output).toContainText('RESTORE_START Runtime Version: python:3.14');
  await expect(lab.output).toContainText('Billed Restore Duration');
  await lab.tab('Timeline').click();
  await expect(lab.output).toContainText('Run 2, cold');
  await expect(lab.output).toContainText(/restore \d+ ms/);
  const heard = await heardOn(page);
  const phases = heard.trace.flatMap((event) => (event.type === 'phase' ? event.phase : []));
  expect(phases).toContain('restore');
  // When the page looks at the function is up to the page.
  const ofEnvironments = (trace: readonly TraceEvent[]) => trace.filter(({ type }) => type !== 'request');
  expect(ofEnvironments(await traceInNode(heard))).toEqual(ofEnvironments(heard.trace));
  expect(faults).toEqual([]);
});
