/** How many characters of `root`'s text stand before the point; undefined when it is not over that text. */
export function offsetAtPoint(root: Element, x: number, y: number): number | undefined {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (!caret || !root.contains(caret.offsetNode)) return undefined;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(caret.offsetNode, caret.offset);
  return before.toString().length;
}
