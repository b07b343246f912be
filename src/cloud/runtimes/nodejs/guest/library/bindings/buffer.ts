import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';
import { base64ToBytes, hexToBytes, latin1ToText, textToLatin1, textToUcs2, ucs2ToText } from './texts.ts';

const view = (bytes: ArrayBufferView) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const MAX_LENGTH = 2 ** 53 - 1;
const MAX_STRING = 0x1fffffe8;

/** What `Buffer` does in C++. */
export function bufferBinding({ door }: Context): Binding {
  /** Called as a method of the bytes, or with them as the first argument. */
  const slice = (read: (bytes: Uint8Array) => string) =>
    function (this: Uint8Array, ...args: unknown[]) {
      const bytes = ArrayBuffer.isView(args[0]) ? (args.shift() as Uint8Array) : this;
      const [start = 0, end = bytes.length] = args as number[];
      return read(view(bytes).subarray(start, Math.min(end, bytes.length)));
    };
  /** Puts `bytes` in, as many as there is room for. */
  const put = (target: Uint8Array, bytes: Uint8Array, offset: number, length: number, unit = 1) => {
    let room = Math.min(length, target.length - offset, bytes.length);
    room -= room % unit;
    target.set(room < bytes.length ? bytes.subarray(0, room) : bytes, offset);
    return room;
  };
  const write = (encode: (text: string) => Uint8Array, unit = 1) =>
    function (this: Uint8Array, ...args: unknown[]) {
      const target = ArrayBuffer.isView(args[0]) ? (args.shift() as Uint8Array) : this;
      const [text, offset = 0, length = target.length - offset] = args as [string, number?, number?];
      return put(target, encode(text), offset, length, unit);
    };
  const writeStatic =
    (encode: (text: string) => Uint8Array) =>
    (target: Uint8Array, text: string, offset = 0, length = target.length - offset) =>
      put(target, encode(text), offset, length);

  /** Never a part of a character. */
  function utf8Write(target: Uint8Array, text: string, offset = 0, length = target.length - offset) {
    const bytes = door.utf8Encode(text);
    let room = Math.min(length, target.length - offset, bytes.length);
    if (room < bytes.length) while (room > 0 && ((bytes[room] ?? 0) & 0xc0) === 0x80) room -= 1;
    target.set(bytes.subarray(0, room), offset);
    return room;
  }
  const utf8Slice = slice((bytes) => door.decode(bytes, 'utf-8', false, true) ?? '');
  const ascii = (bytes: Uint8Array) => latin1ToText(bytes.map((byte) => byte & 0x7f));
  const base64 = (bytes: Uint8Array) => bytes.toBase64();
  const base64url = (bytes: Uint8Array) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true });

  function compare(a: Uint8Array, b: Uint8Array): number {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  function indexOf(haystack: Uint8Array, needle: Uint8Array, offset: number, forward: boolean): number {
    const last = haystack.length - needle.length;
    let at = offset < 0 ? offset + haystack.length : offset;
    if (at < 0) {
      if (!forward) return -1;
      at = 0;
    }
    if (needle.length === 0) return Math.min(at, haystack.length);
    if (at > last) {
      if (forward) return -1;
      at = last;
    }
    for (; at >= 0 && at <= last; at += forward ? 1 : -1) {
      at = forward ? haystack.indexOf(needle[0]!, at) : haystack.lastIndexOf(needle[0]!, at);
      if (at < 0 || at > last) return -1;
      let i = 1;
      while (i < needle.length && haystack[at + i] === needle[i]) i += 1;
      if (i === needle.length) return at;
    }
    return -1;
  }

  const encoders: Record<string, (text: string) => Uint8Array> = {
    ascii: textToLatin1,
    latin1: textToLatin1,
    binary: textToLatin1,
    hex: hexToBytes,
    base64: base64ToBytes,
    base64url: base64ToBytes,
    ucs2: textToUcs2,
    'ucs-2': textToUcs2,
    utf16le: textToUcs2,
    'utf-16le': textToUcs2,
  };
  /** As `internalBinding('string_decoder').encodings` numbers them. */
  const byNumber = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'];
  const encode = (text: string, encoding: number | string) => {
    const name = typeof encoding === 'number' ? byNumber[encoding] : encoding;
    return (encoders[name ?? ''] ?? door.utf8Encode)(text);
  };

  const swap = (size: number) => (bytes: Uint8Array) => {
    for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
    return bytes;
  };

  return {
    kMaxLength: MAX_LENGTH,
    kStringMaxLength: MAX_STRING,
    setBufferPrototype() {},
    setDetachKey() {},
    createUnsafeArrayBuffer: (size: number) => new ArrayBuffer(size),
    byteLengthUtf8: (text: string) => door.utf8Encode(text).length,
    compare: (a: Uint8Array, b: Uint8Array) => compare(view(a), view(b)),
    compareOffset: (
      a: Uint8Array,
      b: Uint8Array,
      bStart: number,
      aStart: number,
      bLength: number,
      aLength: number,
    ) => compare(view(a).subarray(aStart, aStart + aLength), view(b).subarray(bStart, bStart + bLength)),
    copy(source: Uint8Array, target: Uint8Array, targetStart: number, sourceStart: number, count: number) {
      view(target).set(view(source).subarray(sourceStart, sourceStart + count), targetStart);
      return count;
    },
    copyArrayBuffer(target: ArrayBuffer, at: number, source: ArrayBuffer, from: number, count: number) {
      new Uint8Array(target, at, count).set(new Uint8Array(source, from, count));
    },
    fill(target: Uint8Array, value: unknown, start: number, end: number, encoding?: string) {
      if (start < 0 || end > target.length) return -2;
      if (start >= end) return undefined;
      const bytes =
        typeof value === 'string'
          ? encode(value, encoding ?? 'utf8')
          : typeof value === 'object' && value !== null
            ? view(value as Uint8Array)
            : Uint8Array.of(Number(value) & 255);
      if (bytes.length === 0) return -1;
      if (bytes.length === 1) target.fill(bytes[0]!, start, end);
      else {
        target.set(bytes.subarray(0, end - start), start);
        for (let done = bytes.length; done < end - start; done *= 2)
          target.copyWithin(start + done, start, Math.min(start + done, end - done));
      }
      return undefined;
    },
    isAscii: (bytes: ArrayBufferView | ArrayBuffer) =>
      (ArrayBuffer.isView(bytes) ? view(bytes) : new Uint8Array(bytes)).every((byte) => byte < 128),
    isUtf8: (bytes: ArrayBufferView | ArrayBuffer) =>
      door.decode(ArrayBuffer.isView(bytes) ? view(bytes) : new Uint8Array(bytes), 'utf-8', true, true) !==
      undefined,
    indexOfString: (bytes: Uint8Array, text: string, offset: number, encoding: number, forward: boolean) =>
      indexOf(view(bytes), encode(text, encoding), offset, forward),
    indexOfBuffer: (
      bytes: Uint8Array,
      needle: Uint8Array,
      offset: number,
      _encoding: number,
      forward: boolean,
    ) => indexOf(view(bytes), view(needle), offset, forward),
    indexOfNumber: (bytes: Uint8Array, byte: number, offset: number, forward: boolean) =>
      indexOf(view(bytes), Uint8Array.of(byte & 255), offset, forward),
    swap16: swap(2),
    swap32: swap(4),
    swap64: swap(8),
    atob(text: string) {
      const clean = text.replace(/[\t\n\f\r ]/g, '');
      if (/[^A-Za-z0-9+/=]/.test(clean)) return -2;
      try {
        return latin1ToText(Uint8Array.fromBase64(clean));
      } catch {
        return -1;
      }
    },
    btoa: (text: string) => (/[^\0-\xff]/.test(text) ? -1 : textToLatin1(text).toBase64()),
    utf8Slice,
    asciiSlice: slice(ascii),
    latin1Slice: slice(latin1ToText),
    ucs2Slice: slice(ucs2ToText),
    hexSlice: slice((bytes) => bytes.toHex()),
    base64Slice: slice(base64),
    base64urlSlice: slice(base64url),
    utf8WriteStatic: utf8Write,
    asciiWriteStatic: writeStatic(textToLatin1),
    latin1WriteStatic: writeStatic(textToLatin1),
    ucs2Write: write(textToUcs2, 2),
    hexWrite: write(hexToBytes),
    base64Write: write(base64ToBytes),
    base64urlWrite: write(base64ToBytes),
    getZeroFillToggle: () => undefined,
  };
}
