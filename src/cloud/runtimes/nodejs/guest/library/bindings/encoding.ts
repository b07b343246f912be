import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';
import { latin1ToText, textToLatin1, textToUcs2, ucs2ToText } from './texts.ts';

const bytesOf = (input: ArrayBufferView | ArrayBuffer) =>
  ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);

/** `TextEncoder`, and `TextDecoder` for UTF-8. */
export function encodingBinding({ door, load }: Context): Binding {
  const encodeIntoResults = new Uint32Array(2);
  const invalid = (encoding: string) => {
    const { codes } = load('internal/errors') as {
      codes: Record<string, new (...args: unknown[]) => Error>;
    };
    return new codes.ERR_ENCODING_INVALID_ENCODED_DATA!(encoding, undefined);
  };
  const domain = (name: string) => {
    const url = door.urlParse(`ws://${name}`);
    return url ? url.slice(5).replace(/[/?#].*$/, '') : '';
  };
  return {
    encodeIntoResults,
    encodeUtf8String: (text: string) => door.utf8Encode(text),
    encodeInto(text: string, target: Uint8Array) {
      let read = 0;
      let written = 0;
      for (const character of text) {
        const bytes = door.utf8Encode(character);
        if (written + bytes.length > target.length) break;
        target.set(bytes, written);
        written += bytes.length;
        read += character.length;
      }
      encodeIntoResults[0] = read;
      encodeIntoResults[1] = written;
    },
    decodeUTF8(input: ArrayBufferView | ArrayBuffer, ignoreBom: boolean, fatal: boolean) {
      const text = door.decode(bytesOf(input), 'utf-8', fatal, ignoreBom);
      if (text === undefined) throw invalid('utf-8');
      return text;
    },
    toASCII: domain,
    toUnicode: (name: string) =>
      (load('node:punycode') as { toUnicode(name: string): string }).toUnicode(domain(name)),
  };
}

const FLUSH = 1;
const FATAL = 2;
const IGNORE_BOM = 4;

interface Converter {
  encoding: string;
  flags: number;
  /** Bytes of a character that is not complete. */
  pending: number[];
  started: boolean;
}

/** What of ICU `TextDecoder`, `buffer.transcode` and `util.inspect` need. */
export function icuBinding({ door }: Context): Binding {
  /** How many bytes at the end belong to a character that is still to come. */
  function incomplete(bytes: Uint8Array, encoding: string): number {
    if (encoding.startsWith('utf-16')) {
      const odd = bytes.length % 2;
      const at = bytes.length - odd - 2;
      const high = encoding === 'utf-16le' ? bytes[at + 1] : bytes[at];
      return at >= 0 && ((high ?? 0) & 0xfc) === 0xd8 ? odd + 2 : odd;
    }
    if (encoding !== 'utf-8') return 0;
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
      const byte = bytes[bytes.length - back] ?? 0;
      if ((byte & 0xc0) === 0x80) continue;
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      return needs > back ? back : 0;
    }
    return 0;
  }
  const fromText: Record<string, (text: string) => Uint8Array> = {
    utf8: (text) => door.utf8Encode(text),
    ucs2: textToUcs2,
    utf16le: textToUcs2,
    latin1: (text) => textToLatin1(text.replace(/[^\0-\xff]/gu, '?')),
    binary: (text) => textToLatin1(text.replace(/[^\0-\xff]/gu, '?')),
    ascii: (text) => textToLatin1(text.replace(/[^\0-\x7f]/gu, '?')),
  };
  const toText: Record<string, (bytes: Uint8Array) => string> = {
    utf8: (bytes) => door.decode(bytes, 'utf-8', false, true) ?? '',
    ucs2: ucs2ToText,
    utf16le: ucs2ToText,
    latin1: latin1ToText,
    binary: latin1ToText,
    ascii: latin1ToText,
  };
  return {
    icuErrName: () => 'U_ILLEGAL_ARGUMENT_ERROR',
    transcode(source: Uint8Array, from: string, to: string) {
      const [read, write] = [toText[from], fromText[to]];
      if (!read || !write) return -1;
      const { buffer } = write(read(source));
      return new (source.constructor as Uint8ArrayConstructor)(buffer as ArrayBuffer);
    },
    hasConverter: (encoding: string) => door.decode(new Uint8Array(), encoding, false, true) !== undefined,
    getConverter: (encoding: string, flags: number): Converter | undefined =>
      door.decode(new Uint8Array(), encoding, false, true) === undefined
        ? undefined
        : { encoding, flags, pending: [], started: false },
    decode(converter: Converter, input: ArrayBufferView | ArrayBuffer, flags: number) {
      const bytes = new Uint8Array([...converter.pending, ...bytesOf(input)]);
      const isLast = (flags & FLUSH) !== 0;
      const cut = isLast ? bytes.length : bytes.length - incomplete(bytes, converter.encoding);
      converter.pending = [...bytes.subarray(cut)];
      const ignoreBom = (converter.flags & IGNORE_BOM) !== 0 || converter.started;
      const fatal = (converter.flags & FATAL) !== 0;
      const text = door.decode(bytes.subarray(0, cut), converter.encoding, fatal, ignoreBom);
      if (text === undefined)
        throw new TypeError(`The encoded data was not valid for encoding ${converter.encoding}`);
      converter.started = !isLast && (converter.started || cut > 0);
      if (isLast) converter.pending = [];
      return text;
    },
    getStringWidth(text: string) {
      let width = 0;
      for (const character of text.normalize('NFC')) {
        const code = character.codePointAt(0) ?? 0;
        if (code < 32 || (code >= 0x7f && code < 0xa0) || /^\p{M}$|^\u200b$/u.test(character)) continue;
        width +=
          /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$|^[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u.test(
            character,
          )
            ? 2
            : 1;
      }
      return width;
    },
  };
}
