/**
 * What a prediction is about: a payload without the stack trace of a failure, which nobody can predict. Compact JSON, or
 * the text as it is where it is no JSON.
 */
export function predictable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), (key, value) => (key === 'trace' ? undefined : value));
  } catch {
    return payload;
  }
}
