/** What a key press or a paste does to a text. */
export type Keystroke = { kind: 'text'; text: string } | { kind: 'erase'; forward: boolean };

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'getModifierState'>;

/** The keystroke that `press` is, or undefined for a shortcut, a move or a modifier alone. */
export function keystrokeOf(press: Press): Keystroke | undefined {
  const { key, ctrlKey, metaKey, altKey } = press;
  // AltGr, which Windows reports as Ctrl+Alt, and Option on a Mac write characters such as { and @.
  const writes = press.getModifierState('AltGraph') || (altKey && !ctrlKey && !/^[a-z\d]$/i.test(key));
  if (metaKey || ((ctrlKey || altKey) && !writes)) return undefined;
  if (key === 'Enter') return { kind: 'text', text: '\n' };
  if (key === 'Backspace' || key === 'Delete') return { kind: 'erase', forward: key === 'Delete' };
  return [...key].length === 1 ? { kind: 'text', text: key } : undefined;
}

/** `text` after `strokes` at offset `at`, and where the cursor then is. */
export function applyKeystrokes(text: string, at: number, strokes: readonly Keystroke[]) {
  let before = text.slice(0, at);
  let after = text.slice(at);
  for (const stroke of strokes) {
    if (stroke.kind === 'text') before += stroke.text;
    else if (stroke.forward) after = [...after].slice(1).join('');
    else before = [...before].slice(0, -1).join('');
  }
  return { text: before + after, at: before.length };
}
