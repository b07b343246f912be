import { type CloudResponse, noContent, toBytes } from '../../../http.ts';
import { receiveBody } from '../body.ts';
import { S3_LIMITS, type StoredObject, storedBytes, weightOf } from '../buckets.ts';
import { noSuchKey, preconditionFailed, S3Error } from '../errors.ts';
import type { S3Request, S3Service } from '../service.ts';
import { bucketOf } from './buckets.ts';

/** What is kept of a PutObject's headers and given back with the object. */
const KEPT =
  /^(cache-control|content-disposition|content-encoding|content-language|content-type|expires|x-amz-meta-.+)$/;

/** S3 encrypts every object since 2023. */
const ENCRYPTED = { 'x-amz-server-side-encryption': 'AES256' };

export function putObject(service: S3Service, request: S3Request): CloudResponse {
  const { key, headers } = request;
  const { objects } = bucketOf(service, request);
  if (toBytes(key).length > S3_LIMITS.keyBytes)
    throw new S3Error('KeyTooLongError', 400, 'Your key is too long');
  const kept = keptHeaders(headers);
  if (headers['if-none-match'] !== undefined && objects.has(key)) throw preconditionFailed('If-None-Match');
  if (request.body.length > S3_LIMITS.objectBytes)
    throw tooLarge(`This simulator keeps objects of up to ${S3_LIMITS.objectBytes / 2 ** 20} MB.`);
  const { body, etag, checksums } = receiveBody(headers, request.body);
  const before = objects.get(key);
  const freed = before ? weightOf(before.body) : 0;
  if (storedBytes(service.buckets) - freed + weightOf(body) > S3_LIMITS.accountBytes)
    throw tooLarge(`This simulator keeps ${S3_LIMITS.accountBytes / 2 ** 20} MB in all buckets together.`);
  objects.set(key, { body, etag, lastModified: service.at, headers: { ...kept, ...checksums } });
  return {
    statusCode: 200,
    headers: { etag, ...ENCRYPTED, ...withType(checksums) },
    body: new Uint8Array(),
  };
}

/** HeadObject is the same without its body. */
export function getObject(service: S3Service, request: S3Request): CloudResponse {
  const object = bucketOf(service, request).objects.get(request.key);
  if (!object) throw noSuchKey(request.key);
  const { body, etag, lastModified } = object;
  const range = rangeOf(request.headers.range, body.length);
  const part = range ? body.subarray(range.from, range.to + 1) : body;
  return {
    statusCode: range ? 206 : 200,
    headers: {
      'accept-ranges': 'bytes',
      'content-type': 'binary/octet-stream',
      ...givenHeaders(object, request.headers['x-amz-checksum-mode'] === 'ENABLED' && !range),
      etag,
      'last-modified': new Date(lastModified).toUTCString(),
      'content-length': String(part.length),
      ...(range && { 'content-range': `bytes ${range.from}-${range.to}/${body.length}` }),
      ...ENCRYPTED,
    },
    body: part.slice(),
  };
}

export function deleteObject(service: S3Service, request: S3Request): CloudResponse {
  bucketOf(service, request).objects.delete(request.key);
  return noContent();
}

const tooLarge = (message: string) =>
  new S3Error('EntityTooLarge', 400, `Your proposed upload exceeds the maximum allowed size. ${message}`);

function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => KEPT.test(name));
  const metadata = kept
    .filter(([name]) => name.startsWith('x-amz-meta-'))
    .flat()
    .join('');
  if (toBytes(metadata.replaceAll('x-amz-meta-', '')).length > S3_LIMITS.metadataBytes)
    throw new S3Error(
      'MetadataTooLarge',
      400,
      'Your metadata headers exceed the maximum allowed metadata size',
    );
  return Object.fromEntries(
    kept
      // How the body travelled is no property of the object.
      .map(([name, value]) => [
        name,
        name === 'content-encoding' ? value.replace(/\baws-chunked\b,?\s*/, '') : value,
      ])
      .filter(([, value]) => value !== ''),
  );
}

const withType = (checksums: Record<string, string>) =>
  Object.keys(checksums).length > 0 ? { ...checksums, 'x-amz-checksum-type': 'FULL_OBJECT' } : {};

function givenHeaders({ headers }: StoredObject, checksumsToo: boolean): Record<string, string> {
  const isChecksum = ([name]: [string, string]) => name.startsWith('x-amz-checksum-');
  const all = Object.entries(headers);
  const checksums = checksumsToo ? withType(Object.fromEntries(all.filter(isChecksum))) : {};
  return { ...Object.fromEntries(all.filter((entry) => !isChecksum(entry))), ...checksums };
}

/** One range of bytes, `from-`, `from-to` or `-last`; anything else asks for the whole object. */
function rangeOf(range: string | undefined, length: number): { from: number; to: number } | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined || last === undefined || (!first && !last)) return undefined;
  const from = first ? Number(first) : Math.max(0, length - Number(last));
  const to = first && last ? Math.min(Number(last), length - 1) : length - 1;
  if (first && last && Number(last) < from) return undefined;
  if (from > to)
    throw new S3Error('InvalidRange', 416, 'The requested range is not satisfiable', {
      RangeRequested: range ?? '',
      ActualObjectSize: String(length),
    });
  return { from, to };
}
