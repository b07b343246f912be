import type { SdkPackage } from '../cloud/engines.ts';
import type { CloudRequest, CloudResponse } from '../cloud/http.ts';
import type { CommandResult, ShellFile } from './shell.ts';

/** What scripts run on, before the first of them. */
export interface ScriptParts {
  wasm: ArrayBuffer;
  runtime: string;
  library: string;
}

/** What became of a line, and of the files in the home directory since the line before. */
export interface Ended {
  exitCode: number;
  cwd: string;
  changed: ShellFile[];
  removed: string[];
}

/** What the word at the caret can become; it begins at `from`. */
export interface Completion {
  from: number;
  candidates: string[];
}

/** What the worker, which has the shell, does for the page. */
export type ShellEnd = {
  run(line: string): Promise<Ended>;
  stop(): void;
  complete(line: string, caret: number): Promise<Completion>;
  put(changed: readonly ShellFile[], removed: readonly string[]): Promise<void>;
  /** Files of the `aws` command with this number, by paths as they were typed. */
  read(command: number, path: string): Promise<Uint8Array>;
  write(command: number, path: string, bytes: Uint8Array): Promise<void>;
};

/** What the page, which has the client, does for the worker. */
export type PageEnd = {
  /** `isLast` where it is called by a trap, after the line was stopped. */
  aws(args: readonly string[], command: number, isLast: boolean): Promise<CommandResult>;
  completeAws(words: readonly string[]): Promise<readonly string[]>;
  wrote(text: string): void;
  /** These are for scripts; the first two fetch what they run on. */
  scriptParts(): Promise<ScriptParts>;
  sdk(name: SdkPackage): Promise<string>;
  send(request: CloudRequest): Promise<CloudResponse>;
  advance(ms: number): Promise<void>;
};
