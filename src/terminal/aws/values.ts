import type { NormalizedSchema } from '@smithy/core/schema';
import { requiredMembers } from './model.ts';
import { parseShorthand, type Shorthand, ShorthandError } from './shorthand.ts';
import { EXIT, UsageError } from './usage-error.ts';

export type BinaryFormat = 'base64' | 'raw-in-base64-out';

export const typeName = (schema: NormalizedSchema): string => {
  if (schema.isListSchema()) return 'list';
  if (schema.isMapSchema()) return 'map';
  if (schema.isStructSchema()) return 'structure';
  if (schema.isBlobSchema()) return 'blob';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isTimestampSchema()) return 'timestamp';
  return 'string';
};

const isCompound = (schema: NormalizedSchema) =>
  schema.isStructSchema() || schema.isMapSchema() || schema.isListSchema();

const parsingError = (option: string, why: string) =>
  new UsageError(`Error parsing parameter '--${option}': ${why}`);

export function parseJson(option: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw parsingError(option, `Invalid JSON: ${why}\nJSON received: ${text}`);
  }
}

function toNumber(text: string): number {
  if (/^\s*[-+]?\d+(\.\d+)?\s*$/.test(text)) return Number(text);
  throw new UsageError(`invalid literal for int() with base 10: '${text}'`, EXIT.general);
}

function toBytes(value: string | Uint8Array, format: BinaryFormat): Uint8Array {
  if (typeof value !== 'string') return value;
  if (format === 'raw-in-base64-out') return new TextEncoder().encode(value);
  try {
    return Uint8Array.from(atob(value.trim()), (character) => character.charCodeAt(0));
  } catch {
    throw new UsageError(
      `Invalid base64: "${value}"\n\nTo pass it as it stands, add --cli-binary-format raw-in-base64-out.`,
    );
  }
}

/** What shorthand says, in the types of the model: it knows nothing but texts. */
function fromShorthand(schema: NormalizedSchema, value: Shorthand): unknown {
  if (schema.isListSchema())
    return (Array.isArray(value) ? value : [value]).map((item) =>
      fromShorthand(schema.getValueSchema(), item),
    );
  if (typeof value === 'object' && !Array.isArray(value) && isCompound(schema)) {
    const members = schema.isStructSchema() ? new Map(schema.structIterator()) : undefined;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const member = members ? members.get(key) : schema.getValueSchema();
        return [key, member ? fromShorthand(member, inner) : inner];
      }),
    );
  }
  if (typeof value !== 'string') return value;
  if (schema.isNumericSchema()) return toNumber(value);
  if (schema.isBooleanSchema() && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return value;
}

/** The value of one word after an option. */
export function readValue(option: string, schema: NormalizedSchema, value: string | Uint8Array): unknown {
  if (schema.isBlobSchema()) return value;
  const text = typeof value === 'string' ? value : new TextDecoder().decode(value);
  if (schema.isNumericSchema()) return toNumber(text);
  if (!isCompound(schema)) return text;
  if (/^\s*[[{]/.test(text)) return parseJson(option, text);
  try {
    return fromShorthand(schema, parseShorthand(text));
  } catch (error) {
    throw error instanceof ShorthandError ? parsingError(option, error.message) : error;
  }
}

/** The value of all words after an option that takes a list. */
export function readList(
  option: string,
  schema: NormalizedSchema,
  values: readonly (string | Uint8Array)[],
): unknown {
  const [first] = values;
  if (values.length === 1 && typeof first === 'string' && /^\s*\[/.test(first))
    return parseJson(option, first);
  return values.map((value) => readValue(option, schema.getValueSchema(), value));
}

const PYTHON_TYPE = { string: 'str', number: 'int', boolean: 'bool', object: 'dict' } as Record<
  string,
  string
>;
const VALID: Record<string, string> = {
  string: `<class 'str'>`,
  number: `<class 'int'>`,
  boolean: `<class 'bool'>`,
  list: `<class 'list'>, <class 'tuple'>`,
  map: `<class 'dict'>`,
  structure: `<class 'dict'>`,
};

const isOf = (type: string, value: unknown) => {
  if (type === 'list') return Array.isArray(value);
  if (type === 'map' || type === 'structure')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === 'blob' || type === 'timestamp' || typeof value === type;
};

/** `value` as the SDK takes it: bytes for blobs, dates for timestamps. What does not fit is added to `problems`. */
export function conform(
  schema: NormalizedSchema,
  value: unknown,
  place: string,
  format: BinaryFormat,
  problems: string[],
): unknown {
  const type = typeName(schema);
  if (!isOf(type, value)) {
    const received = Array.isArray(value) ? 'list' : (PYTHON_TYPE[typeof value] ?? typeof value);
    problems.push(
      `Invalid type for parameter ${place}, value: ${typeof value === 'object' ? JSON.stringify(value) : value}, type: <class '${received}'>, valid types: ${VALID[type]}`,
    );
    return value;
  }
  if (type === 'blob') return toBytes(value as string | Uint8Array, format);
  if (type === 'timestamp')
    return new Date(/^\d+$/.test(String(value)) ? Number(value) * 1000 : String(value));
  if (Array.isArray(value))
    return value.map((item, index) =>
      conform(schema.getValueSchema(), item, `${place}[${index}]`, format, problems),
    );
  if (typeof value !== 'object' || value === null) return value;
  const members = schema.isStructSchema() ? new Map(schema.structIterator()) : undefined;
  if (members)
    for (const name of requiredMembers(schema))
      if (!(name in value))
        problems.push(`Missing required parameter in ${place === '' ? 'input' : place}: "${name}"`);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const member = members ? members.get(name) : schema.getValueSchema();
      const at = place === '' ? name : `${place}.${name}`;
      if (member) return [name, conform(member, inner, at, format, problems)];
      const known = [...(members?.keys() ?? [])].join(', ');
      problems.push(
        `Unknown parameter in ${place === '' ? 'input' : place}: "${name}", must be one of: ${known}`,
      );
      return [name, inner];
    }),
  );
}
