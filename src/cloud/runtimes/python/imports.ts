import { SANDBOX_USER } from '../../environment/files/walk.ts';
import type { PythonModule } from './emscripten.ts';
import { ERRNO, linuxAnswer } from './errno.ts';
import type { ProcessFiles } from './files.ts';

/** To a question: what can be JSON, and bytes beside it. */
export interface Answer {
  json: unknown;
  body?: Uint8Array;
}

/** What the interpreter can reach outside of its own memory and files. */
export interface Door {
  /** A question of the runtime in Python, as JSON text and bytes, and its answer. */
  ask(question: string, body: Uint8Array): Answer;
  /** One byte written to standard output or standard error. */
  output(byte: number): void;
  /** Virtual time in ms since 1970. */
  now(): number;
  random(): number;
  /** None while there is no process. */
  files?: ProcessFiles;
  /** Counts work done, in backward jumps and calls of Python code; throws when the process must stop. */
  steps(count: number): void;
  /** The process asked to end; throws. */
  exit(code: number): never;
  /** Whether its memory may grow to so many bytes; throws when that ends the process. */
  mayGrowTo(bytes: number): boolean;
  /** Something was called that the interpreter must not call; throws. */
  refuse(name: string): never;
}

/** Emscripten's functions that stay as they are: they know the interpreter's own memory and files, and nothing else. */
const OWN = new Set(
  `fd_close fd_read fd_write fd_seek fd_sync fd_pread fd_pwrite fd_fdstat_get environ_sizes_get environ_get
  __syscall_openat __syscall_stat64 __syscall_lstat64 __syscall_fstat64 __syscall_newfstatat __syscall_fcntl64
  __syscall_ioctl __syscall_faccessat __syscall_chdir __syscall_fchdir __syscall_chmod __syscall_fchmod
  __syscall_fchmodat2 __syscall_fchownat __syscall_fchown32 __syscall_dup __syscall_dup3 __syscall_fdatasync
  __syscall_ftruncate64 __syscall_truncate64 __syscall_getcwd __syscall_getdents64 __syscall_mkdirat
  __syscall_mknodat __syscall_pipe __syscall_poll __syscall_fadvise64 __syscall_fallocate __syscall_readlinkat
  __syscall_unlinkat __syscall_rmdir __syscall_renameat __syscall_statfs64 __syscall_fstatfs64
  __syscall_symlinkat __syscall_utimensat _try_fcntl64
  _mmap_js _munmap_js _msync_js _gmtime_js _timegm_js emscripten_get_heap_max _emscripten_get_progname
  _Py_emscripten_runtime _PyEM_TrampolineCall_JS __hiwire_deduplicate_new emscripten_runtime_keepalive_push
  emscripten_runtime_keepalive_pop _emscripten_runtime_keepalive_clear`.split(/\s+/),
);

/** Of fcntl the C library itself reads the error. */
const SYSTEM_CALL = /^(__syscall_(?!fcntl64)|fd_|_m(un)?map_|_msync_)/;

/** The error of a name that nobody knows: the network is closed. */
const EAI_NONAME = -2;

/** What the runtime's umask takes from the mode of a new file. */
const UMASK = 0o22;

/** How many jumps and calls lie between two looks of the interpreter at its signals. */
const STEPS_PER_LOOK = 50;
/** What a look in the middle of native work (a regular expression, JSON) counts: about a microsecond's worth. */
const STEPS_PER_NATIVE_LOOK = 8;

type Call = (...args: number[]) => unknown;

/**
 * Puts in order which functions WebAssembly may call. Only those of a short list are Emscripten's; time, chance, memory
 * and the end of the process are ours; everything else, and with it all of Pyodide's bridge to JavaScript, ends the
 * process. So whatever runs inside has no way to an object of the page, by whatever trick.
 */
export function closeImports(
  given: Record<string, unknown>,
  door: Door,
  module: () => PythonModule | undefined,
): void {
  const view = () => new DataView(module()!.HEAPU8.buffer);
  const originals = { ...given };
  const own = (name: string) => originals[name] as Call;
  const marker = Symbol('error');
  const ours: Record<string, Call> = {
    Jsv_GetError_import: () => marker,
    JsvError_Check: (value) => ((value as unknown) === marker ? 1 : 0),
    emscripten_get_now: () => door.now(),
    emscripten_date_now: () => door.now(),
    clock_time_get(_clock, _precision, pointer) {
      view().setBigUint64(pointer! >>> 0, BigInt(Math.round(door.now() * 1e6)), true);
      return 0;
    },
    clock_res_get(_clock, pointer) {
      view().setBigUint64(pointer! >>> 0, 1_000n, true);
      return 0;
    },
    random_get(pointer, length) {
      const bytes = module()!.HEAPU8.subarray(pointer! >>> 0, (pointer! >>> 0) + length!);
      for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(door.random() * 256);
      return 0;
    },
    /** The time zone is UTC. */
    _tzset_js(timezone, daylight, standardName, summerName) {
      view().setInt32(timezone!, 0, true);
      view().setInt32(daylight!, 0, true);
      for (const name of [standardName!, summerName!]) module()!.HEAPU8.set([0x55, 0x54, 0x43, 0], name);
    },
    _localtime_js(time, tm) {
      own('_gmtime_js')(time!, tm!);
      for (const field of [32, 36]) view().setInt32(tm! + field, 0, true);
    },
    _mktime_js: (tm) => own('_timegm_js')(tm!),
    emscripten_resize_heap: (bytes) =>
      door.mayGrowTo(bytes! >>> 0) ? own('emscripten_resize_heap')(bytes!) : 0,
    /** The interpreter asks for signals every so many steps, and where native work takes long. */
    _Py_CheckEmscriptenSignals_Helper() {
      const made = module();
      const periodic = made && view().getInt32(made.__Py_emscripten_signal_clock, true) === STEPS_PER_LOOK;
      door.steps(periodic ? STEPS_PER_LOOK : STEPS_PER_NATIVE_LOOK);
      return 0;
    },
    __syscall_getuid32_js: () => SANDBOX_USER.uid,
    __syscall_umask_js: () => UMASK,
    exit: (code) => door.exit(code!),
    proc_exit: (code) => door.exit(code!),
    __syscall_openat(folder, path, flags, mode) {
      if (mode) view().setInt32(mode, view().getInt32(mode, true) & ~UMASK, true);
      return own('__syscall_openat')(folder!, path!, flags!, mode!);
    },
    __syscall_mkdirat: (folder, path, mode) => own('__syscall_mkdirat')(folder!, path!, mode! & ~UMASK),
    /** "Now" would be a time of the host. Below the stack is room for two times of ours. */
    __syscall_utimensat(folder, path, times, flags) {
      const room = module()!._emscripten_stack_get_current() - 64;
      const now = door.now();
      for (const at of [room, room + 16]) {
        view().setBigInt64(at, BigInt(Math.floor(now / 1000)), true);
        view().setInt32(at + 8, (now % 1000) * 1e6, true);
      }
      return own('__syscall_utimensat')(folder!, path!, times! || room, flags!);
    },
    _maybe_poll_async: () => null,
    __syscall_socket: () => -ERRNO.EACCES[0],
    getaddrinfo: () => EAI_NONAME,
    getnameinfo: () => EAI_NONAME,
  };
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'function') continue;
    const inner = ours[name] ?? (OWN.has(name) ? (value as Call) : () => door.refuse(name));
    const call: Call = SYSTEM_CALL.test(name) ? (...args) => linuxAnswer(name, inner(...args)) : inner;
    // In place, because function pointers are taken from here as well; those need the signature.
    given[name] = 'sig' in value ? Object.assign(call, { sig: value.sig }) : call;
  }
  for (const name of ['Jsv_GetError_import', 'JsvError_Check']) given[name] = ours[name];
}
