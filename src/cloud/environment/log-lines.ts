import type { RegisteredExtension } from './extensions-api.ts';
import type { Exit } from './runtime-process.ts';

/** What the platform writes into the log, in text format. Fields are separated by tabs. */

/** The numbers behind a REPORT line; times in ms, sizes in MB. */
export interface InvocationReport {
  requestId: string;
  durationMs: number;
  initDurationMs?: number;
  /** With SnapStart: what brought the environment back, and what of it is billed. */
  restore?: Restored;
  memorySizeMB: number;
  maxMemoryUsedMB: number;
  status?: Failure;
}

/** Times in ms, to hundredths and to whole ones. */
interface Restored {
  durationMs: number;
  billedMs: number;
}

/** How an init, a restore or an invocation went, when it did not go well. */
export type Failure = { kind: 'timeout' } | { kind: 'error'; errorType: string };

export const initStartLine = ({ version, arn }: { version: string; arn: string }): string =>
  `INIT_START Runtime Version: ${version}\tRuntime Version ARN: ${arn}`;

export const startLine = (requestId: string, functionVersion: string): string =>
  `START RequestId: ${requestId} Version: ${functionVersion}`;

export const endLine = (requestId: string): string => `END RequestId: ${requestId}`;

/** Of an extension, once its environment is ready or has failed (a log of 2024-06; others have no space between the events). */
export const extensionLine = ({ name, state, events, errorType }: RegisteredExtension): string =>
  [
    `EXTENSION\tName: ${name}`,
    `State: ${state}`,
    `Events: [${events.join(', ')}]`,
    ...(errorType ? [`Error Type: ${errorType}`] : []),
  ].join('\t');

/** Of an init that failed, and of every init ahead of events: the duration of another good one is in REPORT. */
export const initReportLine = (durationMs: number, failure: Failure | undefined): string =>
  `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: init\tStatus: ${failure?.kind ?? 'success'}${errorTypeIn(failure)}`;

const errorTypeIn = (failure: Failure | undefined) =>
  failure?.kind === 'error' ? `\tError Type: ${failure.errorType}` : '';

export const restoreStartLine = ({ version, arn }: { version: string; arn: string }): string =>
  `RESTORE_START Runtime Version: ${version}\tRuntime Version ARN: ${arn}`;

/** Of a restore that went well there is the duration alone (logs of 2023). */
export const restoreReportLine = (durationMs: number, failure: Failure | undefined): string =>
  `RESTORE_REPORT Restore Duration: ${durationMs.toFixed(2)} ms${failure ? `\tStatus: ${failure.kind}${errorTypeIn(failure)}` : ''}`;

/** `timeout` in seconds, as configured. */
export const timedOut = (timeout: number): string => `Task timed out after ${timeout.toFixed(2)} seconds`;

export const timedOutLine = (at: number, requestId: string, timeout: number): string =>
  `${new Date(at).toISOString()} ${requestId} ${timedOut(timeout)}`;

/** As the log and the caller have it. */
export const exitErrorType = (exit: Exit): string =>
  exit.kind === 'not-started' ? exit.errorType : 'Runtime.ExitError';

export function exitMessage(requestId: string, exit: Exit): string {
  return `RequestId: ${requestId} Error: ${exitReason(exit)}`;
}

function exitReason(exit: Exit): string {
  if (exit.kind === 'killed') return 'Runtime exited with error: signal: killed';
  if (exit.kind === 'not-started') return exit.message;
  return exit.code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${exit.code}`;
}

/** INIT is billed with the invocation that it ran for, since 2025-08-01, as a part of a restore is; billing rounds up to the next millisecond. */
export const billedDurationMs = ({ durationMs, initDurationMs = 0, restore }: InvocationReport): number =>
  Math.ceil(hundredths(durationMs) + hundredths(initDurationMs) + (restore?.billedMs ?? 0));

/** Every field ends in a tab, the last one too, as in CloudWatch Logs. */
export function reportLine(report: InvocationReport): string {
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedDurationMs(report)} ms`,
    `Memory Size: ${report.memorySizeMB} MB`,
    `Max Memory Used: ${report.maxMemoryUsedMB} MB`,
  ];
  if (report.initDurationMs !== undefined)
    fields.push(`Init Duration: ${report.initDurationMs.toFixed(2)} ms`);
  if (report.restore)
    fields.push(
      `Restore Duration: ${report.restore.durationMs.toFixed(2)} ms`,
      `Billed Restore Duration: ${report.restore.billedMs} ms`,
    );
  if (report.status?.kind === 'timeout') fields.push('Status: timeout');
  if (report.status?.kind === 'error') fields.push('Status: error', `Error Type: ${report.status.errorType}`);
  return `${fields.join('\t')}\t`;
}

/** Who gets which events of an environment: `platform`, `function`, `extension`. */
export interface Subscribed {
  api: 'Telemetry' | 'Logs';
  /** The extension. */
  name: string;
  types: readonly string[];
}

export function subscribedLine({ api, name, types }: Subscribed): string {
  const kinds = types.map((type) => type.charAt(0).toUpperCase() + type.slice(1)).join(', ');
  return `${api.toUpperCase()}\tName: ${name}\tState: Subscribed\tTypes: [${kinds}]`;
}

export const hundredths = (ms: number) => Math.round(ms * 100) / 100;
