import type { InitPart, Phase, Reclaimed, TraceEvent } from '../cloud/trace.ts';
import type { Bill } from './bill.ts';

/** Where in the learner's own files an error points; `line` and `column` count from 1. */
export interface SourceLocation {
  path: string;
  line: number;
  column?: number;
}

/** What Lambda answers when the function failed: `errorType`, `errorMessage` and the trace of Node.js, `trace`, or of Python, `stackTrace`. */
export interface FunctionFailure {
  errorType: string;
  errorMessage: string;
  trace: string[];
  location?: SourceLocation;
}

/** One line of the log. `kind` says who wrote it: the platform, the runtime, or the handler itself. */
export interface LogLine {
  kind: 'platform' | 'function';
  text: string;
}

/** The numbers of the REPORT line; `*Ms` in milliseconds, sizes in MB. */
export interface Report {
  requestId: string;
  durationMs: number;
  billedDurationMs: number;
  memorySizeMB: number;
  maxMemoryUsedMB: number;
  initDurationMs?: number;
  /** With SnapStart, of an environment that began with this invocation. */
  restoreDurationMs?: number;
  status?: string;
}

/** What every invocation leaves behind, whether it succeeded or not. `phases` is empty where Lambda does not show them. */
interface RunRecord {
  log: LogLine[];
  /** Undefined where the function's log level leaves it out; so is the bill, then. */
  report: Report | undefined;
  bill: Bill | undefined;
  phases: PhaseSpan[];
  /** Environments that Lambda gave up since the run before. */
  ended: readonly EnvironmentEnd[];
  /** Everything that the account recorded of this run; empty where the account is not simulated. */
  trace: readonly TraceEvent[];
}

/** A stretch of an execution environment's life; ms since the function's first environment of this session began. */
export interface PhaseSpan {
  environmentId: string;
  phase: Phase;
  fromMs: number;
  toMs: number;
  /** Of an init or a restore: how long each part of it took, in order. */
  parts?: readonly { of: InitPart['of']; ms: number }[];
  /** How long each extension had to do with it, from its beginning on. */
  extensions?: readonly { name: string; ms: number }[];
}

/** That Lambda gave an environment up, and why. */
export interface EnvironmentEnd {
  environmentId: string;
  reason: Reclaimed;
  /** How long its processes took to end; undefined where they had no time for it, since none was an extension. */
  shutdownMs?: number;
}

export type RunOutcome =
  /** The function answered: `payload` is the JSON text it returned. */
  | ({ kind: 'returned'; payload: string } & RunRecord)
  /** The function failed (FunctionError `Unhandled`): Lambda's answer is an error payload. */
  | ({ kind: 'failed'; failure: FunctionFailure; payload: string } & RunRecord)
  /** Nothing ran: the code could not be packaged, or the service refused the call. */
  | { kind: 'refused'; name: string; message: string; location?: SourceLocation };
