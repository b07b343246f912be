import type { Context } from '../start.ts';

interface SystemError extends Error {
  errno: number;
  code: string;
  syscall: string;
  path?: string;
  dest?: string;
}

/** The error of a system call, as libuv words it. */
export function failedCall(
  { data }: Context,
  code: string,
  syscall: string,
  path?: string,
  dest?: string,
): SystemError {
  const [errno, [, reason]] = data.systemErrors.find(([, [name]]) => name === code) ?? [
    -1,
    [code, 'unknown error'],
  ];
  const places = `${path === undefined ? '' : ` '${path}'`}${dest === undefined ? '' : ` -> '${dest}'`}`;
  const error = new Error(`${code}: ${reason}, ${syscall}${places}`);
  return Object.assign(error, {
    errno,
    code,
    syscall,
    ...(path !== undefined && { path }),
    ...(dest !== undefined && { dest }),
  });
}

/** The same error of another call. */
export const systemError = (context: Context, error: unknown, syscall: string): unknown => {
  const { code, path } = error as SystemError;
  return code ? failedCall(context, code, syscall, path) : error;
};
