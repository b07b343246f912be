import { stringify } from './door.ts';

/** An error of the runtime itself; its `name` is the errorType that Lambda shows. */
export class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    this.stack = `${name}: ${message}`;
  }
}

/** The error payload that the caller of the function gets. */
interface ErrorPayload {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

/** An error made when the stack was full has no stack of its own. */
function stackLines({ name, message, stack }: Error): string[] {
  const text = typeof stack === 'string' && stack.trim() ? stack : `${name}: ${message}`;
  return text.split('\n');
}

/** Never throws: a handler may throw anything, also what breaks when it is looked at. */
export function toRapidResponse(error: unknown): ErrorPayload {
  try {
    if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
    return { errorType: String(error.name), errorMessage: String(error.message), trace: stackLines(error) };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
      trace: [],
    };
  }
}

/** The error as the log shows it: with the fields that the error itself carries, and `stack` for `trace`. */
export function toLogged(error: unknown): string {
  try {
    return `\t${stringify(error, (_key, value) => (value instanceof Error ? fieldsOf(value) : value))}`;
  } catch {
    return `\t${stringify(toRapidResponse(error))}`;
  }
}

function fieldsOf(error: Error) {
  const { code, ...own } = { ...error } as Record<string, unknown>;
  for (const shownApart of ['name', 'message', 'stack']) delete own[shownApart];
  return { errorType: error.name, errorMessage: error.message, code, ...own, stack: stackLines(error) };
}
