/** Error numbers of Linux on x86-64, for those that a file system of Lambda gives. */
const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  EBADF: 9,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EMFILE: 24,
  EFBIG: 27,
  ENOSPC: 28,
  EROFS: 30,
  ENAMETOOLONG: 36,
  ENOTEMPTY: 39,
  ELOOP: 40,
} as const;

type PosixCode = keyof typeof ERRNO;

/** What a system call answers instead of a result. Each runtime words it as its language does. */
export class PosixError extends Error {
  readonly code: PosixCode;
  readonly errno: number;
  constructor(code: PosixCode) {
    super(code);
    this.name = 'PosixError';
    this.code = code;
    this.errno = ERRNO[code];
  }
}
