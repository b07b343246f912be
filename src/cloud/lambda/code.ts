import { sha256 } from '@noble/hashes/sha2.js';
import type { DirectoryNode } from '../environment/files/tree.ts';
import { invalidParameter, notSimulated } from './errors.ts';
import { codeOf } from './package.ts';

/** Where the code of a function comes from. */
export interface CodeInput {
  /** Base64. */
  ZipFile?: string;
  S3Bucket?: string;
  ImageUri?: string;
}

/**
 * The code of a function, with its size in bytes and its hash.
 * @param at when it was deployed, ms since 1970
 */
export function unpackCode(
  { ZipFile, S3Bucket, ImageUri }: CodeInput,
  at: number,
): { code: DirectoryNode; CodeSize: number; CodeSha256: string } {
  if (S3Bucket) throw notSimulated('This simulator takes code as ZipFile, not from Amazon S3.');
  if (ImageUri) throw notSimulated('This simulator takes code as ZipFile, not as a container image.');
  if (!ZipFile) throw invalidParameter('Please provide a source for function code.');
  const zip = Uint8Array.from(atob(ZipFile), (character) => character.charCodeAt(0));
  return {
    code: codeOf(zip, at),
    CodeSize: zip.length,
    CodeSha256: btoa(String.fromCharCode(...sha256(zip))),
  };
}
