/** Characters that one call may get as arguments. */
const CHUNK = 4_096;

export function latin1ToText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

export function textToLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export function ucs2ToText(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.slice(0, bytes.length & ~1).buffer);
  let text = '';
  for (let at = 0; at < units.length; at += CHUNK)
    text += String.fromCharCode(...units.subarray(at, at + CHUNK));
  return text;
}

export function textToUcs2(text: string): Uint8Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return new Uint8Array(units.buffer);
}

/** Up to the first pair that is no hexadecimal number. */
export function hexToBytes(text: string): Uint8Array {
  const [digits = ''] = /^(?:[0-9a-f]{2})*/i.exec(text) ?? [];
  return Uint8Array.fromHex(digits);
}

/** As lenient as Node.js: both alphabets, and whatever is no digit is passed over. */
export function base64ToBytes(text: string): Uint8Array {
  const [digits = ''] = text.split('=', 1);
  const clean = digits
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return Uint8Array.fromBase64(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
}
