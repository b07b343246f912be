import { existsSync, readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Refused } from './refused.ts';

/**
 * Reads a YAML file that an author wrote.
 * @throws Refused with file, line and remedy for each fault in it
 */
export function readYaml<Schema extends z.ZodObject>(file: string, schema: Schema): z.infer<Schema> {
  if (!existsSync(file)) {
    const required = Object.keys(schema.shape).filter((key) => !isOptional(schema.shape[key] as z.ZodType));
    throw new Refused([{ file, message: `is missing. Add it, with: ${required.join(', ')}.` }]);
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  if (document.errors.length > 0)
    throw new Refused(
      document.errors.map(({ message, pos }) => ({
        file,
        line: lines.linePos(pos[0]).line,
        message: `${firstLine(message)}. Mend the YAML there; text with ": " or " #" in it needs quotes.`,
      })),
    );
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  throw new Refused(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            file,
            line: lineOf([...issue.path, key]),
            message: `${key}: there is no such setting. Remove it, or use one of: ${keysAt(schema, issue.path)}.`,
          }))
        : [{ file, line: lineOf(issue.path), message: inWords(schema, issue) }],
    ),
  );

  /** The line of the innermost node on `path` that is there. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const key = path[length - 1];
      const pair = isMap(parent) && parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      const node = pair ? pair.key : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

/** The line of a top-level key, 1 where it is not written. */
export function lineOfKey(file: string, key: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.findIndex((line) => line.startsWith(`${key}:`)) + 1 || 1;
}

const isOptional = (field: z.ZodType) => field.safeParse(undefined).success;

const firstLine = (text: string) =>
  (text.split('\n')[0] ?? text).replace(/ at line \d+.*$/, '').replace(/\.$/, '');

function inWords(schema: z.ZodType, issue: z.core.$ZodIssue): string {
  const about = fieldAt(schema, issue.path)?.description;
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const wrong = isMissing
    ? 'is missing. Add it'
    : `${issue.message.replace(/^Invalid input: /, '').replace(/\.$/, '')}. Change it`;
  return `${issue.path.join('.') || 'the file'}: ${wrong}${about ? `: ${about}` : '.'}`;
}

const keysAt = (schema: z.ZodType, path: readonly PropertyKey[]) =>
  Object.keys((fieldAt(schema, path) as Partial<z.ZodObject> | undefined)?.shape ?? {}).join(', ');

/** The schema of the field at `path`, with the nearest description on the way to it. */
function fieldAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let field: z.ZodType | undefined = unwrapped(schema);
  for (const step of path) {
    const { shape, element } = field as Partial<z.ZodObject & z.ZodArray<z.ZodType>>;
    const next: z.ZodType | undefined = shape ? (shape[String(step)] as z.ZodType) : (element as z.ZodType);
    if (!next) return field;
    field = next.description || !field?.description ? next : next.describe(field.description);
    field = unwrapped(field);
  }
  return field;
}

/** What a default, or another wrapper, stands around; it keeps the description. */
function unwrapped(schema: z.ZodType): z.ZodType {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  if (!inner) return schema;
  const within = unwrapped(inner);
  return schema.description && !within.description ? within.describe(schema.description) : within;
}
