/** About as many characters as the network delivers at once. */
const PIECE = 64 * 1024;
const NOTE = 'gift wrapping, ring the bell twice, '.repeat(28);

/**
 * Stands in for an object in S3: the orders of a day as text, piece by piece. Each order is a line of 1 kB,
 * `<id>;<total in cents>;<note>`, and ends with a line feed. A piece may end anywhere.
 */
export async function* openExport({ day, orders }) {
  let text = '';
  for (let order = 0; order < orders; order += 1) {
    text += `${day}-${order};${(order * 37 + day) % 5000};${NOTE}\n`;
    if (text.length < PIECE) continue;
    yield text.slice(0, PIECE);
    text = text.slice(PIECE);
  }
  yield text;
}
