import type { Interpreter, InterpreterClass, ShellState } from './interpreter.ts';

const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype;

/** Everything but syntax, which nothing changes. */
export function copyOf(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, entry]) => [key, copyOf(entry)]));
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null || !isPlain(value) || 'type' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, copyOf(entry)]));
}

/** A shell that goes on from where `shell` is, and changes nothing in it. */
export function fork(Shell: InterpreterClass, shell: Interpreter, changes: Partial<ShellState>): Interpreter {
  const state = { ...(copyOf({ ...shell.ctx.state }) as ShellState), substitutions: 0, ...changes };
  return new Shell({ ...shell.ctx, exec: shell.ctx.execFn }, state);
}
