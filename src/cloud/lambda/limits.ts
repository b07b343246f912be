/**
 * Every quota that the simulator holds, once. Each has a row in `src/components/quotas/`, with what was read for it and when,
 * and what held before.
 */
export const LIMITS = {
  memorySizeMB: { min: 128, max: 10_240, default: 128 },
  timeoutSeconds: { min: 1, max: 900, default: 3 },
  ephemeralStorageMB: { min: 512, max: 10_240, default: 512 },
  concurrentExecutions: 1_000,
  /** What may be reserved is bounded by what must stay unreserved. */
  reservedConcurrency: { min: 0, max: Number.POSITIVE_INFINITY },
  leastUnreservedConcurrency: 100,
  provisionedConcurrency: { min: 1, max: Number.POSITIVE_INFINITY },
  /** All code in a region, bytes. */
  codeStorageBytes: 322_122_547_200,
  /** Synchronous request payload, bytes. */
  requestPayloadBytes: 6_291_456,
  /** Payload of an asynchronous invocation, bytes: 256 KB before 2025. */
  eventPayloadBytes: 1_048_576,
  /** Of an event after a function error, and how old an event may become, seconds. */
  eventRetries: { min: 0, max: 2, default: 2 },
  eventAgeSeconds: { min: 60, max: 21_600, default: 21_600 },
  /** Seconds before the first and the second retry. */
  eventRetrySeconds: [60, 120],
  /** After a throttle or an error of Lambda's own the wait doubles from the one to the other, seconds. */
  eventBackOffSeconds: { min: 1, max: 300 },
  /** Of one function in one chain: the next is stopped, "approximately". */
  chainInvocations: 16,
  /** What a dead-letter queue gets of an error's message, bytes. */
  deadLetterMessageBytes: 1_024,
  /** Body of CreateFunction (recorded 2025-11), bytes. */
  createFunctionBytes: 70_167_211,
  /** A deployment package sent with the call, bytes. */
  zippedPackageBytes: 52_428_800,
  /** The function's code with all its layers, bytes. */
  unzippedPackageBytes: 262_144_000,
  /** Base64 text. */
  clientContextBytes: 3_583,
  /** `LogResult`, bytes. */
  logTailBytes: 4_096,
  environmentVariablesBytes: 4_096,
  tags: 50,
  /** Of a function URL: its lists of headers and origins, and of methods (API model, 2026-10). */
  corsItems: 100,
  corsMethods: 6,
  corsMaxAgeSeconds: { min: 0, max: 86_400 },
  /** A resource-based policy. */
  policyBytes: 20_480,
  /** Of one function. */
  layers: 5,
  /** A layer's name or ARN. */
  layerNameLength: 140,
  licenseInfoLength: 512,
  compatibleRuntimes: 15,
  functionNameLength: 64,
  /** A function's name or ARN: in calls of the control plane, and in Invoke. */
  functionReferenceLength: 140,
  invokeReferenceLength: 256,
  qualifierLength: 128,
  aliasNameLength: 128,
  /** The share of an alias's second version. */
  aliasWeight: { min: 0, max: 1 },
  versionLength: 1_024,
  handlerLength: 128,
  descriptionLength: 256,
  /** Of an event source mapping; seconds where it is a time, -1 for no end. */
  mappingBatchSize: { min: 1, max: 10_000 },
  mappingWindowSeconds: { min: 0, max: 300 },
  mappingParallelization: { min: 1, max: 10 },
  mappingRecordAgeSeconds: { min: -1, max: 604_800 },
  mappingRetries: { min: -1, max: 10_000 },
  mappingTumblingSeconds: { min: 0, max: 900 },
  mappingConcurrency: { min: 2, max: 1_000 },
} as const;
