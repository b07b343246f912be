import { type CloudResponse, noContent, toText } from '../../../http.ts';
import { type Bucket, S3_LIMITS } from '../buckets.ts';
import { bucketNotEmpty, invalidArgument, invalidBucketName, S3Error, tooManyBuckets } from '../errors.ts';
import type { S3Request, S3Service } from '../service.ts';
import { resultXml } from '../xml.ts';

const empty = (headers: Record<string, string>): CloudResponse => ({
  statusCode: 200,
  headers,
  body: new Uint8Array(),
});

export const bucketOf = ({ buckets }: S3Service, { bucket }: S3Request): Bucket => buckets.get(bucket)!;

const isoTime = (at: number) => new Date(at).toISOString();

/** Letters, digits, dots and hyphens (Bucket naming rules, 2026-10). */
const BUCKET_NAME = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export function listBuckets({ buckets }: S3Service): CloudResponse {
  const Bucket = [...buckets]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([Name, { createdAt }]) => ({ Name, CreationDate: isoTime(createdAt) }));
  return resultXml('ListAllMyBucketsResult', { Buckets: { Bucket } });
}

/** In us-east-1 a bucket that is there already and is one's own is no error (API reference, 2026-10). */
export function createBucket({ buckets, at, region }: S3Service, { bucket, body }: S3Request): CloudResponse {
  if (!BUCKET_NAME.test(bucket)) throw invalidBucketName(bucket);
  const location = /<LocationConstraint>([^<]*)</.exec(toText(body))?.[1];
  if (location === region)
    throw new S3Error('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid');
  if (location)
    throw new S3Error(
      'IllegalLocationConstraintException',
      400,
      `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  if (buckets.size >= S3_LIMITS.buckets) throw tooManyBuckets();
  if (!buckets.has(bucket)) buckets.set(bucket, { createdAt: at, objects: new Map() });
  return empty({ location: `/${bucket}` });
}

export const headBucket = ({ region }: S3Service): CloudResponse =>
  empty({ 'x-amz-bucket-region': region, 'content-type': 'application/xml' });

export function deleteBucket(service: S3Service, request: S3Request): CloudResponse {
  if (bucketOf(service, request).objects.size > 0) throw bucketNotEmpty(request.bucket);
  service.buckets.delete(request.bucket);
  return noContent();
}

/** A page of keys in order; keys that share what comes before the delimiter are one common prefix. */
export function listObjectsV2(service: S3Service, request: S3Request): CloudResponse {
  const asked = (name: string) => request.query.get(name) ?? '';
  const [prefix, delimiter, startAfter] = [asked('prefix'), asked('delimiter'), asked('start-after')];
  const maxKeys = Math.min(Number(request.query.get('max-keys') ?? S3_LIMITS.maxKeys), S3_LIMITS.maxKeys);
  if (!Number.isInteger(maxKeys) || maxKeys < 0)
    throw invalidArgument(
      'Provided max-keys not an integer or within integer range',
      'max-keys',
      asked('max-keys'),
    );
  const token = asked('continuation-token');
  const after = token ? readToken(token) : startAfter;
  const shown = asked('encoding-type') === 'url' ? encodeKey : (text: string) => text;

  const { objects } = bucketOf(service, request);
  const groupOf = (key: string) => {
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    return end < 0 ? undefined : key.slice(0, end + delimiter.length);
  };
  const Contents = [];
  const groups = new Set<string>();
  let last = '';
  let truncated = false;
  for (const key of [...objects.keys()].filter((one) => one.startsWith(prefix)).sort()) {
    const group = groupOf(key);
    if (key <= after || (group !== undefined && (groups.has(group) || group <= after))) continue;
    truncated = Contents.length + groups.size >= maxKeys;
    if (truncated) break;
    last = group ?? key;
    if (group !== undefined) groups.add(group);
    else {
      const { etag, body, lastModified } = objects.get(key)!;
      Contents.push({
        Key: shown(key),
        LastModified: isoTime(lastModified),
        ETag: etag,
        Size: body.length,
        StorageClass: 'STANDARD',
      });
    }
  }
  return resultXml('ListBucketResult', {
    Name: request.bucket,
    Prefix: shown(prefix),
    ...(delimiter && { Delimiter: shown(delimiter) }),
    ...(startAfter && { StartAfter: shown(startAfter) }),
    ...(token && { ContinuationToken: token }),
    ...(truncated && maxKeys > 0 && { NextContinuationToken: writeToken(last) }),
    ...(asked('encoding-type') && { EncodingType: 'url' }),
    KeyCount: Contents.length + groups.size,
    MaxKeys: maxKeys,
    IsTruncated: truncated && maxKeys > 0,
    Contents,
    CommonPrefixes: [...groups].map((group) => ({ Prefix: shown(group) })),
  });
}

/** A token is the last key or prefix of the page before, in a form that invites nobody to read it. */
const writeToken = (key: string) => btoa(encodeURIComponent(key));

function readToken(token: string): string {
  try {
    return decodeURIComponent(atob(token));
  } catch {
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  }
}

const encodeKey = (key: string) => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
