/** What a zip says of a file besides its bytes. */
export interface ZipEntry {
  /** Permission bits, when it was packed on Unix. */
  mode?: number;
  symlink: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const UNIX = 3;
const S_IFLNK = 0o120000;
const S_IFMT = 0o170000;

/** The central directory of a zip, by path (APPNOTE.TXT 6.3.10, §4.3.12). Empty when it cannot be read. */
export function zipEntries(zip: Uint8Array): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const uint32 = (at: number) => (at >= 0 && at + 4 <= zip.length ? view.getUint32(at, true) : 0);
  let end = zip.length - 22;
  while (end >= 0 && uint32(end) !== END) end -= 1;
  if (end < 0) return entries;
  const text = new TextDecoder();
  for (let at = uint32(end + 16); uint32(at) === ENTRY && at + 46 <= zip.length; ) {
    const nameLength = view.getUint16(at + 28, true);
    const name = text.decode(zip.subarray(at + 46, at + 46 + nameLength));
    const unixMode = view.getUint8(at + 5) === UNIX ? uint32(at + 38) >>> 16 : 0;
    const mode = unixMode & 0o777;
    entries.set(name, { ...(mode !== 0 && { mode }), symlink: (unixMode & S_IFMT) === S_IFLNK });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}
