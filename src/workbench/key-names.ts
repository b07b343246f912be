export interface KeyRow {
  does: string;
  keys: readonly string[];
}

/** What each key of a lab does, in the order of use; a compact lab has no checks. */
export function keyRows(mac: boolean, compact: boolean): readonly KeyRow[] {
  const main = mac ? '⌘' : 'Ctrl';
  const enter = mac ? 'Return' : 'Enter';
  const place = (digit: string) => [mac ? '⌃' : 'Ctrl', mac ? '⇧' : 'Alt', digit];
  return [
    { does: 'Run', keys: [main, enter] },
    ...(compact
      ? []
      : [
          { does: 'Check', keys: [main, mac ? '⇧' : 'Shift', enter] },
          { does: 'Next failing check', keys: [main, mac ? '⌥' : 'Alt', enter] },
        ]),
    { does: 'To the task', keys: place('1') },
    { does: 'To the code', keys: place('2') },
    { does: 'To the output', keys: place('3') },
    ...(compact
      ? []
      : [
          { does: 'Terminal: complete what is typed', keys: ['Tab'] },
          { does: 'Terminal: leave it', keys: ['Esc', 'Tab'] },
          { does: 'Terminal: earlier and later lines', keys: ['↑', '↓'] },
          { does: 'Terminal: stop, or empty the line', keys: [mac ? '⌃' : 'Ctrl', 'C'] },
          { does: 'Terminal: clear the screen', keys: [mac ? '⌃' : 'Ctrl', 'L'] },
          { does: 'Terminal: another line of a script', keys: [mac ? '⇧' : 'Shift', enter] },
        ]),
    { does: 'This list', keys: ['?'] },
  ];
}
