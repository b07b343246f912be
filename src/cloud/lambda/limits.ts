/** Every quota once. Source: Lambda quotas page, 2026-10, unless a line says otherwise. */
export const LIMITS = {
  memorySizeMB: { min: 128, max: 10_240, default: 128 },
  timeoutSeconds: { min: 1, max: 900, default: 3 },
  ephemeralStorageMB: { default: 512 },
  concurrentExecutions: 1_000,
  /** Synchronous request payload, bytes. */
  requestPayloadBytes: 6_291_456,
  /** A deployment package sent with the call, bytes. */
  zippedPackageBytes: 52_428_800,
  /** The function's code with all its layers, bytes. */
  unzippedPackageBytes: 262_144_000,
  /** `LogResult`, bytes. */
  logTailBytes: 4_096,
  environmentVariablesBytes: 4_096,
  functionNameLength: 64,
} as const;
