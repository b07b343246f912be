import { sha256 } from '@noble/hashes/sha2.js';
import type { Buckets } from '../services/s3/buckets.ts';
import type { Services } from '../services/services.ts';
import { invalidParameter, notSimulated } from './errors.ts';
import { filesOf } from './package.ts';

/** Where the code of a function, or the content of a layer, comes from. */
export interface CodeInput {
  /** Base64. */
  ZipFile?: string;
  S3Bucket?: string;
  S3Key?: string;
  S3ObjectVersion?: string;
  ImageUri?: string;
}

/** A zip as it was sent or stored in S3, its size in bytes, its hash. @throws ServiceError when it cannot be read */
export function readZip(
  { buckets }: Services,
  { ZipFile, S3Bucket, S3Key = '', S3ObjectVersion, ImageUri }: CodeInput,
): {
  zip: Uint8Array;
  CodeSize: number;
  CodeSha256: string;
} {
  if (S3ObjectVersion) throw notSimulated('This simulator keeps one version of each object in S3.');
  if (ImageUri) throw notSimulated('This simulator takes code as a zip, not as a container image.');
  if (!ZipFile && !S3Bucket) throw invalidParameter('Please provide a source for function code.');
  const zip = S3Bucket
    ? storedZip(buckets, S3Bucket, S3Key)
    : Uint8Array.from(atob(ZipFile ?? ''), (character) => character.charCodeAt(0));
  filesOf(zip);
  return {
    zip,
    CodeSize: zip.length,
    CodeSha256: btoa(String.fromCharCode(...sha256(zip))),
  };
}

function storedZip(buckets: Buckets, name: string, key: string): Uint8Array {
  const refused = (code: string, message: string) =>
    invalidParameter(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);
  const bucket = buckets.get(name);
  if (!bucket) throw refused('NoSuchBucket', 'The specified bucket does not exist');
  const object = bucket.objects.get(key);
  if (!object) throw refused('NoSuchKey', 'The specified key does not exist.');
  return object.body;
}
