import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { type CHash, hexToBytes } from '@noble/hashes/utils.js';

/** By their names in OpenSSL, lower case. */
const HASHES = new Map<string, CHash>([
  ['md5', md5],
  ['sha1', sha1],
  ['ripemd160', ripemd160],
  ['ripemd', ripemd160],
  ['rmd160', ripemd160],
  ['sha224', sha224],
  ['sha256', sha256],
  ['sha384', sha384],
  ['sha512', sha512],
  ['sha512-224', sha512_224],
  ['sha512-256', sha512_256],
  ['sha3-224', sha3_224],
  ['sha3-256', sha3_256],
  ['sha3-384', sha3_384],
  ['sha3-512', sha3_512],
  ['blake2b512', blake2b],
  ['blake2s256', blake2s],
]);

const hashNamed = (name: string): CHash | undefined =>
  HASHES.get(
    name
      .toLowerCase()
      .replace(/^rsa-/, '')
      .replace('/', '-')
      .replace(/^sha-(?=\d)/, 'sha'),
  );

/** Digests that a process has begun and not ended: more than this is a mistake of its code, or worse. */
const MOST_OPEN = 100_000;

interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Digest;
}

/** Digests by number. */
export function createDigests() {
  const open = new Map<number, Digest>();
  let ids = 0;
  const keep = (digest: Digest) => {
    if (open.size >= MOST_OPEN) throw new Error('Too many digests were begun and not ended.');
    open.set(++ids, digest);
    return ids;
  };
  return {
    start(name: string, key: Uint8Array | undefined): number | undefined {
      const hash = hashNamed(name);
      if (!hash) return undefined;
      return keep((key ? hmac.create(hash, key) : hash.create()) as Digest);
    },
    update: (id: number, bytes: Uint8Array) => void open.get(id)?.update(bytes),
    copy: (id: number) => keep(open.get(id)!.clone()),
    end(id: number): Uint8Array {
      const digest = open.get(id);
      open.delete(id);
      return digest?.digest() ?? new Uint8Array();
    },
  };
}

export interface Derivation {
  iterations?: number;
  length: number;
  N?: number;
  r?: number;
  p?: number;
  info?: string;
}

/** A key from a password: `pbkdf2`, `scrypt` or `hkdf`. */
export function deriveKey(
  method: string,
  digest: string,
  password: Uint8Array,
  salt: Uint8Array,
  { iterations = 1, length, N = 16_384, r = 8, p = 1, info = '' }: Derivation,
): Uint8Array {
  if (length === 0) return new Uint8Array();
  if (method === 'scrypt') return scrypt(password, salt, { N, r, p, dkLen: length });
  const hash = hashNamed(digest) ?? sha256;
  return method === 'hkdf'
    ? hkdf(hash, password, salt, hexToBytes(info), length)
    : pbkdf2(hash, password, salt, { c: iterations, dkLen: length });
}

/** How many bytes a derivation works through: that is what makes it slow. */
export const mixedBytes = ({ iterations, length, N, r = 8, p = 1 }: Derivation): number =>
  N ? N * r * p * 128 : (iterations ?? 1) * Math.max(1, length / 32) * 128;
