import { stringify } from './door.ts';

/** An error of the runtime itself; its `name` is the errorType that Lambda shows. */
export class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    this.stack = `${name}: ${message}`;
  }
}

type ErrorFields = { name: string; message: string; stack?: string; code?: unknown };

/** An error made when the stack was full has no stack of its own. */
const stackLines = ({ name, message, stack }: Error) =>
  (stack?.trim() ? stack : `${name}: ${message}`).split('\n');

/** The error payload that the caller of the function gets. */
export function toRapidResponse(error: unknown): {
  errorType: string;
  errorMessage: string;
  trace: string[];
} {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: stackLines(error) };
}

/** The error as the log shows it: with the fields that the error itself carries, and `stack` for `trace`. */
export function toLogged(error: unknown): string {
  return `\t${stringify(error, (_key, value) => {
    if (!(value instanceof Error)) return value;
    const {
      name,
      message,
      stack: _stack,
      code,
      ...own
    } = { ...value, name: value.name, message: value.message } as ErrorFields;
    return { errorType: name, errorMessage: message, code, ...own, stack: stackLines(value) };
  })}`;
}
