/**
 * The modelled numbers, all of them. None is a promise of AWS: they are chosen so that a small handler's REPORT line
 * looks like one from us-east-1, and are labelled "modelled" wherever they are shown.
 */
export const CALIBRATION = {
  /** Milliseconds that one interpreter tick (about 5,000 turns of a small loop) stands for on a whole vCPU.
   * V8 runs such a loop at roughly 4 ns a turn. */
  tickMs: 0.02,
  /** Ticks that an init or invocation may compute before its clock jumps to the deadline: about 0.5 s of real time for
   * a bare loop on the reference machine (2 cores, Chromium 156, 2026-11). */
  tickBudget: 1_500,
  /** Real milliseconds after which work is cut short in the same way, whatever it counts: that of a regular expression in Python,
   * which hardly ticks, and on a machine that is many times slower than the reference one any. */
  realTimeBudgetMs: 6_000,

  /** How long a new function or version is Pending, and an update InProgress. */
  createFunctionMs: 1_500,
  publishVersionMs: 1_500,
  updateFunctionMs: 600,
  /** How long provisioned concurrency takes before the init of its environments; the guide speaks of a minute or two. */
  provisionMs: 90_000,
  /** How long an event source mapping is Creating, Updating or the like. */
  eventSourceMappingMs: 10_000,

  /** Init of an empty nodejs24.x handler. The guide's sample REPORT lines show 130 to 167 ms for small functions. */
  runtimeInitMs: 130,
  /** Of it, finding and loading the handler's file; what the file itself does comes on top. */
  functionInitMs: 4,
  initMsPerPackageMB: 9,
  /**
   * The same for python3.14. The guide's webhook tutorial (run in 2025-01) shows one function in both languages: Init Duration is 136.32 ms in Python where it is
   * 174.46 ms in Node.js, and Max Memory Used 36 MB where it is 72 MB. Ours are in that proportion.
   */
  pythonInitMs: 102,
  /** The same for a bootstrap in a shell, which has no runtime to load before it. */
  bootstrapInitMs: 20,
  /** From the start of an external extension's process to its first line. */
  extensionStartMs: 12,
  /**
   * SnapStart: bringing a snapshot back, which is not billed, and for each MB that the function has in it. The guide's sample has 511.25 ms, of
   * which 303 are billed; a log of 2023 has 398.97 ms, of which 182 are. Both are of Java. For Python there is no figure, nor for a MB: ours.
   */
  restoreMs: 210,
  restoreMsPerMB: 0.5,
  /** Until a Python runtime goes on, which is billed; what a hook does comes on top. Ours. */
  restoreRuntimeMs: 20,
  /** Init is given more CPU than the memory setting buys: small functions start about as fast as large ones. */
  initVcpu: 1,

  /** An invocation of an empty handler: a part that waits, and a part that computes and so shrinks with memory. */
  invokeWaitMs: 0.85,
  invokeCpuMs: 0.03,
  /** The first invocation of an environment runs code that nothing has compiled yet. */
  firstInvokeCpuMs: 0.42,
  /** One stretch of work, such as a timer that fires; it counts as a part of a tick. */
  turnCpuMs: 0.004,
  turnTicks: 0.02,
  /** One call out of the interpreter: a log line, a timer. */
  callCpuMs: 0.002,
  callTicks: 0.02,

  /**
   * Work of native code, which no tick shows: milliseconds of a whole vCPU for each MB, as Node.js 24.21 takes for it, and
   * ticks of the budget, as our own code takes. Measured on the reference machine (best of 12 on 1 MB of text, 2026-11-25):
   * SHA-256 0.7 ms and MD5 1.4 ms; gzip 17 ms, gunzip 2 ms; a file written 0.6 ms;
   * scrypt 30 ms for 16 MB. A loop has about 1,000 ticks in 0.35 s there.
   *
   * `loop`, `step` and `error` are for a million of them, as `build/nodejs-engine.mjs` and the runtime's process count them (2026-11-28). Turns of the
   * engine's native loops take it 1 to 20 ms; Node.js takes for what makes so many 0.5 ms (await), 1 ms (slice of an array),
   * 1.8 ms (JSON.parse), 2.7 ms (sorting texts), 3.2 ms (Map), 3.5 ms (dates) and 4.4 ms (sorting numbers). Steps are jobs of
   * promises and calls out of the engine, such as Date.now(): 1.4 s here. Errors take 45 s here, and Node.js 3 to 9 s.
   */
  native: {
    hash: { ms: 1, ticks: 20 },
    derive: { ms: 2, ticks: 25 },
    zip: { ms: 17, ticks: 65 },
    unzip: { ms: 2, ticks: 14 },
    file: { ms: 0.6, ticks: 6 },
    text: { ms: 0.1, ticks: 3 },
    loop: { ms: 2, ticks: 5 },
    step: { ms: 30, ticks: 4_000 },
    error: { ms: 3_000, ticks: 60_000 },
    /**
     * A million commands that bash runs itself, subshells that it forks, and programs that start. Bash 5.2 on the reference machine takes of
     * CPU 1 to 4 µs for the first, 0.5 ms for the second, and for grep, cut, mktemp and awk 1.2 to 1.5 ms; for curl 7.6 ms (2026-11-28). Our
     * own takes some 20 µs for a command, and 100 µs for a program.
     */
    command: { ms: 3_000, ticks: 45_000 },
    fork: { ms: 500_000, ticks: 50_000 },
    program: { ms: 1_200_000, ticks: 150_000 },
    /**
     * A body to or from a service: encryption and a checksum. The simulator takes 17 ms of real time for each MB to be stored, which no
     * budget counts but this one: 150 MB an invocation.
     */
    send: { ms: 3, ticks: 10 },
    receive: { ms: 1, ticks: 3 },
    /** The SDK for S3 by its size as we have it, 0.38 MB: Node.js 24.21 takes 180 ms to import it on the reference machine. */
    sdk: { ms: 470, ticks: 0 },
  },
  /** One call on the file system. A small file written (open, write, close) takes about 0.05 ms. */
  fileCallCpuMs: 0.015,

  /**
   * A call of a service, until its answer is there. S3's user guide (Optimizing performance, 2026-10) promises "roughly 100–200
   * milliseconds" for small objects; each MB takes what a function's 625 Mbps (quotas page, 2026) take.
   */
  serviceLatencyMs: 100,
  serviceMsPerMB: 13.4,

  /** Where the simulator ends a chain that Lambda would let go on for ever, as its owner asked: its virtual time costs nobody anything. */
  chainInvocations: 1_000,

  /**
   * How long an environment stays warm without an invocation. AWS states no number: this one
   * is ours, and the pages say so.
   */
  idleLimitMs: 10 * 60_000,

  /** Spread of the above: the standard deviation of a log-normal factor. */
  jitter: 0.12,

  /** Max Memory Used of an empty nodejs24.x handler, MB. */
  memoryBaseMB: 67,
  /** The same of python3.14, from the two lines of `pythonInitMs`. */
  pythonMemoryMB: 34,
  /** The same of a bootstrap in a shell. */
  bootstrapMemoryMB: 22,
} as const;

/** CPU share that a memory size buys single-threaded code: 1,769 MB is one vCPU (Configuring memory page, 2026-07). */
export const vcpuFor = (memorySizeMB: number): number => Math.min(1, memorySizeMB / 1769);
