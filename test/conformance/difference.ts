import type { Json } from './case.ts';
import { fill, type Names } from './input.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What keeps `got` from being what is expected, a line each; none when it is. */
export function differences(expected: Json, got: unknown, names: Names, at: string): string[] {
  const wrong = (what: string) => [`${at}: ${what}; got ${JSON.stringify(asText(got))?.slice(0, 300)}`];
  if (typeof expected === 'string')
    return expected.startsWith('@')
      ? marker(expected, got, names, wrong)
      : same(fill(expected, names), asText(got), wrong);
  if (expected === null || typeof expected !== 'object') return same(expected, got, wrong);
  if (Array.isArray(expected)) return everyItem(expected, got, names, at);
  const [[key, inner] = []] = Object.entries(expected);
  if (key?.startsWith('@') && inner !== undefined) return wrapped(key, inner, got, names, at);
  if (!isObject(got)) return wrong('not an object');
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, got[fill(name, names)], names, `${at}.${name}`),
  );
}

type Wrong = (what: string) => string[];

const same = (expected: unknown, got: unknown, wrong: Wrong) =>
  Object.is(expected, got) ? [] : wrong(`expected ${JSON.stringify(expected)}`);

function marker(expected: string, got: unknown, names: Names, wrong: Wrong): string[] {
  const holds = (right: boolean) => (right ? [] : wrong(`expected ${expected}`));
  if (expected.startsWith('@regex:')) {
    const pattern = new RegExp(fill(expected.slice('@regex:'.length), names));
    return holds(pattern.test(String(asText(got) ?? '')));
  }
  if (expected === '@any') return holds(got !== undefined);
  if (expected === '@absent') return holds(got === undefined || got === null);
  if (expected === '@nonEmpty') return holds(Boolean(got));
  if (expected === '@uuid') return holds(UUID.test(String(got)));
  throw new Error(`A case expects ${expected}, which difference.ts does not know.`);
}

function wrapped(key: string, inner: Json, got: unknown, names: Names, at: string): string[] {
  if (key === '@json') return differences(inner, parsed(got), names, `${at}(json)`);
  if (key === '@not') return got === fill(String(inner), names) ? [`${at}: did not change`] : [];
  if (key === '@keys' || key === '@exact') {
    const keys = Array.isArray(inner) ? inner.map(String) : Object.keys(inner ?? {});
    const sorted = (list: string[]) => [...list].sort();
    const ownKeys = differences(sorted(keys), sorted(Object.keys(got ?? {})), names, `${at}(keys)`);
    return key === '@keys' ? ownKeys : [...ownKeys, ...differences(inner, got, names, at)];
  }
  if (key === '@base64Lines') {
    const lines = Buffer.from(String(got), 'base64').toString().replace(/\n$/, '').split('\n');
    return differences(inner, lines, names, `${at}(lines)`);
  }
  throw new Error(`A case expects ${key}, which difference.ts does not know.`);
}

function everyItem(expected: readonly Json[], got: unknown, names: Names, at: string): string[] {
  if (!Array.isArray(got)) return [`${at}: not an array`];
  if (got.length !== expected.length)
    return [`${at}: ${got.length} items, expected ${expected.length}: ${JSON.stringify(got).slice(0, 600)}`];
  return expected.flatMap((item, index) => differences(item, got[index], names, `${at}[${index}]`));
}

function parsed(got: unknown): unknown {
  try {
    return JSON.parse(String(asText(got)));
  } catch {
    return undefined;
  }
}

/** Payloads come as bytes. */
const asText = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString() : value);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
