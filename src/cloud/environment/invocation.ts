import { exitErrorType, exitMessage, type Failure, type InvocationReport, timedOut } from './log-lines.ts';
import type { Exit } from './runtime-process.ts';

/** An event on its way into an environment; `payload` is JSON text. */
export interface Invocation {
  requestId: string;
  payload: string;
  invokedFunctionArn: string;
  clientContext?: string;
  /** Of the payload; JSON when nothing is said. */
  contentType?: string;
  /** Whether the caller takes a response in parts. */
  streams?: boolean;
  /** Of the chain of invocations that it belongs to, as X-Ray's trace header has it. */
  lineage?: string;
}

/** Of a response in parts: what was sent, before an error if there was one. */
export interface Streamed {
  contentType: string;
  sent: string;
}

/** What an invocation left behind; `log` is its part of the log stream, from START to REPORT. */
export interface InvocationResult {
  payload: string;
  functionError?: 'Unhandled';
  streamed?: Streamed;
  /** Why the event came to no handler: its environment could not be restored. */
  notRestored?: Failure['kind'];
  log: string;
}

/** An invocation in its environment, and what is known of it by now. */
export interface ServedInvocation {
  invocation: Invocation;
  done: (result: InvocationResult) => void;
  log: string[];
  /** ms since 1970; Infinity while the environment is not ready for it. */
  invokeFrom: number;
  /** What its REPORT line says of how the environment began. */
  beginning?: Pick<InvocationReport, 'initDurationMs' | 'restore'>;
  outcome?: Outcome;
}

/** What the caller is to get. */
type Outcome = { payload: string; errorType?: undefined; streamed?: Streamed } | FailedOutcome;

export interface FailedOutcome {
  payload: string;
  errorType: string;
  streamed?: Streamed;
}

/** @param timeout in seconds, as configured */
export const timedOutOutcome = (requestId: string, timeout: number): FailedOutcome => ({
  payload: JSON.stringify({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: ${timedOut(timeout)}`,
  }),
  errorType: 'Sandbox.Timedout',
});

/** Of a process that ended without a word through the Runtime API. */
export const exitOutcome = (requestId: string, exit: Exit): FailedOutcome => ({
  payload: JSON.stringify({ errorType: exitErrorType(exit), errorMessage: exitMessage(requestId, exit) }),
  errorType: exit.kind === 'killed' ? 'Runtime.OutOfMemory' : exitErrorType(exit),
});

/** Of an extension that cannot go on. */
export const extensionOutcome = (requestId: string, message: string, errorType: string): FailedOutcome => ({
  payload: JSON.stringify({ errorMessage: `RequestId: ${requestId} Error: ${message}`, errorType }),
  errorType,
});

/** What its REPORT line says when it is over, at `at`. */
export const reportOf = (
  { invocation, invokeFrom, beginning }: ServedInvocation,
  at: number,
  memorySizeMB: number,
  maxMemoryUsedMB: number,
  status: Failure | undefined,
): InvocationReport => ({
  requestId: invocation.requestId,
  durationMs: at - invokeFrom,
  ...beginning,
  memorySizeMB,
  maxMemoryUsedMB,
  ...(status && { status }),
});

export const resultOf = (
  { outcome, log }: ServedInvocation,
  notRestored?: Failure['kind'],
): InvocationResult => ({
  payload: outcome?.payload ?? 'null',
  ...(outcome?.errorType && { functionError: 'Unhandled' }),
  ...(outcome?.streamed && { streamed: outcome.streamed }),
  ...(notRestored && { notRestored }),
  log: log.map((line) => `${line}\n`).join(''),
});
