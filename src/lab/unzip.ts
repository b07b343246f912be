import { inflate } from './inflate.ts';
import { pathProblem } from './safe-path.ts';

/** What a zip may hold that is to become files of a lab. */
export const ZIP_LIMITS = { files: 100, bytes: 1_000_000 } as const;

interface ZipEntry {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** `why` is a sentence of what is wrong, and one of what to do. */
export type Unzipped = { kind: 'files'; entries: ZipEntry[] } | { kind: 'refused'; why: string };

interface Listed {
  path: string;
  method: number;
  crc: number;
  packed: number;
  at: number;
}

const SIGNATURE = { end: 0x06054b50, listed: 0x02014b50, local: 0x04034b50 };
const METHOD = { stored: 0, deflated: 8 };
const SYMBOLIC_LINK = 0o120000;
const BROKEN = 'This is not a zip, or it is damaged. Choose a .zip file, or make it again.';
const TOO_LARGE = `Unpacked, it is larger than the ${ZIP_LIMITS.bytes / 1_000_000} MB of text that a lab holds. Leave out what is not your source code, such as node_modules.`;

class Refusal extends Error {}

/** Reads a zip that anyone may have made, and unpacks no more of it than the limits. Never throws. */
export async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<Unzipped> {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries: ZipEntry[] = [];
    let room: number = ZIP_LIMITS.bytes;
    for (const listed of list(view, bytes)) {
      const unpacked = await unpack(view, bytes, listed, room);
      room -= unpacked.length;
      entries.push({ path: listed.path, bytes: unpacked });
    }
    return { kind: 'files', entries };
  } catch (error) {
    // A DataView throws a RangeError for whatever a damaged zip points to beyond its end.
    return { kind: 'refused', why: error instanceof Refusal ? error.message : BROKEN };
  }
}

/** The files that the directory at the zip's end lists; folders left out. */
function list(view: DataView, bytes: Uint8Array): Listed[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count === 0xffff) throw new Refusal(TOO_LARGE);
  let at = view.getUint32(end + 16, true);
  const files: Listed[] = [];
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== SIGNATURE.listed) throw new Refusal(BROKEN);
    const nameLength = view.getUint16(at + 28, true);
    const path = decodeName(bytes.subarray(at + 46, at + 46 + nameLength));
    if (!path.endsWith('/') && !isLitter(path)) {
      refuseOddEntry(view, at, path);
      files.push({
        path,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        at: view.getUint32(at + 42, true),
      });
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (files.length > ZIP_LIMITS.files)
    throw new Refusal(
      `It holds ${files.length} files; a lab takes ${ZIP_LIMITS.files}. Leave out what is not your source code, such as node_modules.`,
    );
  if (new Set(files.map(({ path }) => path)).size < files.length)
    throw new Refusal('Two of its files have the same name. Make the zip again with one of them.');
  return files;
}

function findEnd(view: DataView): number {
  const LENGTH = 22;
  for (let at = view.byteLength - LENGTH; at >= Math.max(0, view.byteLength - LENGTH - 0xffff); at -= 1)
    if (view.getUint32(at, true) === SIGNATURE.end) return at;
  throw new Refusal(BROKEN);
}

function refuseOddEntry(view: DataView, at: number, path: string) {
  const shown = JSON.stringify(path);
  if (path.includes('\\'))
    throw new Refusal(
      `The path ${shown} has \\ between its parts, which Lambda takes for a part of the name. Make the zip with a tool that writes /.`,
    );
  const problem = pathProblem(path);
  if (problem)
    throw new Refusal(`It was not opened: ${problem}. Make the zip again from inside the function’s folder.`);
  if (view.getUint16(at + 8, true) & 1)
    throw new Refusal('It is encrypted, which Lambda cannot read either. Make the zip without a password.');
  if (((view.getUint32(at + 38, true) >>> 16) & 0o170000) === SYMBOLIC_LINK)
    throw new Refusal(`${shown} is a symbolic link. Put the file itself into the zip.`);
}

/** What macOS adds to every zip. */
const isLitter = (path: string) => path.startsWith('__MACOSX/') || /(^|\/)\.DS_Store$/.test(path);

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal('The name of a file is not UTF-8. Make the zip again with plain names.');
  }
}

async function unpack(
  view: DataView,
  zip: Uint8Array<ArrayBuffer>,
  { path, method, crc, packed, at }: Listed,
  room: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (view.getUint32(at, true) !== SIGNATURE.local) throw new Refusal(BROKEN);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packed > zip.length) throw new Refusal(BROKEN);
  const data = zip.subarray(start, start + packed);
  if (method !== METHOD.stored && method !== METHOD.deflated)
    throw new Refusal(
      `${JSON.stringify(path)} is packed in a way that is not zip’s usual. Make the zip again.`,
    );
  if (method === METHOD.stored && packed > room) throw new Refusal(TOO_LARGE);
  const inflated =
    method === METHOD.stored ? { kind: 'bytes' as const, bytes: data } : await inflate(data, room);
  if (inflated.kind === 'too large') throw new Refusal(TOO_LARGE);
  if (inflated.kind === 'broken' || crc32(inflated.bytes) !== crc) throw new Refusal(BROKEN);
  return inflated.bytes;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
