import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';
import { latin1ToText, ucs2ToText } from './texts.ts';

/** As Node.js numbers them. */
const ENCODINGS = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'];

/** The places in a decoder's state. */
const MISSING = 4;
const BUFFERED = 5;
const ENCODING = 6;

/** Cuts text at the end of a chunk where a character ends; what is left waits in the first bytes of `state`. */
export function stringDecoderBinding({ door }: Context): Binding {
  const utf8 = (bytes: Uint8Array) => door.decode(bytes, 'utf-8', false, true) ?? '';
  const toText: Record<string, (bytes: Uint8Array) => string> = {
    ascii: (bytes) => latin1ToText(bytes.map((byte) => byte & 0x7f)),
    latin1: latin1ToText,
    hex: (bytes) => bytes.toHex(),
    utf8,
    utf16le: ucs2ToText,
    base64: (bytes) => bytes.toBase64(),
    base64url: (bytes) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true }),
  };

  /** Bytes at the end that wait for more, and for how many. */
  function rest(bytes: Uint8Array, encoding: string): [waiting: number, missing: number] {
    if (encoding === 'base64' || encoding === 'base64url') {
      const waiting = bytes.length % 3;
      return [waiting, waiting && 3 - waiting];
    }
    if (encoding === 'utf16le') {
      if (bytes.length % 2 === 1) return [1, 1];
      return bytes.length >= 2 && ((bytes.at(-1) ?? 0) & 0xfc) === 0xd8 ? [2, 2] : [0, 0];
    }
    if (encoding !== 'utf8') return [0, 0];
    for (let back = 1; back <= Math.min(4, bytes.length); back++) {
      const byte = bytes.at(-back) ?? 0;
      if ((byte & 0xc0) === 0x80) continue;
      const needs = (byte & 0xf8) === 0xf0 ? 4 : (byte & 0xf0) === 0xe0 ? 3 : (byte & 0xe0) === 0xc0 ? 2 : 1;
      return needs > back && isPrefix(bytes.subarray(-back)) ? [back, needs - back] : [0, 0];
    }
    return [0, 0];
  }
  /** A beginning that no continuation makes valid is given out at once, as U+FFFD. */
  const isPrefix = (bytes: Uint8Array) => {
    const [first = 0, second] = bytes;
    if (first < 0xc2 || first > 0xf4) return false;
    if (second === undefined) return true;
    if (first === 0xe0) return second >= 0xa0;
    if (first === 0xed) return second < 0xa0;
    if (first === 0xf0) return second >= 0x90;
    if (first === 0xf4) return second < 0x90;
    return true;
  };

  return {
    encodings: ENCODINGS,
    kIncompleteCharactersStart: 0,
    kIncompleteCharactersEnd: 4,
    kMissingBytes: MISSING,
    kBufferedBytes: BUFFERED,
    kEncodingField: ENCODING,
    kNumFields: 7,
    kSize: 7,
    decode(state: Uint8Array, chunk: ArrayBufferView | string) {
      if (typeof chunk === 'string') return chunk;
      const encoding = ENCODINGS[state[ENCODING] ?? 1] ?? 'utf8';
      const buffered = state[BUFFERED] ?? 0;
      const bytes = new Uint8Array(buffered + chunk.byteLength);
      bytes.set(state.subarray(0, buffered));
      bytes.set(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength), buffered);
      const [waiting, missing] = rest(bytes, encoding);
      state.set(bytes.subarray(bytes.length - waiting));
      state[BUFFERED] = waiting;
      state[MISSING] = missing;
      return toText[encoding]!(bytes.subarray(0, bytes.length - waiting));
    },
    flush(state: Uint8Array) {
      const encoding = ENCODINGS[state[ENCODING] ?? 1] ?? 'utf8';
      const bytes = state.slice(0, state[BUFFERED]);
      state[BUFFERED] = 0;
      state[MISSING] = 0;
      return toText[encoding]!(encoding === 'utf16le' ? bytes.subarray(0, bytes.length & ~1) : bytes);
    },
  };
}
