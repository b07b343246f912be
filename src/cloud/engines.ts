import type { BashModule } from './runtimes/bash/interpreter.ts';

/** What the host reads from disk or network for the interpreters, each when a function of its runtime first runs. */
export interface Engines {
  nodejs: () => Promise<NodejsEngine>;
  python?: () => Promise<PythonEngine>;
  bash?: () => Promise<BashEngine>;
}

/** just-bash, whole and anew for each process, on what stands for the globals of its realm: `build/bash-engine.mjs`. */
export type BashEngine = (globals: Readonly<Record<string, unknown>>) => BashModule;

/** The packages of the AWS SDK that there are. */
export type SdkPackage = '@aws-sdk/client-s3' | '@aws-sdk/client-lambda';

export interface NodejsEngine {
  /** quickjs-wasi's `quickjs.wasm`, made to count its work: `build/nodejs-engine.mjs`. */
  wasm: WebAssembly.Module | ArrayBuffer;
  /** The runtime that runs inside it, bundled to one script: `runtimes/nodejs/guest`. */
  runtime: string;
  /** Node.js's own library, read when a function first asks for a module of it: `build/node-library.mjs`. */
  library: string;
  /** A package of the AWS SDK, asked for when the code names it: `build/nodejs-sdk.mjs`. */
  sdk(name: SdkPackage): Promise<string>;
}

/** CPython for WebAssembly, out of the package `pyodide`. */
export interface PythonEngine {
  /** The default export of `pyodide.asm.mjs`. */
  // biome-ignore lint/suspicious/noExplicitAny: Emscripten describes neither its settings nor its module.
  createModule(settings: Record<string, unknown>): Promise<any>;
  wasm: WebAssembly.Module;
  /** The library as a zip; see `build/python-library.mjs`. */
  stdlib: Uint8Array;
  /** The runtime that runs inside it, `runtimes/python/guest`: JSON, the files by name. */
  runtime: string;
}
