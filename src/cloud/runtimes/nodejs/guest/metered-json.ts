import { door, parse, stringify } from './door.ts';

/** JSON is read and written by native code, which no tick shows: it is counted by its length. Small texts are not worth a call. */
const WORTH_COUNTING = 1_000;

const count = (length: number) => {
  if (length > WORTH_COUNTING) door.json(length);
};

const metered = {
  parse(text: string, reviver?: (key: string, value: unknown) => unknown): unknown {
    const value = parse(text, reviver);
    if (typeof text === 'string') count(text.length);
    return value;
  },
  stringify(value: unknown, replacer?: never, space?: string | number): string | undefined {
    const text = stringify(value, replacer, space) as string | undefined;
    if (text !== undefined) count(text.length);
    return text;
  },
};

for (const [name, value] of Object.entries(metered))
  Object.defineProperty(JSON, name, { value, writable: true, configurable: true });
