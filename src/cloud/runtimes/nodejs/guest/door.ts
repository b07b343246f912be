import type { LibraryDoor } from './library/door.ts';

/** The only way out of the virtual machine. Every answer is text. */
export interface Door extends LibraryDoor {
  /** Bytes that the program has taken, as JSON. */
  memory(): string;
  /** The function that makes Node.js's library. */
  libraryStart(): unknown;
  /** While the library is loaded, nothing is metered. */
  libraryBegins(): void;
  libraryEnds(): void;
  log(line: string): void;
  exit(code: number): void;
  outOfMemory(): void;
  /** Counts an error that is made, for which V8 writes down the stack. */
  errorMade(): void;
  hasFile(path: string): boolean;
  readText(path: string): string;
  /** The text of a CommonJS module, without what a shell would read of it. */
  readScript(path: string): string;
  /** The function that a CommonJS module's text is the body of. */
  compile(source: string, name: string): unknown;
  /** The last line for the function of a CommonJS module: it returns the accessor that `keepModuleState` takes. */
  lastLine(path: string): string;
  keepModuleState(path: string, accessor: unknown): void;
  /** These answer with JSON: `{ found }`, or `{ error }` as Node.js would throw it. */
  resolveRequire(request: string, importer: string): string;
  resolveImport(specifier: string, importer: string): string;
  format(path: string): string;
  lookupPaths(folder: string): string;
  builtInNames(): string;
  /** Runs an ES module: `{ namespace }`, `{ error }`, or neither when it awaits something. */
  importSync(path: string): unknown;
  /** An HTTP request to a service; answered with nothing when no service has that host. Heads are JSON. */
  callService(head: string, body: Uint8Array, respond: (head?: string, body?: Uint8Array) => void): void;
  startTimer(delayMs: number, fire: () => void): number;
  cancelTimer(id: number): void;
  /** Whether the event loop waits for the timer. */
  holdTimer(id: number, held: boolean): void;
  /** Runs `act` once, when the event loop has nothing left to wait for; in place of what was to run then. */
  whenIdle(act: (() => void) | undefined): void;
  /** Takes what nobody catches, instead of the process ending at once. */
  whenUncaught(report: (kind: 'exception' | 'rejection', error: unknown) => void): void;
}

const scope = globalThis as typeof globalThis & { __door?: Door };

export const door = scope.__door as Door;
delete scope.__door;

/** JSON as it was before the function's code could change it. */
export const { parse, stringify } = JSON;
