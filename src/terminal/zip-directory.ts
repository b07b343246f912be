const END = 0x06054b50;
const LISTED = 0x02014b50;

interface Listed {
  name: string;
  /** Unix mode; 0 where the zip was not made on Unix. */
  mode: number;
  packed: number;
  size: number;
}

/** What the central directory of `zip` lists. Throws where it is no zip. */
export function readDirectory(zip: Uint8Array): Listed[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error('End-of-central-directory signature not found');
  const listed: Listed[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== LISTED) throw new Error('its directory is damaged');
    const nameLength = view.getUint16(at + 28, true);
    const isUnix = view.getUint8(at + 5) === 3;
    listed.push({
      name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength)),
      mode: isUnix ? view.getUint16(at + 40, true) : 0,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return listed;
}
