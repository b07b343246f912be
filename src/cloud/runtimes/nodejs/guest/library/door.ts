/** The way of Node.js's library to the environment: what its native part would do. Answers are text, numbers or bytes. */
export interface LibraryDoor {
  /** A module of the library as a function of `exports, load, module, process, internalBinding, primordials`. */
  libraryModule(id: string): ((...args: unknown[]) => void) | undefined;
  /** Constants and the wording of system errors, as JSON. */
  libraryData(): string;
  now(): number;
  variables(): string;
  /** Method, path and headers as JSON; the body, which may be large, as it is. So is the answer. */
  runtimeApi(head: string, body: string, respond: (head: string, body: string) => void): void;
  /** The same to a port of the environment; false when nothing listens there. */
  callLocal(port: number, head: string, body: string, respond: (head: string, body: string) => void): boolean;
  /** Takes requests, each with a number for `answerLocal`. Answers with the port, -1 when it is taken, or -2 where there are none. */
  listen(port: number, serve: (request: number, head: string, body: string) => void): number;
  answerLocal(request: number, head: string, body: string): void;
  closePort(port: number): void;
  startTimer(delayMs: number, fire: () => void): number;
  cancelTimer(id: number): void;
  /** What was entered last, here or where the job that runs was queued. */
  asyncContext(): object | undefined;
  /** Answers with what it was before. */
  enterAsyncContext(context: object | undefined): object | undefined;
  utf8Encode(text: string): Uint8Array;
  /** Text in any encoding of the Encoding Standard; undefined when `fatal` and it is none. */
  decode(bytes: Uint8Array, encoding: string, fatal: boolean, ignoreBom: boolean): string | undefined;
  /** The URL as text, or the empty string when it is none. */
  urlParse(url: string, base?: string): string;
  urlUpdate(url: string, property: string, value: string): string;
  /** One call on the file system: JSON in, JSON out. */
  file(call: string): string;
  fileRead(fd: number, length: number, position: number): Uint8Array | string;
  fileWrite(fd: number, bytes: Uint8Array, position: number): number | string;
  randomBytes(count: number): Uint8Array;
  /** -1 when it is no promise. */
  promiseState(value: unknown): number;
  promiseResult(value: unknown): unknown;
  className(value: unknown): string;
  proxyParts(value: unknown): [target: unknown, handler: unknown] | undefined;
  /** Starts a digest; with a key, an HMAC. Undefined when there is no such algorithm. */
  hashStart(algorithm: string, key?: Uint8Array): number | undefined;
  hashUpdate(id: number, bytes: Uint8Array): void;
  hashCopy(id: number): number;
  hashEnd(id: number): Uint8Array;
  derive(method: string, digest: string, password: Uint8Array, salt: Uint8Array, options: string): Uint8Array;
  crc32(bytes: Uint8Array, start: number): number;
  zip(method: string, bytes: Uint8Array, level: number): Uint8Array | string;
}

/** What a function of Node.js's native part is here, as long as nobody knows more of it. */
export type Native = (...args: never[]) => unknown;
export type Binding = Record<string, unknown>;
