import { readDeclarations } from '../../src/lab/sdk-declarations.ts';
import { labOn } from './lab-page.ts';
import { expect, test } from './test.ts';

const NAME = '@aws-sdk/client-lambda';

test('the types of the SDK packages that a lab names come with its editor, and not before', async ({
  page,
}) => {
  // TypeScript reads some five hundred files.
  test.setTimeout(120_000);
  const asked: string[] = [];
  await page.route('**/types/@aws-sdk/*.json', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ json: readDeclarations(NAME) });
  });
  await page.route('**/labs/hello-event/', async (route) => {
    const response = await route.fetch();
    const none = '&quot;sdk&quot;:[1,[]]';
    const html = await response.text();
    expect(html).toContain(none);
    await route.fulfill({
      response,
      body: html.replaceAll(none, `&quot;sdk&quot;:[1,[[0,&quot;${NAME}&quot;]]]`),
    });
  });
  await page.goto('/labs/hello-event/');
  const lab = labOn(page, 'Hello, event');
  await lab.awake();
  expect(asked).toEqual([]);
  await lab.write(
    'index.mjs',
    `import { InvokeCommand, LambdaClient } from '${NAME}';
const client = new LambdaClient();
export const handler = async () => {
  const answer = await client.send(new InvokeCommand({ FunctionName: 'x' }));
  return answer.Nonsense;
};
`,
  );
  await expect(lab.region.locator('.wb-problem-first')).toContainText(
    "Line 5 Property 'Nonsense' does not exist on type 'InvokeCommandOutput'.",
    { timeout: 60_000 },
  );
  expect(asked).toHaveLength(1);
});
