import { expect, test } from 'vitest';
import { runHandler } from '../support/simulate.ts';

const TOP = `import { AsyncLocalStorage } from 'node:async_hooks';
const als = new AsyncLocalStorage();
`;

async function results(body: string, events: readonly unknown[]) {
  const code = `${TOP}export const handler = async (event) => {\n${body}\n};`;
  return (await runHandler(code, events)).map((outcome) => {
    if (outcome.kind !== 'returned') throw new Error(JSON.stringify(outcome));
    return JSON.parse(outcome.payload);
  });
}

// As AWS's runtime interface client 4.0.2 did on Node.js 24.21, served by `npm run cloud -- --attach` (2026-11-28).
test('what a handler enters is gone with the next event', async () => {
  const body = `if (event.late) await null;
const seen = als.getStore() ?? 'none';
als.enterWith(event.name);
await null;
return [seen, als.getStore()];`;
  const events = ['a', 'b', 'c', 'd'].map((name, i) => ({ name, late: i > 1 }));
  expect(await results(body, events)).toEqual(events.map(({ name }) => ['none', name]));
});

test('work beside other work keeps its own store over thousands of awaits', async () => {
  const body = `const go = (id) => als.run(id, async () => {
  let wrong = 0;
  for (let i = 0; i < 500; i++) {
    await (i % 3 ? i : i % 2 ? Promise.resolve() : new Promise((done) => setTimeout(done, 1)));
    if (als.getStore() !== id) wrong += 1;
  }
  return wrong;
});
return [await Promise.all([go(1), go(2), go(3)]), als.getStore() ?? 'none'];`;
  expect(await results(body, [{}, {}])).toEqual([
    [[0, 0, 0], 'none'],
    [[0, 0, 0], 'none'],
  ]);
});
