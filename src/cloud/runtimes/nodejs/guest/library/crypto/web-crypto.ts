import type { LibraryDoor } from '../door.ts';
import { unavailable } from '../unavailable.ts';

/** What of `crypto.subtle` is missing: everything with keys. */
const MISSING =
  'encrypt decrypt sign verify generateKey deriveKey deriveBits importKey exportKey wrapKey unwrapKey';

/** The global `crypto`, and its classes. */
export function webCrypto(
  door: LibraryDoor,
  view: (value: ArrayBufferView | ArrayBuffer) => Uint8Array,
  randomFillSync: <T extends ArrayBufferView>(target: T) => T,
  randomUUID: () => string,
) {
  class SubtleCrypto {
    async digest(
      algorithm: string | { name: string },
      data: ArrayBufferView | ArrayBuffer,
    ): Promise<ArrayBuffer> {
      const name = (typeof algorithm === 'string' ? algorithm : algorithm.name).toUpperCase();
      if (!/^SHA-(1|256|384|512)$/.test(name))
        throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
      const id = door.hashStart(name.replace('-', ''))!;
      door.hashUpdate(id, view(data).slice());
      return door.hashEnd(id).buffer as ArrayBuffer;
    }
  }
  for (const name of MISSING.split(' '))
    Object.defineProperty(SubtleCrypto.prototype, name, {
      configurable: true,
      writable: true,
      value: async () => {
        throw unavailable(`crypto.subtle.${name}`);
      },
    });
  const subtle = new SubtleCrypto();
  class Crypto {
    get subtle() {
      return subtle;
    }
    getRandomValues<T extends ArrayBufferView>(target: T): T {
      if (!ArrayBuffer.isView(target) || /Float|DataView/.test(Object.prototype.toString.call(target)))
        throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
      if (target.byteLength > 65_536)
        throw new DOMException(`The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
      return randomFillSync(target);
    }
    randomUUID() {
      return randomUUID();
    }
    get [Symbol.toStringTag]() {
      return 'Crypto';
    }
  }
  const webcrypto = new Crypto();
  return {
    getRandomValues: (target: Uint8Array) => webcrypto.getRandomValues(target),
    subtle,
    webcrypto,
    Crypto,
    SubtleCrypto,
  };
}
