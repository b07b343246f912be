import type { RuntimeApiRequest } from '../../environment/runtime-api.ts';
import type { ServiceRequest } from '../../services/services.ts';

/** What the program in Python may ask its host. The function's own code can ask, too, so no field is trusted. */
export type Question =
  | { kind: 'variables' | 'event' }
  | { kind: 'log'; text: string }
  | { kind: 'sleep'; ms: number }
  | { kind: 'exit'; code: number }
  | { kind: 'call'; request: RuntimeApiRequest }
  | { kind: 'service'; request: Omit<ServiceRequest, 'role'> };

/** Undefined when it is none. */
export function readQuestion(text: string, body: Uint8Array): Question | undefined {
  const asked = parse(text);
  switch (asked.kind) {
    case 'variables':
    case 'event':
      return { kind: asked.kind };
    case 'log':
      return { kind: 'log', text: String(asked.text) };
    case 'sleep':
      return { kind: 'sleep', ms: Math.max(0, Number(asked.ms) || 0) };
    case 'exit':
      return { kind: 'exit', code: Number(asked.code) & 255 };
    case 'call':
      return {
        kind: 'call',
        request: {
          method: String(asked.method),
          path: String(asked.path),
          headers: strings(asked.headers),
          body: String(asked.body),
        },
      };
    case 'service':
      return {
        kind: 'service',
        request: {
          method: String(asked.method),
          host: String(asked.host),
          path: String(asked.path),
          headers: strings(asked.headers),
          body,
        },
      };
    default:
      return undefined;
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

const strings = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(Object(value)).map(([name, entry]) => [name, String(entry)]));
