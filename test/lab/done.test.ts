import { expect, test } from 'vitest';
import { chapterDone, DONE, labDone, markDone, replaceDone } from '../../src/lab/done.ts';

const shelf = (kept = new Map<string, string>()) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
});

test('what is done is named once, and can be taken away', () => {
  const kept = shelf();
  markDone(chapterDone('features', 8), true, kept);
  markDone(labDone('hello', 2), true, kept);
  markDone(labDone('hello', 2), true, kept);
  expect(kept.getItem(DONE)).toBe('chapters/features@8 labs/hello@2');
  markDone(chapterDone('features', 8), false, kept);
  expect(kept.getItem(DONE)).toBe('labs/hello@2');
});

test('the labs are set right without touching the chapters', () => {
  const kept = shelf(new Map([[DONE, 'chapters/features@8 labs/gone@1']]));
  replaceDone('labs/', ['labs/hello@2'], kept);
  expect(kept.getItem(DONE)).toBe('chapters/features@8 labs/hello@2');
});

test('a browser that stores nothing is no error', () => {
  const refuse = () => {
    throw new Error('blocked');
  };
  expect(() => markDone('labs/hello@2', true, { getItem: refuse, setItem: refuse })).not.toThrow();
});
