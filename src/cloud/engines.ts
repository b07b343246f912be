/** What the host reads from disk or network for the interpreters. The cloud itself reads nothing. */
export interface Engines {
  nodejs: {
    /** quickjs-wasi's `quickjs.wasm`. */
    wasm: WebAssembly.Module | ArrayBuffer;
    /** The runtime that runs inside it, bundled to one script: `runtimes/nodejs/guest`. */
    runtime: string;
    /** Node.js's own library, read when a function first asks for a module of it: `build/node-library.mjs`. */
    library: string;
  };
}
