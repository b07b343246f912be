import { sha256 } from '@noble/hashes/sha2.js';
import { invalidParameter, notSimulated } from './errors.ts';
import { filesOf } from './package.ts';

/** Where the code of a function, or the content of a layer, comes from. */
export interface CodeInput {
  /** Base64. */
  ZipFile?: string;
  S3Bucket?: string;
  ImageUri?: string;
}

/** A zip as it was sent, its size in bytes, its hash. @throws ServiceError when it cannot be read */
export function readZip({ ZipFile, S3Bucket, ImageUri }: CodeInput): {
  zip: Uint8Array;
  CodeSize: number;
  CodeSha256: string;
} {
  if (S3Bucket) throw notSimulated('This simulator takes code as ZipFile, not from Amazon S3.');
  if (ImageUri) throw notSimulated('This simulator takes code as ZipFile, not as a container image.');
  if (!ZipFile) throw invalidParameter('Please provide a source for function code.');
  const zip = Uint8Array.from(atob(ZipFile), (character) => character.charCodeAt(0));
  filesOf(zip);
  return {
    zip,
    CodeSize: zip.length,
    CodeSha256: btoa(String.fromCharCode(...sha256(zip))),
  };
}
