import { digests } from './crypto/digests.ts';
import { webCrypto } from './crypto/web-crypto.ts';
import type { Context } from './start.ts';
import { unavailable } from './unavailable.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Done<T> = (error: Error | null, value?: T) => void;

/** What of `node:crypto` is missing: everything with keys that are not just bytes. */
const MISSING =
  'Certificate Cipheriv Decipheriv DiffieHellman DiffieHellmanGroup ECDH KeyObject Sign Verify ' +
  'X509Certificate checkPrime checkPrimeSync createCipheriv createDecipheriv createDiffieHellman ' +
  'createDiffieHellmanGroup createECDH createPrivateKey createPublicKey createSecretKey createSign ' +
  'createVerify diffieHellman generateKey generateKeyPair generateKeyPairSync generateKeySync generatePrime ' +
  'generatePrimeSync getDiffieHellman privateDecrypt privateEncrypt publicDecrypt publicEncrypt sign verify';

/** `node:crypto` and the global `crypto`: digests, HMAC, key derivation and chance; the host does the work. */
export function cryptoModule(context: Context) {
  const { door, load } = context;
  const { Buffer } = load('node:buffer') as { Buffer: BufferConstructor };
  const { codes } = load('internal/errors') as unknown as {
    codes: Record<string, new (...args: unknown[]) => Error>;
  };
  const check = load('internal/validators') as {
    validateString(value: unknown, name: string): void;
    validateFunction(value: unknown, name: string): void;
    validateInteger(value: unknown, name: string, min?: number, max?: number): void;
  };
  const isBytes = (value: unknown): value is ArrayBufferView | ArrayBuffer =>
    ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
  const view = (value: ArrayBufferView | ArrayBuffer): Bytes =>
    ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value);
  const KINDS = ['string', 'Buffer', 'TypedArray', 'DataView'];
  function bytesOf(value: unknown, name: string, encoding?: string, kinds: string[] = KINDS): Bytes {
    if (typeof value === 'string')
      return view(Buffer.from(value, (encoding === 'buffer' ? 'utf8' : encoding) as BufferEncoding));
    if (!isBytes(value)) throw new codes.ERR_INVALID_ARG_TYPE!(name, kinds, value);
    return view(value);
  }
  const shown = (bytes: Uint8Array, encoding?: string) => {
    const buffer = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
    return encoding && encoding !== 'buffer' ? buffer.toString(encoding as BufferEncoding) : buffer;
  };

  const later = <T>(done: Done<T>, value: T) => void door.startTimer(0, () => done(null, value));
  const random = (count: number) => Buffer.from(door.randomBytes(count).buffer as ArrayBuffer);
  function randomBytes(size: number, done?: Done<Buffer>) {
    check.validateInteger(size, 'size', 0, 2 ** 31 - 1);
    if (done === undefined) return random(size);
    check.validateFunction(done, 'callback');
    return later(done, random(size));
  }
  function randomFillSync<T extends ArrayBufferView | ArrayBuffer>(target: T, offset = 0, size?: number): T {
    if (!isBytes(target))
      throw new codes.ERR_INVALID_ARG_TYPE!('buf', ['ArrayBuffer', 'ArrayBufferView'], target);
    const unit =
      ArrayBuffer.isView(target) && 'BYTES_PER_ELEMENT' in target ? Number(target.BYTES_PER_ELEMENT) : 1;
    const bytes = view(target);
    const from = offset * unit;
    const count = size === undefined ? bytes.length - from : size * unit;
    if (from > bytes.length)
      throw new codes.ERR_OUT_OF_RANGE!('offset', `>= 0 && <= ${bytes.length}`, offset);
    if (from + count > bytes.length)
      throw new codes.ERR_OUT_OF_RANGE!('size + offset', `<= ${bytes.length}`, count + from);
    bytes.set(door.randomBytes(count), from);
    return target;
  }
  function randomFill(target: Bytes, ...rest: unknown[]) {
    const done = rest.pop() as Done<Bytes>;
    check.validateFunction(done, 'callback');
    later(done, randomFillSync(target, ...(rest as number[])));
  }
  function randomInt(min: unknown, max?: unknown, done?: unknown): number | undefined {
    if (max === undefined || typeof max === 'function') return randomInt(0, min, max);
    for (const [name, value] of [
      ['min', min],
      ['max', max],
    ] as const)
      if (!Number.isSafeInteger(value)) throw new codes.ERR_INVALID_ARG_TYPE!(name, 'a safe integer', value);
    const [low, high] = [min as number, max as number];
    if (high <= low)
      throw new codes.ERR_OUT_OF_RANGE!('max', `greater than the value of "min" (${low})`, high);
    const range = high - low;
    if (range > 2 ** 48 - 1)
      throw new codes.ERR_OUT_OF_RANGE!(low === 0 ? 'max' : 'max - min', `<= ${2 ** 48 - 1}`, range);
    let value: number;
    do value = random(6).readUIntBE(0, 6);
    while (value >= 2 ** 48 - (2 ** 48 % range));
    if (done === undefined) return low + (value % range);
    later(done as Done<number>, low + (value % range));
    return undefined;
  }
  function randomUUID() {
    const bytes = random(16);
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
  function timingSafeEqual(a: unknown, b: unknown) {
    const kinds = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
    if (!isBytes(a)) throw new codes.ERR_INVALID_ARG_TYPE!('buf1', kinds, a);
    if (!isBytes(b)) throw new codes.ERR_INVALID_ARG_TYPE!('buf2', kinds, b);
    const [left, right] = [view(a), view(b)];
    if (left.length !== right.length)
      throw Object.assign(new RangeError('Input buffers must have the same byte length'), {
        code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      });
    let difference = 0;
    for (let i = 0; i < left.length; i++) difference |= left[i]! ^ right[i]!;
    return difference === 0;
  }

  function derive(method: string, digest: string, password: unknown, salt: unknown, options: object): Buffer {
    const known = digest === '' ? 0 : door.hashStart(digest);
    if (known === undefined) throw new codes.ERR_CRYPTO_INVALID_DIGEST!(digest);
    if (digest !== '') door.hashEnd(known);
    const derived = door.derive(
      method,
      digest,
      bytesOf(password, 'password'),
      bytesOf(salt, 'salt'),
      JSON.stringify(options),
    );
    return Buffer.from(derived.buffer as ArrayBuffer);
  }
  function pbkdf2Sync(password: unknown, salt: unknown, iterations: number, length: number, digest: string) {
    check.validateString(digest, 'digest');
    check.validateInteger(iterations, 'iterations', 1, 2 ** 31 - 1);
    check.validateInteger(length, 'keylen', 0, 2 ** 31 - 1);
    return derive('pbkdf2', digest, password, salt, { iterations, length });
  }
  type Scrypt = Partial<Record<'N' | 'cost' | 'r' | 'blockSize' | 'p' | 'parallelization', number>>;
  const scryptSync = (password: unknown, salt: unknown, length: number, options: Scrypt = {}) =>
    derive('scrypt', '', password, salt, {
      N: options.N ?? options.cost ?? 16_384,
      r: options.r ?? options.blockSize ?? 8,
      p: options.p ?? options.parallelization ?? 1,
      length,
    });
  const hkdfSync = (digest: string, key: unknown, salt: unknown, info: unknown, length: number) =>
    derive('hkdf', digest, key, salt, { info: Buffer.from(bytesOf(info, 'info')).toString('hex'), length })
      .buffer;
  /** The last argument takes what `act` gives for the others. */
  const withCallback =
    (act: (...args: never[]) => unknown) =>
    (...args: unknown[]) => {
      const done = args.pop() as Done<unknown>;
      check.validateFunction(done, 'callback');
      later(done, act(...(args as never[])));
    };

  const missing = (name: string) =>
    function unavailableHere() {
      throw unavailable(`crypto.${name}`);
    };
  return {
    ...Object.fromEntries(MISSING.split(' ').map((name) => [name, missing(name)])),
    ...digests(context, codes, check.validateString, bytesOf, shown),
    ...webCrypto(door, view, randomFillSync, randomUUID),
    constants: load('node:constants'),
    getCiphers: () => [],
    getCurves: () => [],
    getFips: () => 0,
    hkdf: withCallback(hkdfSync as never),
    hkdfSync,
    pbkdf2: withCallback(pbkdf2Sync as never),
    pbkdf2Sync,
    randomBytes,
    pseudoRandomBytes: randomBytes,
    randomFill,
    randomFillSync,
    randomInt,
    randomUUID,
    scrypt: withCallback((password, salt, length, options) => scryptSync(password, salt, length, options)),
    scryptSync,
    timingSafeEqual,
  };
}
