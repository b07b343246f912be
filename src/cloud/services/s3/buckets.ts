/** All buckets of the account, by name. */
export type Buckets = Map<string, Bucket>;

export interface Bucket {
  /** ms since 1970. */
  createdAt: number;
  /** By key. */
  objects: Map<string, StoredObject>;
}

export interface StoredObject {
  body: Uint8Array;
  /** In its quotes. */
  etag: string;
  /** ms since 1970. */
  lastModified: number;
  /** What it was stored with and is given back with: `content-type`, `x-amz-meta-…`, `x-amz-checksum-…`. */
  headers: Readonly<Record<string, string>>;
}

/** What S3 allows (API reference, 2026-10), and what only the simulator limits. */
export const S3_LIMITS = {
  buckets: 10_000,
  /** UTF-8. */
  keyBytes: 1024,
  /** Names and values of `x-amz-meta-…`. */
  metadataBytes: 2048,
  maxKeys: 1000,
  /** The simulator's own: 5 TB on AWS. */
  objectBytes: 16 * 2 ** 20,
  /** The simulator's own, for all objects of the account: there is no such limit on AWS. */
  accountBytes: 64 * 2 ** 20,
} as const;

/** What the simulator itself keeps of an object beside its body. */
const OBJECT_OVERHEAD_BYTES = 1024;

export const weightOf = (body: Uint8Array): number => body.length + OBJECT_OVERHEAD_BYTES;

export function storedBytes(buckets: Buckets): number {
  let bytes = 0;
  for (const { objects } of buckets.values())
    for (const { body } of objects.values()) bytes += weightOf(body);
  return bytes;
}
