import type { JSValueHandle } from 'quickjs-wasi';

export const isOutOfMemory = (text: string) => text.startsWith('InternalError: out of memory');

/** What the engine could not survive, such as JSON nested too deeply; its own frames mean nothing to a learner. */
export function textOfHostError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = (error.stack ?? error.message).split('\n');
  return lines.filter((line) => !/^\s+at /.test(line) || /\/(var\/task|home)\//.test(line)).join('\n');
}

/** What an error says of itself, or a value that was thrown in its place. */
export function textOf(reason: JSValueHandle): string {
  const stack = reason.isObject ? reason.getProp('stack') : undefined;
  const text = stack?.isString ? stack.toString() : reason.toString();
  stack?.dispose();
  return text;
}
