import { expect, test } from 'vitest';
import { applyKeystrokes, keystrokeOf } from '../../src/workbench/editor/keystrokes.ts';

const press = (
  key: string,
  held: { ctrl?: boolean; meta?: boolean; alt?: boolean; altGraph?: boolean } = {},
) =>
  keystrokeOf({
    key,
    ctrlKey: held.ctrl ?? false,
    metaKey: held.meta ?? false,
    altKey: held.alt ?? false,
    getModifierState: (name) => name === 'AltGraph' && (held.altGraph ?? false),
  });

const text = (written: string) => ({ kind: 'text', text: written });

test.each(['a', 'Z', ' ', '{', 'é', '𝒳'])('%j is text', (key) => {
  expect(press(key)).toEqual(text(key));
});

test('Enter is a line break, Backspace and Delete erase', () => {
  expect(press('Enter')).toEqual(text('\n'));
  expect(press('Backspace')).toEqual({ kind: 'erase', forward: false });
  expect(press('Delete')).toEqual({ kind: 'erase', forward: true });
});

test.each(['Tab', 'Escape', 'Shift', 'ArrowDown', 'Home', 'F5', 'Dead', 'Process'])(
  '%s writes nothing',
  (key) => {
    expect(press(key)).toBeUndefined();
  },
);

test('shortcuts write nothing', () => {
  expect(press('s', { ctrl: true })).toBeUndefined();
  expect(press('v', { meta: true })).toBeUndefined();
  expect(press('Enter', { ctrl: true })).toBeUndefined();
  expect(press('d', { alt: true })).toBeUndefined();
});

test('characters behind AltGr and Option are text', () => {
  expect(press('{', { ctrl: true, alt: true, altGraph: true })).toEqual(text('{'));
  expect(press('@', { alt: true })).toEqual(text('@'));
});

test('keystrokes change the text where the cursor is', () => {
  const typed = ['a', 'b', 'Backspace', 'Enter', 'Delete'].flatMap((key) => press(key) ?? []);
  expect(applyKeystrokes('12345', 2, typed)).toEqual({ text: '12a\n45', at: 4 });
});

test('erasing takes whole characters and stops at the ends', () => {
  const back = { kind: 'erase', forward: false } as const;
  expect(applyKeystrokes('😀x', 2, [back, back])).toEqual({ text: 'x', at: 0 });
  expect(applyKeystrokes('x', 1, [{ kind: 'erase', forward: true }])).toEqual({ text: 'x', at: 1 });
});
