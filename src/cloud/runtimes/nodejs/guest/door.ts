/** The only way out of the virtual machine. Every answer is text. */
interface Door {
  variables(): string;
  now(): number;
  log(line: string): void;
  exit(code: number): void;
  outOfMemory(): void;
  hasFile(path: string): boolean;
  readText(path: string): string;
  /** Evaluates `source` as a script named `name` and returns its value. */
  compile(source: string, name: string): unknown;
  /** Hands over what looks at values without running them. */
  look(looking: object): void;
  /** The last line for the function of a CommonJS module: it returns the accessor that `keepModuleState` takes. */
  lastLine(path: string): string;
  keepModuleState(path: string, accessor: unknown): void;
  /** Method, path and headers as JSON; the body, which may be large, as it is. So is the answer. */
  runtimeApi(head: string, body: string, respond: (head: string, body: string) => void): void;
  startTimer(delayMs: number, fire: () => void): number;
  cancelTimer(id: number): void;
}

const scope = globalThis as typeof globalThis & { __door?: Door };

export const door = scope.__door as Door;
delete scope.__door;

/** JSON as it was before the function's code could change it. */
export const { parse, stringify } = JSON;
