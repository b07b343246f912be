import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { crc32 } from '../../crc32.ts';
import { toText } from '../../http.ts';
import { badDigest, invalidRequest, notSimulated, S3Error } from './errors.ts';

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

const crc32Bytes = (bytes: Uint8Array) => {
  const sum = crc32(bytes);
  return Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum);
};

/** The checksums that are computed here. The SDKs send CRC-32 unless they are asked for another. */
const CHECKSUMS: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  crc32: crc32Bytes,
  sha1,
  sha256,
};

const CHECKSUM = /^x-amz-checksum-(?!algorithm|mode|type)(.+)$/;

/** What an object is stored with: its bytes, their ETag, and the checksum that was sent along, in S3's headers. */
export interface ReceivedBody {
  body: Uint8Array;
  etag: string;
  checksums: Record<string, string>;
}

/** Unpacks the body of a PutObject and holds it against what its sender says of it. */
export function receiveBody(headers: Readonly<Record<string, string>>, sent: Uint8Array): ReceivedBody {
  const chunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  const { body, trailers } = chunked ? unchunk(sent) : { body: sent, trailers: {} };
  const length = headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== body.length)
    throw new S3Error('IncompleteBody', 400, 'The request body terminated unexpectedly');
  const digest = md5(body);
  const claimed = headers['content-md5'];
  if (claimed !== undefined && claimed !== base64(digest))
    throw badDigest('The Content-MD5 you specified did not match what we received.');
  return {
    // A copy: what a process sends is a part of its memory.
    body: body.slice(),
    etag: `"${bytesToHex(digest)}"`,
    checksums: verified({ ...headers, ...trailers }, body),
  };
}

function verified(headers: Readonly<Record<string, string>>, body: Uint8Array): Record<string, string> {
  const sent = Object.entries(headers).filter(([name]) => CHECKSUM.test(name));
  for (const [name, value] of sent) {
    const algorithm = CHECKSUM.exec(name)![1]!;
    const compute = CHECKSUMS[algorithm];
    if (!compute) throw notSimulated(`The checksum ${algorithm.toUpperCase()}`);
    if (base64(compute(body)) !== value)
      throw badDigest(`The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
  }
  return Object.fromEntries(sent);
}

/** `aws-chunked`, in which the SDKs send what they read from a stream: sizes in hexadecimal, then trailers. */
function unchunk(sent: Uint8Array): { body: Uint8Array; trailers: Record<string, string> } {
  const body = new Uint8Array(sent.length);
  let length = 0;
  let at = 0;
  const line = () => {
    const end = sent.indexOf(13, at);
    if (end < 0 || sent[end + 1] !== 10) throw invalidRequest('The chunked body is malformed.');
    const text = toText(sent.subarray(at, end));
    at = end + 2;
    return text;
  };
  for (;;) {
    const size = /^([0-9a-f]{1,8})(;|$)/i.exec(line())?.[1];
    if (size === undefined) throw invalidRequest('The chunked body is malformed.');
    const bytes = Number.parseInt(size, 16);
    if (bytes === 0) break;
    if (at + bytes > sent.length) throw invalidRequest('The chunked body is malformed.');
    body.set(sent.subarray(at, at + bytes), length);
    length += bytes;
    at += bytes;
    if (line() !== '') throw invalidRequest('The chunked body is malformed.');
  }
  const trailers: Record<string, string> = {};
  while (at < sent.length) {
    const [name, ...value] = line().split(':');
    if (name) trailers[name.trim().toLowerCase()] = value.join(':').trim();
  }
  return { body: body.subarray(0, length), trailers };
}
