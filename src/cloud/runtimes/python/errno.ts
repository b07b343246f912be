import type { PosixError } from '../../environment/files/posix-error.ts';
import type { PythonModule } from './emscripten.ts';

/**
 * Error numbers: Emscripten's, which are those of WASI, and Linux's, which a function on Lambda gets. EFBIG has the number of
 * EINVAL, because its own is the one by which the interpreter's C code knows a call that it must repeat.
 */
export const ERRNO = {
  EPERM: [63, 1],
  ENOENT: [44, 2],
  EBADF: [8, 9],
  EACCES: [2, 13],
  EBUSY: [10, 16],
  EEXIST: [20, 17],
  EXDEV: [75, 18],
  ENOTDIR: [54, 20],
  EISDIR: [31, 21],
  EFBIG: [22, 22],
  EINVAL: [28, 22],
  EMFILE: [33, 24],
  ENOSPC: [51, 28],
  EROFS: [69, 30],
  ENAMETOOLONG: [37, 36],
  ENOTEMPTY: [55, 39],
  ELOOP: [32, 40],
} as const satisfies Record<PosixError['code'], readonly [emscripten: number, linux: number]>;

const toLinux = new Map<number, number>(Object.values(ERRNO));

/** What a system call answers, with the error number of Linux if it is one. */
export const linuxAnswer = (name: string, answer: unknown): unknown => {
  if (typeof answer !== 'number') return answer;
  if (name.startsWith('fd_')) return toLinux.get(answer) ?? answer;
  return answer < 0 ? -(toLinux.get(-answer) ?? -answer) : answer;
};

const LAST = 75;

/** Teaches the C library the words for Linux's numbers: it finds them by a table of where each begins. */
export function renumberMessages(module: PythonModule): void {
  const first = module._strerror(0);
  // What has no words is told as unknown, from elsewhere, and stands in the table as the first.
  const starts = Array.from({ length: LAST + 1 }, (_, errno) => Math.max(0, module._strerror(errno) - first));
  const memory = new Uint16Array(module.HEAPU8.buffer);
  const table = memory.findIndex((_, at) => starts.every((start, errno) => memory[at + errno] === start));
  if (table < 0) throw new Error('The interpreter has no table of error messages where one was before.');
  for (const [emscripten, linux] of toLinux) memory[table + linux] = starts[emscripten]!;
}
