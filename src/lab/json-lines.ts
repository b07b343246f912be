/** One line of a JSON text. `path` names the field that begins on it, such as `Records[].body`. */
export interface JsonLine {
  /** Levels of indentation. */
  depth: number;
  /** The field's name as it stands before the colon, quotes included. */
  key?: string;
  text: string;
  path?: string;
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** `json` as lines, each with the path of its field. Items of a list share the paths of their fields; a list of plain values is one line. */
export function jsonLines(json: unknown): JsonLine[] {
  return linesOf(json, { depth: 0 }, '');
}

function linesOf(value: unknown, start: Omit<JsonLine, 'text'>, path: string, comma = ''): JsonLine[] {
  const { depth } = start;
  if (Array.isArray(value) && !value.some(isNested)) {
    const items = value.map((item) => JSON.stringify(item)).join(', ');
    return [{ ...start, text: `[${items}]${comma}` }];
  }
  if (!isNested(value)) return [{ ...start, text: JSON.stringify(value) + comma }];
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const entries = Object.entries(value);
  const inside = entries.flatMap(([name, item], index) => {
    const end = index < entries.length - 1 ? ',' : '';
    if (Array.isArray(value)) return linesOf(item, { depth: depth + 1 }, `${path}[]`, end);
    const field = path === '' ? name : `${path}.${name}`;
    return linesOf(item, { depth: depth + 1, key: JSON.stringify(name), path: field }, field, end);
  });
  return [{ ...start, text: open }, ...inside, { depth, text: close + comma }];
}

/** The paths of all fields in `json`, each once, in the order in which they first stand. */
export function fieldPaths(json: unknown): string[] {
  return [...new Set(jsonLines(json).flatMap(({ path }) => path ?? []))];
}
