/** The text between `from` and `to` becomes `insert`; then `start` to `end` is selected. All in UTF-16 units. */
export interface Replacement {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

/** What Tab does to a selection, and Shift+Tab (`back`): `width` spaces at the cursor, or before each line of several. */
export function indent(
  text: string,
  start: number,
  end: number,
  back: boolean,
  width = 2,
): Replacement | undefined {
  const step = ' '.repeat(width);
  const several = text.slice(start, end).includes('\n');
  if (!several && !back)
    return { from: start, to: end, insert: step, start: start + step.length, end: start + step.length };
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(from, end).split('\n');
  const changed = lines.map((line) => {
    if (back) return line.replace(new RegExp(`^ {1,${width}}|^\\t`), '');
    return line === '' ? line : step + line;
  });
  const insert = changed.join('\n');
  if (insert === lines.join('\n')) return undefined;
  const moved = (changed[0] ?? '').length - (lines[0] ?? '').length;
  return {
    from,
    to: end,
    insert,
    start: Math.max(from, start + moved),
    end: Math.max(from, end + insert.length - (end - from)),
  };
}
