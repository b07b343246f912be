import type { Context } from '../start.ts';

/** Names as OpenSSL lists them, of what is there. */
const HASHES =
  'RSA-MD5 RSA-RIPEMD160 RSA-SHA1 RSA-SHA224 RSA-SHA256 RSA-SHA3-224 RSA-SHA3-256 RSA-SHA3-384 RSA-SHA3-512 ' +
  'RSA-SHA384 RSA-SHA512 RSA-SHA512/224 RSA-SHA512/256 blake2b512 blake2s256 md5 ripemd ripemd160 rmd160 ' +
  'sha1 sha224 sha256 sha3-224 sha3-256 sha3-384 sha3-512 sha384 sha512 sha512-224 sha512-256';

/** Hashes and HMACs. */
export function digests(
  { door, load }: Context,
  codes: Record<string, new (...args: unknown[]) => Error>,
  validateString: (value: unknown, name: string) => void,
  bytesOf: (value: unknown, name: string, encoding?: string, kinds?: string[]) => Uint8Array,
  shown: (bytes: Uint8Array, encoding?: string) => unknown,
) {
  const LazyTransform = load('internal/streams/lazy_transform') as new (
    options?: object,
  ) => { push(chunk: unknown): void };
  /** A digest or an HMAC, as an object and as a stream. */
  class Digest extends LazyTransform {
    #id: number;
    #ended = false;
    #kind: 'Hash' | 'Hmac';
    constructor(kind: 'Hash' | 'Hmac', id: number, options?: object) {
      super(options);
      this.#kind = kind;
      this.#id = id;
    }
    protected get id() {
      return this.#id;
    }
    protected get ended() {
      return this.#ended;
    }
    update(data: unknown, encoding?: string) {
      if (this.#ended) throw new codes.ERR_CRYPTO_HASH_FINALIZED!();
      door.hashUpdate(this.#id, bytesOf(data, 'data', encoding));
      return this;
    }
    digest(encoding?: string) {
      if (this.#ended) {
        if (this.#kind === 'Hmac') return shown(new Uint8Array(), encoding);
        throw new codes.ERR_CRYPTO_HASH_FINALIZED!();
      }
      this.#ended = true;
      return shown(door.hashEnd(this.#id), encoding);
    }
    _transform(chunk: Uint8Array, encoding: string, done: () => void) {
      this.update(chunk, encoding);
      done();
    }
    _flush(done: () => void) {
      this.push(this.digest());
      done();
    }
  }
  class Hash extends Digest {
    constructor(algorithm: unknown, options?: object, id?: number) {
      validateString(algorithm, 'algorithm');
      const started = id ?? door.hashStart(String(algorithm));
      if (started === undefined) throw new Error('Digest method not supported');
      super('Hash', started, options);
    }
    copy(options?: object) {
      if (this.ended) throw new codes.ERR_CRYPTO_HASH_FINALIZED!();
      return new Hash('', options, door.hashCopy(this.id));
    }
  }
  class Hmac extends Digest {
    constructor(algorithm: unknown, key: unknown, options?: object) {
      validateString(algorithm, 'hmac');
      const kinds = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string', 'KeyObject', 'CryptoKey'];
      const started = door.hashStart(String(algorithm), bytesOf(key, 'key', 'utf8', kinds));
      if (started === undefined) throw new codes.ERR_CRYPTO_INVALID_DIGEST!(algorithm);
      super('Hmac', started, options);
    }
  }

  function hash(algorithm: string, data: unknown, options: string | { outputEncoding?: string } = 'hex') {
    validateString(algorithm, 'algorithm');
    const encoding = typeof options === 'string' ? options : (options.outputEncoding ?? 'hex');
    const id = door.hashStart(algorithm);
    if (id === undefined) throw new Error('Digest method not supported');
    door.hashUpdate(id, bytesOf(data, 'input'));
    return shown(door.hashEnd(id), encoding);
  }

  return {
    Hash,
    Hmac,
    createHash: (algorithm: string, options?: object) => new Hash(algorithm, options),
    createHmac: (algorithm: string, key: unknown, options?: object) => new Hmac(algorithm, key, options),
    getHashes: () => HASHES.split(' '),
    hash,
  };
}
