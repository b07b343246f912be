import { expect, test } from 'vitest';
import { becomeWriter } from '../../src/lab/one-writer.ts';

/** A page of its own: the words it heard, in order. */
function page(lab: string) {
  const heard: boolean[] = [];
  const writer = becomeWriter(lab, (writes) => void heard.push(writes));
  return { heard, writer };
}

test('the first page writes, the second is told, and a page of another lab is not concerned', async () => {
  const first = page('told');
  await expect.poll(() => first.heard).toEqual([true]);
  const second = page('told');
  const other = page('another');
  await expect.poll(() => second.heard).toEqual([false]);
  expect(other.heard).toEqual([true]);
  expect(first.heard).toEqual([true]);
});

test('a page that waits becomes the writer when the one before it leaves', async () => {
  const first = page('leaves');
  const second = page('leaves');
  await expect.poll(() => second.heard).toEqual([false]);
  first.writer.leave();
  await expect.poll(() => second.heard).toEqual([false, true]);
  expect(first.heard).toEqual([true]);
});

test('who takes over writes; the one before is told, waits, and gets it back', async () => {
  const first = page('steals');
  const second = page('steals');
  await expect.poll(() => second.heard).toEqual([false]);
  second.writer.takeOver();
  await expect.poll(() => second.heard).toEqual([false, true]);
  await expect.poll(() => first.heard).toEqual([true, false]);
  second.writer.leave();
  await expect.poll(() => first.heard).toEqual([true, false, true]);
});

test('two pages can take over from each other again and again', async () => {
  const first = page('again');
  const second = page('again');
  await expect.poll(() => second.heard).toEqual([false]);
  for (const { writer, heard } of [second, first, second]) {
    writer.takeOver();
    await expect.poll(() => heard.at(-1)).toBe(true);
  }
  await expect.poll(() => first.heard).toEqual([true, false, true, false]);
  expect(second.heard).toEqual([false, true, false, true]);
});

test('a page that was set aside asks again when it is back', async () => {
  const first = page('aside');
  await expect.poll(() => first.heard).toEqual([true]);
  first.writer.leave();
  const second = page('aside');
  await expect.poll(() => second.heard).toEqual([true]);
  first.writer.askAgain();
  await expect.poll(() => first.heard).toEqual([true, false]);
});

test('where there are no Web Locks every page writes', () => {
  const heard: boolean[] = [];
  becomeWriter('none', (writes) => void heard.push(writes), null);
  expect(heard).toEqual([true]);
});
