import {
  deflateSync,
  type FlateError,
  FlateErrorCode,
  Gunzip,
  gzipSync,
  Inflate,
  Unzlib,
  zlibSync,
} from 'fflate';

/** zlib's words for what is wrong with compressed bytes. */
interface ZipError {
  message: string;
  code: 'Z_DATA_ERROR' | 'Z_BUF_ERROR' | 'Z_MEM_ERROR';
}

const WORDS: Record<number, string> = {
  [FlateErrorCode.InvalidBlockType]: 'invalid block type',
  [FlateErrorCode.InvalidLengthLiteral]: 'invalid literal/length code',
  [FlateErrorCode.InvalidDistance]: 'invalid distance too far back',
};

/** So many compressed bytes at a time, so that a bomb is noticed while it unpacks. */
const STEP = 16_384;

/** @param limit bytes that unpacking may give; more than the process has memory for is an error */
export function runZip(
  method: string,
  bytes: Uint8Array,
  level: number,
  limit: number,
): Uint8Array | ZipError {
  const options = { level: (level < 0 ? 6 : level) as 6, mtime: 0 };
  if (method === 'deflate') return zlibSync(bytes, options);
  if (method === 'deflateRaw') return deflateSync(bytes, options);
  if (method === 'gzip') return gzipSync(bytes, options);
  return unpack(method === 'unzip' ? (bytes[0] === 0x1f ? 'gunzip' : 'inflate') : method, bytes, limit);
}

const STREAMS = { gunzip: Gunzip, inflate: Unzlib, inflateRaw: Inflate };

function unpack(method: string, bytes: Uint8Array, limit: number): Uint8Array | ZipError {
  const Stream = STREAMS[method as keyof typeof STREAMS];
  if (method === 'gunzip' && bytes.length > 1 && (bytes[0] !== 0x1f || bytes[1] !== 0x8b)) return wrongHeader;
  if (method === 'inflate' && bytes.length > 1 && (bytes[0]! * 256 + bytes[1]!) % 31 !== 0)
    return wrongHeader;
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    const stream = new Stream((part) => {
      parts.push(part);
      total += part.length;
    });
    for (let at = 0; at < bytes.length || at === 0; at += STEP) {
      stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
      if (total > limit) return { message: 'out of memory', code: 'Z_MEM_ERROR' };
    }
  } catch (error) {
    const { code } = error as FlateError;
    if (code === FlateErrorCode.InvalidHeader) return wrongHeader;
    if (code === FlateErrorCode.UnexpectedEOF)
      return { message: 'unexpected end of file', code: 'Z_BUF_ERROR' };
    return { message: WORDS[code] ?? 'invalid stored block lengths', code: 'Z_DATA_ERROR' };
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const wrongHeader: ZipError = { message: 'incorrect header check', code: 'Z_DATA_ERROR' };
