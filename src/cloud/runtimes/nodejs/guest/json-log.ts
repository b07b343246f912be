import { format } from 'node-inspect-extracted';
import { stringify } from './door.ts';

/**
 * One line of the log in JSON format, as the Node.js runtime writes it (aws-lambda-ric 4.0.2): a single value is the message
 * as it is, several are formatted to text, and the first error among the rest is told in fields of its own.
 */
export function jsonLine(
  timestamp: string,
  level: string,
  requestId: string,
  values: readonly unknown[],
): string {
  const [message, ...rest] = values;
  const line: Record<string, unknown> = { timestamp, level, requestId };
  if (rest.length === 0) {
    try {
      return stringify({ ...line, message }, errorFields);
    } catch {
      return stringify({ ...line, message: format(message) });
    }
  }
  line.message = format(...values);
  const error = rest.find((value) => value instanceof Error);
  if (error instanceof Error) {
    const { errorType, errorMessage, stackTrace = [] } = fieldsOf(error);
    Object.assign(line, { errorType, errorMessage, stackTrace });
  }
  return stringify(line);
}

const errorFields = (_key: string, value: unknown) =>
  value instanceof Error ? { ...fieldsOf(value), ...value } : value;

const fieldsOf = (error: Error) => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : error.stack,
});
