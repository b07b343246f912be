import { deployedPath } from './deployed-path.ts';
import type { SourceFile } from './lab.ts';
import type { FunctionFailure, LogLine, Report, SourceLocation } from './run.ts';

const PLATFORM_LINE =
  /^(\{"time":"[^"]+","type":"platform\.|INIT_START|START|END|REPORT|INIT_REPORT|RESTORE_START|RESTORE_REPORT|RequestId:|(?:EXTENSION|TELEMETRY)\t|(?:Runtime|Extension)\.\w+$|\S+ \S+ Task timed out)/;

/** Splits a log tail into its events and tells the platform's lines from the function's. */
export const readLog = (tail: string): LogLine[] =>
  tail
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => ({ kind: PLATFORM_LINE.test(text) ? 'platform' : 'function', text }));

/** The numbers of the last REPORT line in `log`, or of the event `platform.report` of a log in JSON; a log level can leave both out. */
export function readReport(log: string): Report | undefined {
  const line = log
    .split('\n')
    .findLast((text) => text.startsWith('REPORT ') || text.includes('"type":"platform.report"'));
  if (!line) return undefined;
  return line.startsWith('REPORT ') ? reportInText(line) : reportInJson(line);
}

/** @see Telemetry API schema, `platform.report` */
function reportInJson(line: string): Report {
  const { requestId, status, metrics } = JSON.parse(line).record;
  const { durationMs, billedDurationMs, memorySizeMB, maxMemoryUsedMB, initDurationMs, restoreDurationMs } =
    metrics;
  return {
    requestId,
    durationMs,
    billedDurationMs,
    memorySizeMB,
    maxMemoryUsedMB,
    ...(initDurationMs !== undefined && { initDurationMs }),
    ...(restoreDurationMs !== undefined && { restoreDurationMs }),
    ...(status !== 'success' && { status }),
  };
}

function reportInText(line: string): Report {
  const fields = new Map(
    line
      .split('\t')
      .map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 2)]),
  );
  const number = (name: string) => Number.parseFloat(fields.get(name) ?? 'NaN');
  const status = fields.get('Status');
  return {
    requestId: fields.get('REPORT RequestId') ?? '',
    durationMs: number('Duration'),
    billedDurationMs: number('Billed Duration'),
    memorySizeMB: number('Memory Size'),
    maxMemoryUsedMB: number('Max Memory Used'),
    ...(fields.has('Init Duration') && { initDurationMs: number('Init Duration') }),
    ...(fields.has('Restore Duration') && { restoreDurationMs: number('Restore Duration') }),
    ...(status && { status }),
  };
}

/** Reads Lambda's error payload; the location is the innermost line of the trace that lies in one of `files`. */
export function readFailure(payload: string, files: readonly SourceFile[]): FunctionFailure {
  const read = (JSON.parse(payload) ?? {}) as Partial<Record<keyof FunctionFailure | 'stackTrace', unknown>>;
  const errorType = inText(read.errorType, 'Error');
  const errorMessage = inText(read.errorMessage, '');
  const nodejs = textsOf(read.trace);
  // Python begins with the outermost call.
  const python = textsOf(read.stackTrace).flatMap((frame) => frame.trimEnd().split('\n'));
  const location = [...nodejs, ...python.toReversed()]
    .map((line) => locate(line, files))
    .find((found) => found !== undefined);
  const trace = [...nodejs, ...python];
  return { errorType, errorMessage, trace, ...(location && { location }) };
}

const textsOf = (list: unknown) => (Array.isArray(list) ? list.map((line) => inText(line, '')) : []);

/** Code may throw anything: a number for a name, an object for a message. */
const inText = (value: unknown, otherwise: string) =>
  typeof value === 'string' ? value : value === undefined ? otherwise : JSON.stringify(value);

/** The place in the learner's own file that a trace line names. */
function locate(traceLine: string, files: readonly SourceFile[]): SourceLocation | undefined {
  const [, deployed, line, column] =
    /\/var\/task\/([^:\s)"]+)(?::|",? [Ll]ine )(\d+)(?::(\d+))?/.exec(traceLine) ?? [];
  const file = files.find(({ path }) => deployedPath(path) === deployed);
  if (!file) return undefined;
  return { path: file.path, line: Number(line), ...(column && { column: Number(column) }) };
}
