import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';

type Part = Uint8Array | BlobHandle;
type Pulled = (status: number, bytes?: ArrayBuffer, last?: boolean) => void;

/** Bytes that do not change, as `Blob` sees them. */
class BlobHandle {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  getReader() {
    let { bytes } = this;
    return {
      setWakeup() {},
      /** 0 is the end, 1 brings bytes. */
      pull(done: Pulled) {
        const part = bytes.slice(0, 65_536);
        bytes = bytes.subarray(part.length);
        if (part.length === 0) done(0);
        else done(1, part.buffer as ArrayBuffer);
      },
    };
  }
  slice(start: number, end: number) {
    return new BlobHandle(this.bytes.subarray(start, end));
  }
}

function joined(parts: readonly Part[]): Uint8Array {
  const all = parts.map((part) => (part instanceof BlobHandle ? part.bytes : part));
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function blobBinding(_context: Context): Binding {
  return {
    createBlob: (sources: (ArrayBufferView | ArrayBuffer | BlobHandle)[]) =>
      new BlobHandle(
        joined(
          sources.map((source) => {
            if (source instanceof BlobHandle) return source;
            return ArrayBuffer.isView(source)
              ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
              : new Uint8Array(source);
          }),
        ),
      ),
    concat: (views: Uint8Array[]) =>
      joined(
        views.map((each) =>
          ArrayBuffer.isView(each)
            ? new Uint8Array(each.buffer, each.byteOffset, each.byteLength)
            : new Uint8Array(each),
        ),
      ).buffer,
    storeDataObject() {},
    revokeObjectURL() {},
    getDataObject: () => undefined,
  };
}
