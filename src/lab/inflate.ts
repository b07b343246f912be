/** What came out of compressed bytes. */
export type Inflated =
  | { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'broken' }
  | { kind: 'too large' };

type Bytes = Uint8Array<ArrayBuffer>;

const through = (bytes: Bytes, stream: CompressionStream | DecompressionStream) =>
  new Blob([bytes]).stream().pipeThrough(stream) as ReadableStream<Bytes>;

/** `bytes` as raw DEFLATE. */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  const stream = through(bytes, new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Unpacks raw DEFLATE, and stops reading once more than `limit` bytes came out: a few bytes can stand for gigabytes. */
export async function inflate(bytes: Bytes, limit: number): Promise<Inflated> {
  const reader = through(bytes, new DecompressionStream('deflate-raw')).getReader();
  const parts: Bytes[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        return { kind: 'too large' };
      }
      parts.push(value);
    }
  } catch {
    return { kind: 'broken' };
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return { kind: 'bytes', bytes: all };
}
