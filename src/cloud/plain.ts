import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What JSON can say. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** Bytes by their SHA-256 in hex. */
export type Blobs = ReadonlyMap<string, Uint8Array>;

const hashes = new WeakMap<Uint8Array, string>();

/** SHA-256 in hex of bytes that do not change any more. */
function hashOf(bytes: Uint8Array): string {
  const known = hashes.get(bytes) ?? bytesToHex(sha256(bytes));
  hashes.set(bytes, known);
  return known;
}

/**
 * Plain data, maps and bytes as JSON: a map as `{ "$map": [[key, value] …] }`, bytes as `{ "$bytes": hash }`, which go to
 * `blobs`. A name that begins with `$` gets another one. @throws TypeError for anything else
 */
export function toPlain(value: unknown, blobs: Map<string, Uint8Array>): Plain {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, blobs));
  if (value instanceof Map) return { $map: [...value].map((entry) => toPlain(entry, blobs)) };
  if (value instanceof Uint8Array) {
    blobs.set(hashOf(value), value);
    return { $bytes: hashOf(value) };
  }
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(`The state of an account is plain data, and cannot have ${String(value)}.`);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([name, item]) => [name.replace(/^\$/, '$$$$'), toPlain(item, blobs)]),
  );
}

/** The way back. @throws Error when a blob is missing */
export function fromPlain(plain: Plain, blobs: Blobs): unknown {
  if (plain === null || typeof plain !== 'object') return plain;
  if (Array.isArray(plain)) return plain.map((item: Plain) => fromPlain(item, blobs));
  const { $map, $bytes } = plain as { $map?: readonly [Plain, Plain][]; $bytes?: string };
  if ($map) return new Map($map.map(([key, value]) => [fromPlain(key, blobs), fromPlain(value, blobs)]));
  if ($bytes === undefined)
    return Object.fromEntries(
      Object.entries(plain).map(([name, item]) => [name.replace(/^\$\$/, '$'), fromPlain(item, blobs)]),
    );
  const bytes = blobs.get($bytes);
  if (!bytes) throw new Error(`The bytes with the hash ${$bytes} are missing.`);
  return bytes;
}
