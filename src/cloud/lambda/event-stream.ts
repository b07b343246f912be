import { crc32 } from '../crc32.ts';
import { toBytes } from '../http.ts';

/** Lengths and a checksum before the headers, a checksum after the payload; 4 bytes each. */
const PRELUDE = 12;
const TEXT = 7;

/** One event in the encoding `application/vnd.amazon.eventstream`. */
export function eventMessage(type: string, contentType: string, payload: Uint8Array): Uint8Array {
  const headers = [
    ...header(':message-type', 'event'),
    ...header(':event-type', type),
    ...header(':content-type', contentType),
  ];
  const length = PRELUDE + headers.length + payload.length + 4;
  const message = new Uint8Array(length);
  const view = new DataView(message.buffer);
  view.setUint32(0, length);
  view.setUint32(4, headers.length);
  view.setUint32(8, crc32(message.subarray(0, 8)));
  message.set(headers, PRELUDE);
  message.set(payload, PRELUDE + headers.length);
  view.setUint32(length - 4, crc32(message.subarray(0, length - 4)));
  return message;
}

function header(name: string, value: string): number[] {
  const [key, text] = [toBytes(name), toBytes(value)];
  return [key.length, ...key, TEXT, text.length >> 8, text.length & 255, ...text];
}
