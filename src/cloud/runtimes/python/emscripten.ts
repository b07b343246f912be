/** A file or folder as Emscripten sees it. */
export interface EmscriptenNode {
  id: number;
  mode: number;
  rdev: number;
  mount?: { type: unknown };
  node_ops: {
    lookup(parent: EmscriptenNode, name: string): EmscriptenNode;
    setattr(node: EmscriptenNode, change: object): void;
  };
  stream_ops: object;
  /** What both ends of a pipe have in common. */
  pipe?: object;
}

/** An open file; those that were duplicated have one `shared`. */
export interface EmscriptenStream {
  fd: number;
  path: string;
  flags: number;
  position: number;
  node: EmscriptenNode;
  stream_ops: object;
  shared: object;
}

/** The part of Emscripten's file system that is used here. */
export interface EmscriptenFs {
  ErrnoError: new (errno: number) => Error;
  FSNode: new (parent: EmscriptenNode | null, name: string, mode: number, device: number) => EmscriptenNode;
  FSStream: new () => EmscriptenStream;
  streams: (EmscriptenStream | null)[];
  currentPath: string;
  ignorePermissions: boolean;
  isChrdev(mode: number): boolean;
  getPath(node: EmscriptenNode): string;
  lookupPath(path: string, options: object): { node: EmscriptenNode };
  lookupNode(parent: EmscriptenNode, name: string): EmscriptenNode;
  hashAddNode(node: EmscriptenNode): unknown;
  nodePermissions(node: EmscriptenNode, access: string): number;
  closeStream(fd: number): void;
  mount(type: object, options: object, path: string): void;
  mkdirTree(path: string): void;
  writeFile(path: string, bytes: Uint8Array | string, options?: { canOwn: boolean }): void;
  makedev(major: number, minor: number): number;
  unlink(path: string): void;
  createDevice(folder: string, name: string, input: () => number): void;
  mkdev(path: string, mode: number, device: number): void;
  getDevice(device: number): { stream_ops: object };
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
  _memalign(alignment: number, bytes: number): number;
  _strerror(errno: number): number;
  _free(pointer: number): void;
  stringToNewUTF8(text: string): number;
  _PyRun_SimpleString(pointer: number): number;
}
