/** The numbers behind a REPORT line; times in ms, sizes in MB. */
export interface InvocationReport {
  requestId: string;
  durationMs: number;
  initDurationMs?: number;
  memorySizeMB: number;
  maxMemoryUsedMB: number;
  status?: { kind: 'timeout' } | { kind: 'error'; errorType: string };
}

/** INIT is billed with the invocation that it ran for, since 2025-08-01; billing rounds up to the next millisecond. */
export const billedDurationMs = (report: InvocationReport): number =>
  Math.ceil(round(report.durationMs) + round(report.initDurationMs ?? 0));

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
  if (report.status?.kind === 'timeout') fields.push('Status: timeout');
  if (report.status?.kind === 'error') fields.push('Status: error', `Error Type: ${report.status.errorType}`);
  return fields.map((field) => `${field}\t`).join('');
}

const round = (ms: number) => Math.round(ms * 100) / 100;
