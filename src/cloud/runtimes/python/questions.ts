import type { RuntimeApiRequest } from '../../environment/runtime-api.ts';

/** What the program in Python may ask its host. The function's own code can ask, too, so no field is trusted. */
export type Question =
  | { kind: 'variables' | 'event' }
  | { kind: 'log'; text: string }
  | { kind: 'sleep'; ms: number }
  | { kind: 'exit'; code: number }
  | { kind: 'call'; request: RuntimeApiRequest };

/** Undefined when it is none. */
export function readQuestion(text: string): Question | undefined {
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
