import bytesText from '../../.bundles/python-bytes.txt?raw';
import runtimeUrl from '../../.bundles/python-runtime.txt?url';
import scriptUrl from '../../.bundles/python-script.bin?url';
import stdlibUrl from '../../.bundles/python-stdlib.bin?url';
import wasmUrl from '../../.bundles/python-wasm.bin?url';
import { fetchPart } from './fetch-part.ts';
import type { PythonAssets } from './messages.ts';

/** How much of it has arrived, in bytes. */
export interface Fetched {
  bytes: number;
  of: number;
}

interface Loaded {
  /** Declares `createPython`, for the worker's own script. */
  script: string;
  assets: PythonAssets;
}

let loaded: Promise<Loaded> | undefined;

/** Fetches CPython once for the page, and tells `onFetch` how far it is; again only after a failure. */
export function loadPython(onFetch: (fetched: Fetched) => void): Promise<Loaded> {
  loaded ??= fetchAll(onFetch).catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function fetchAll(onFetch: (fetched: Fetched) => void): Promise<Loaded> {
  const of = Number(bytesText);
  let bytes = 0;
  onFetch({ bytes, of });
  const unpacked = async (url: string) => {
    const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        bytes += chunk.length;
        onFetch({ bytes, of });
        controller.enqueue(chunk);
      },
    });
    const { body } = await fetchPart(url);
    return new Response(body?.pipeThrough(counting).pipeThrough(new DecompressionStream('gzip')));
  };
  const [script, wasm, stdlib, runtime] = await Promise.all([
    unpacked(scriptUrl).then((response) => response.text()),
    unpacked(wasmUrl).then((response) => response.arrayBuffer()),
    unpacked(stdlibUrl).then((response) => response.arrayBuffer()),
    fetchPart(runtimeUrl).then((response) => response.text()),
  ]);
  return { script, assets: { wasm, stdlib, runtime } };
}
