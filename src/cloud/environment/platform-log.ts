import type { RegisteredExtension } from './extensions-api.ts';
import type { Failure, InvocationReport, Subscribed } from './log-lines.ts';
import * as text from './log-lines.ts';
import type { Exit } from './runtime-process.ts';
import type { InitializationType } from './settings.ts';
import type { TelemetryApi } from './telemetry-api.ts';

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
  /** The environment is brought back from a snapshot, and that is over; `failure` unless it is ready. */
  restoreStart(at: number, start: InitStart): string[];
  restoreReport(at: number, durationMs: number, failure?: Failure): string[];
  extensions(at: number, extensions: readonly RegisteredExtension[]): string[];
  start(at: number, requestId: string, version: string): string[];
  /** `timeout` in seconds, as configured. */
  timedOut(at: number, requestId: string, timeout: number): string[];
  exited(requestId: string, exit: Exit): string[];
  extensionFailed(requestId: string, message: string, errorType: string): string[];
  report(at: number, report: InvocationReport): string[];
  /** An extension has subscribed to the Telemetry API, or the Logs API. */
  subscribed(at: number, subscription: Subscribed): string[];
}

/**
 * What the platform writes into the log, and publishes as events of the Telemetry API's schema. A log in JSON consists of
 * those of the guide's levels (advanced logging, 2026-10).
 */
export function platformLog(
  logging: PlatformLogging,
  initializationType: InitializationType,
  telemetry: Pick<TelemetryApi, 'listening' | 'publish'>,
): PlatformLog {
  const init = { initializationType, phase: 'init' };
  const started = ({ version, arn, functionName, functionVersion }: InitStart) => ({
    runtimeVersion: version,
    runtimeVersionArn: arn,
    functionName,
    functionVersion,
  });
  const event = (level: Level, at: number, type: string, record: object) => ({
    level,
    event: { time: new Date(at).toISOString(), type: `platform.${type}`, record },
  });
  function moment(eventsOf: () => ReturnType<typeof event>[], lines: string[]): string[] {
    if (logging.LogFormat === 'Text' && !telemetry.listening()) return lines;
    const events = eventsOf();
    for (const { event } of events) telemetry.publish(event);
    if (logging.LogFormat === 'Text') return lines;
    const least = LEVELS.indexOf(logging.SystemLogLevel);
    return events
      .filter(({ level }) => LEVELS.indexOf(level) >= least)
      .map(({ event }) => JSON.stringify(event));
  }
  return {
    initStart: (at, start) =>
      moment(
        () => [event('INFO', at, 'initStart', { ...init, ...started(start) })],
        [text.initStartLine(start)],
      ),
    restoreStart: (at, start) =>
      moment(() => [event('INFO', at, 'restoreStart', started(start))], [text.restoreStartLine(start)]),
    restoreReport: (at, durationMs, failure) =>
      moment(
        () => [
          event(failure ? 'WARN' : 'DEBUG', at, 'restoreRuntimeDone', ending(failure)),
          event(failure ? 'WARN' : 'DEBUG', at, 'restoreReport', {
            ...ending(failure),
            metrics: { durationMs: text.hundredths(durationMs) },
          }),
        ],
        [text.restoreReportLine(durationMs, failure)],
      ),
    initReport: (at, durationMs, failure) =>
      moment(
        () => [
          event(failure ? 'WARN' : 'DEBUG', at, 'initRuntimeDone', { ...init, ...ending(failure) }),
          event(failure ? 'WARN' : 'DEBUG', at, 'initReport', {
            ...init,
            ...ending(failure),
            metrics: { durationMs: text.hundredths(durationMs) },
          }),
        ],
        failure || initializationType !== 'on-demand' ? [text.initReportLine(durationMs, failure)] : [],
      ),
    extensions: (at, extensions) =>
      moment(
        () =>
          extensions.map(({ name, state, events }) =>
            event('INFO', at, 'extension', { name, state, events }),
          ),
        extensions.map(text.extensionLine),
      ),
    start: (at, requestId, version) =>
      moment(
        () => [event('INFO', at, 'start', { requestId, version })],
        [text.startLine(requestId, version)],
      ),
    // How it ended is in the events that follow.
    timedOut: (at, requestId, timeout) => moment(() => [], [text.timedOutLine(at, requestId, timeout)]),
    exited: (requestId, exit) =>
      moment(() => [], [text.exitMessage(requestId, exit), text.exitErrorType(exit)]),
    extensionFailed: (requestId, message, errorType) =>
      moment(() => [], [`RequestId: ${requestId} Error: ${message}`, errorType]),
    report(at, report) {
      const { requestId, durationMs, initDurationMs, restore, memorySizeMB, maxMemoryUsedMB, status } =
        report;
      const took = text.hundredths(durationMs);
      const done = { requestId, ...ending(status) };
      return moment(
        () => [
          event(status ? 'WARN' : 'DEBUG', at, 'runtimeDone', { ...done, metrics: { durationMs: took } }),
          event(status ? 'WARN' : 'INFO', at, 'report', {
            ...done,
            metrics: {
              durationMs: took,
              billedDurationMs: text.billedDurationMs(report),
              memorySizeMB,
              maxMemoryUsedMB,
              ...(initDurationMs !== undefined && { initDurationMs: text.hundredths(initDurationMs) }),
              ...(restore && {
                restoreDurationMs: text.hundredths(restore.durationMs),
                billedRestoreDurationMs: restore.billedMs,
              }),
            },
          }),
        ],
        [text.endLine(requestId), text.reportLine(report)],
      );
    },
    subscribed: (at, subscription) => {
      const { api, name, types } = subscription;
      const type = api === 'Logs' ? 'logsSubscription' : 'telemetrySubscription';
      return moment(
        () => [event('INFO', at, type, { name, state: 'Subscribed', types })],
        [text.subscribedLine(subscription)],
      );
    },
  };
}

const ending = (failure: Failure | undefined) => ({
  status: failure?.kind ?? 'success',
  ...(failure?.kind === 'error' && { errorType: failure.errorType }),
});
