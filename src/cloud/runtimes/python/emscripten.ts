/** A file or folder in Emscripten's file system. */
interface EmscriptenNode {
  mode: number;
  mtime: number;
  ctime: number;
}

/** The part of Emscripten's file system that is used here. */
export interface EmscriptenFs {
  streams: unknown[];
  currentPath: string;
  ignorePermissions: boolean;
  readdir(path: string): string[];
  rmdir(path: string): void;
  isDir(mode: number): boolean;
  lookupPath(path: string, options: object): { node: EmscriptenNode };
  mkdirTree(path: string): void;
  writeFile(path: string, bytes: Uint8Array | string): void;
  makedev(major: number, minor: number): number;
  unlink(path: string): void;
  createDevice(folder: string, name: string, input: () => number): void;
  mkdev(path: string, mode: number, device: number): void;
  registerDevice(device: number, operations: Record<string, unknown>): void;
}

/** CPython as one WebAssembly instance, as far as it is used here; its own names. */
export interface PythonModule {
  FS: EmscriptenFs;
  ENV: Record<string, string>;
  HEAPU8: Uint8Array<ArrayBuffer>;
  _Py_EMSCRIPTEN_SIGNAL_HANDLING: number;
  __Py_emscripten_signal_clock: number;
  _sbrk(bytes: number): number;
  __emscripten_stack_restore(pointer: number): void;
  _emscripten_stack_get_current(): number;
  _free(pointer: number): void;
  stringToNewUTF8(text: string): number;
  _PyRun_SimpleString(pointer: number): number;
}
