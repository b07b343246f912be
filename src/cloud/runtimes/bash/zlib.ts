import { gunzipSync as gunzip, gzipSync as gzip } from 'fflate';

// What the shell's commands take out of node:zlib, for a worker where there is no Node.js.

interface Limits {
  level?: number;
  /** Bytes. */
  maxOutputLength: number;
}

type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export const constants = { Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: 6 };

export const gzipSync = (bytes: Uint8Array, { level = 6 }: Limits): Uint8Array =>
  gzip(bytes, { level: level as Level, mtime: 0 });

/** @throws Error when the bytes are not gzip, or say of themselves that they would become too many */
export function gunzipSync(bytes: Uint8Array, { maxOutputLength }: Limits): Uint8Array {
  const says = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(bytes.length - 4, true);
  if (says > maxOutputLength) throw new Error('output limit exceeded');
  return gunzip(bytes);
}
