import type { RegisteredExtension } from './extensions-api.ts';
import type { Failure, InvocationReport } from './log-lines.ts';
import * as text from './log-lines.ts';
import type { Exit } from './runtime-process.ts';
import type { InitializationType } from './settings.ts';

/** How Lambda itself writes into the log of a function; levels filter the JSON format only. */
export type PlatformLogging = { LogFormat: 'Text' } | { LogFormat: 'JSON'; SystemLogLevel: Level };

const LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;
type Level = (typeof LEVELS)[number];

interface InitStart {
  version: string;
  arn: string;
  functionName: string;
  functionVersion: string;
}

/** The lines for each moment of an environment's life; `at` in ms since 1970. */
export interface PlatformLog {
  initStart(at: number, start: InitStart): string[];
  /** The init of a fresh environment is over; `failure` unless it is ready. */
  initReport(at: number, durationMs: number, failure?: Failure): string[];
  extensions(at: number, extensions: readonly RegisteredExtension[]): string[];
  start(at: number, requestId: string, version: string): string[];
  /** `timeout` in seconds, as configured. */
  timedOut(at: number, requestId: string, timeout: number): string[];
  exited(requestId: string, exit: Exit): string[];
  extensionFailed(requestId: string, message: string, errorType: string): string[];
  report(at: number, report: InvocationReport): string[];
}

export const platformLog = (logging: PlatformLogging, initializationType: InitializationType): PlatformLog =>
  logging.LogFormat === 'JSON'
    ? jsonLog(logging.SystemLogLevel, initializationType)
    : textLog(initializationType);

const textLog = (initializationType: InitializationType): PlatformLog => ({
  initStart: (_at, start) => [text.initStartLine(start)],
  initReport: (_at, durationMs, failure) =>
    failure || initializationType !== 'on-demand' ? [text.initReportLine(durationMs, failure)] : [],
  extensions: (_at, extensions) => extensions.map(text.extensionLine),
  start: (_at, requestId, version) => [text.startLine(requestId, version)],
  timedOut: (at, requestId, timeout) => [text.timedOutLine(at, requestId, timeout)],
  exited: (requestId, exit) => [text.exitMessage(requestId, exit), text.exitErrorType(exit)],
  extensionFailed: (requestId, message, errorType) => [
    `RequestId: ${requestId} Error: ${message}`,
    errorType,
  ],
  report: (_at, report) => [text.endLine(report.requestId), text.reportLine(report)],
});

/** Events of the Telemetry API's schema, at the levels of the guide's table (advanced logging, 2026-10). */
function jsonLog(least: Level, initializationType: InitializationType): PlatformLog {
  const event = (level: Level, at: number, type: string, record: object) =>
    LEVELS.indexOf(level) < LEVELS.indexOf(least)
      ? []
      : [JSON.stringify({ time: new Date(at).toISOString(), type: `platform.${type}`, record })];
  const init = { initializationType, phase: 'init' };
  return {
    initStart: (at, { version, arn, functionName, functionVersion }) =>
      event('INFO', at, 'initStart', {
        ...init,
        runtimeVersion: version,
        runtimeVersionArn: arn,
        functionName,
        functionVersion,
      }),
    initReport: (at, durationMs, failure) =>
      event(failure ? 'WARN' : 'DEBUG', at, 'initReport', {
        ...init,
        ...ending(failure),
        metrics: { durationMs: text.hundredths(durationMs) },
      }),
    extensions: (at, extensions) =>
      extensions.flatMap(({ name, state, events }) =>
        event('INFO', at, 'extension', { name, state, events }),
      ),
    start: (at, requestId, version) => event('INFO', at, 'start', { requestId, version }),
    // How it ended is in the events that follow.
    timedOut: () => [],
    exited: () => [],
    extensionFailed: () => [],
    report(at, report) {
      const { requestId, durationMs, initDurationMs, memorySizeMB, maxMemoryUsedMB, status } = report;
      const took = text.hundredths(durationMs);
      return [
        ...event(status ? 'WARN' : 'DEBUG', at, 'runtimeDone', {
          requestId,
          ...ending(status),
          metrics: { durationMs: took },
        }),
        ...event(status ? 'WARN' : 'INFO', at, 'report', {
          requestId,
          ...ending(status),
          metrics: {
            durationMs: took,
            billedDurationMs: text.billedDurationMs(report),
            memorySizeMB,
            maxMemoryUsedMB,
            ...(initDurationMs !== undefined && { initDurationMs: text.hundredths(initDurationMs) }),
          },
        }),
      ];
    },
  };
}

const ending = (failure: Failure | undefined) => ({
  status: failure?.kind ?? 'success',
  ...(failure?.kind === 'error' && { errorType: failure.errorType }),
});
