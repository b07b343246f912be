import { expect, test } from 'vitest';
import { commandOf } from '../../src/workbench/chords.ts';
import { keyRows } from '../../src/workbench/key-names.ts';

type Held = 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'AltGraph';

const press = (key: string, ...held: Held[]) => ({
  key,
  code: /^\d$/.test(key) ? `Digit${key}` : key,
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  altKey: held.includes('altKey'),
  shiftKey: held.includes('shiftKey'),
  getModifierState: (name: string) => held.includes(name as Held),
});

test('Enter runs, checks and goes to a failing check, by what is held with it', () => {
  expect(commandOf(press('Enter', 'ctrlKey'), false)).toBe('run');
  expect(commandOf(press('Enter', 'metaKey'), true)).toBe('run');
  expect(commandOf(press('Enter', 'ctrlKey', 'shiftKey'), false)).toBe('check');
  expect(commandOf(press('Enter', 'metaKey', 'altKey'), true)).toBe('failing');
  expect(commandOf(press('Enter'), false)).toBeUndefined();
});

test('the places hang on Ctrl+Alt, and on Control+Shift on a Mac', () => {
  expect(commandOf(press('1', 'ctrlKey', 'altKey'), false)).toBe('brief');
  expect(commandOf(press('2', 'ctrlKey', 'shiftKey'), true)).toBe('code');
  expect(commandOf(press('3', 'ctrlKey', 'altKey'), false)).toBe('output');
  expect(commandOf(press('4', 'ctrlKey', 'altKey'), false)).toBeUndefined();
});

test('what browsers, AltGr and VoiceOver use is left to them', () => {
  expect(commandOf(press('1', 'altKey'), false)).toBeUndefined();
  expect(commandOf(press('1', 'ctrlKey'), false)).toBeUndefined();
  expect(commandOf(press('2', 'ctrlKey', 'altKey', 'AltGraph'), false)).toBeUndefined();
  expect(commandOf(press('1', 'ctrlKey', 'altKey'), true)).toBeUndefined();
  expect(commandOf(press('Enter', 'ctrlKey', 'altKey'), true)).toBeUndefined();
});

test('every key has its name of the platform, and a compact lab lists no checks', () => {
  expect(keyRows(true, false)[0]?.keys).toEqual(['⌘', 'Return']);
  expect(keyRows(false, false)[0]?.keys).toEqual(['Ctrl', 'Enter']);
  expect(keyRows(false, true).map(({ does }) => does)).not.toContain('Check');
});
