/** One value of a JSON text, for showing it as a tree. */
export type Branch =
  | { kind: 'list' | 'object'; entries: readonly (readonly [key: string, value: unknown])[] }
  | { kind: 'leaf'; sort: 'string' | 'number' | 'word'; text: string };

/** How `value`, as `JSON.parse` gives it, is shown: containers by their entries, everything else as JSON text. */
export function branchOf(value: unknown): Branch {
  if (Array.isArray(value)) return { kind: 'list', entries: value.map((each, at) => [String(at), each]) };
  if (typeof value === 'object' && value !== null) return { kind: 'object', entries: Object.entries(value) };
  const sort = typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'word';
  return { kind: 'leaf', sort, text: JSON.stringify(value) };
}

const NOUNS = { list: ['item', 'items'], object: ['field', 'fields'] } as const;

/** `1 field`, `2,000 items`. */
export const sizeInWords = (kind: 'list' | 'object', count: number) =>
  `${count.toLocaleString('en-US')} ${NOUNS[kind][count === 1 ? 0 : 1]}`;

/** Open from the start: two levels, as long as they are short. */
export const startsOpen = (depth: number, entries: number) => depth === 0 || (depth === 1 && entries <= 20);

export type Parsed = { kind: 'json'; value: unknown } | { kind: 'text' };

export function parse(payload: string): Parsed {
  try {
    return { kind: 'json', value: JSON.parse(payload) };
  } catch {
    return { kind: 'text' };
  }
}

/** The size of `text` as it is sent, in UTF-8: `24 bytes`, `1.2 MB`. Lambda counts 1 MB as 1,048,576 bytes. */
export function bytesInWords(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes >= 2 ** 20) return `${(bytes / 2 ** 20).toFixed(2)} MB`;
  if (bytes >= 10_240) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${bytes.toLocaleString('en-US')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}
