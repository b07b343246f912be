import type { TraceEvent } from '../../cloud/trace.ts';

/** What one execution environment wrote. */
export interface LogStream {
  name: string;
  group: string;
  functionName: string;
  /** `at` in ms since 1970. */
  lines: readonly { at: number; text: string }[];
}

/** The log of every environment, as CloudWatch has it, the newest first; without those that wrote nothing. */
export function logStreamsOf(events: readonly TraceEvent[]): LogStream[] {
  const streams = new Map<string, Omit<LogStream, 'lines'> & { lines: { at: number; text: string }[] }>();
  for (const event of events) {
    if (event.type === 'environment')
      streams.set(event.environmentId, {
        name: event.logStreamName,
        group: event.logGroupName,
        functionName: event.functionName,
        lines: [],
      });
    if (event.type === 'log')
      streams.get(event.environmentId)?.lines.push({ at: event.at, text: event.text.trimEnd() });
  }
  return [...streams.values()].filter(({ lines }) => lines.length > 0).toReversed();
}
