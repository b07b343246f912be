import type { NormalizedSchema } from '@smithy/core/schema';
import { tableOf } from './table.ts';

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };
type Struct = { [key: string]: Plain };

export const isStruct = (value: Plain): value is Struct =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isScalar = (value: Plain) => typeof value !== 'object' || value === null;

/** As Python writes a scalar. */
export function scalarText(value: Plain): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

/** `2026-11-23T10:40:00.120000+00:00`, as the CLI writes times. */
function isoTime(date: Date): string {
  const text = date.toISOString();
  return `${text.slice(0, 19)}${text.slice(19, 23) === '.000' ? '' : `${text.slice(19, 23)}000`}+00:00`;
}

const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** An answer of the SDK as plain data, its members in the order of the model. */
export function toPlain(schema: NormalizedSchema, value: unknown): Plain {
  if (value instanceof Date) return isoTime(value);
  if (value instanceof Uint8Array) return toBase64(value);
  if (Array.isArray(value)) return value.map((item) => toPlain(schema.getValueSchema(), item));
  if (typeof value !== 'object' || value === null) return (value ?? null) as Plain;
  const entries = schema.isStructSchema()
    ? [...schema.structIterator()].map(([name, member]) => [name, member] as const)
    : Object.keys(value).map((name) => [name, schema.getValueSchema()] as const);
  const members = value as Record<string, unknown>;
  return Object.fromEntries(
    entries
      .filter(([name]) => members[name] !== undefined && members[name] !== null)
      .map(([name, member]) => [name, toPlain(member, members[name])]),
  );
}

function scalarKeys(items: readonly Plain[]): string[] {
  const keys = items
    .filter(isStruct)
    .flatMap((item) => Object.keys(item).filter((key) => isScalar(item[key]!)));
  return [...new Set(keys)].sort();
}

function structText(item: Struct, label: string | undefined, keys: readonly string[] | undefined): string {
  const scalars = (
    keys ??
    Object.keys(item)
      .filter((key) => isScalar(item[key]!))
      .sort()
  ).map((key) => (key in item ? scalarText(item[key]!) : ''));
  const line = [...(label ? [label.toUpperCase()] : []), ...scalars];
  const others = Object.keys(item).filter((key) => !(keys ?? []).includes(key) && !isScalar(item[key]!));
  const own = scalars.length > 0 ? `${line.join('\t')}\n` : '';
  return (
    own +
    others
      .sort()
      .map((key) => textOf(item[key]!, key))
      .join('')
  );
}

function listText(items: readonly Plain[], label?: string): string {
  const keys = items.some(isStruct) ? scalarKeys(items) : undefined;
  if (keys)
    return items.map((item) => (isStruct(item) ? structText(item, label, keys) : textOf(item))).join('');
  const scalars = items.filter(isScalar).map(scalarText);
  const lists = items.filter((item) => !isScalar(item)).map((item) => textOf(item, label));
  if (scalars.length === 0) return lists.join('');
  const own = label
    ? scalars.map((scalar) => `${label.toUpperCase()}\t${scalar}\n`).join('')
    : `${scalars.join('\t')}\n`;
  return own + lists.join('');
}

/** `--output text`: a line for each structure, its scalars by the order of their names, separated by tabs. */
function textOf(value: Plain, label?: string): string {
  if (Array.isArray(value)) return listText(value, label);
  if (isStruct(value)) return structText(value, label, undefined);
  return `${scalarText(value)}\n`;
}

const FORMATS: Record<string, (value: Plain, title: string) => string> = {
  // An answer without a member prints nothing.
  json: (value) =>
    isStruct(value) && Object.keys(value).length === 0 ? '' : `${JSON.stringify(value, null, 4)}\n`,
  text: (value) => textOf(value),
  table: tableOf,
};

export const OUTPUTS = Object.keys(FORMATS);

/** `value` as the CLI prints it with `--output <format>`. */
export const print = (format: string, value: Plain, title: string): string =>
  FORMATS[format]?.(value, title) ?? '';
