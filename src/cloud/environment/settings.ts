import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Services } from '../services/services.ts';
import type { Trace } from '../trace.ts';
import type { DirectoryNode } from './files/tree.ts';
import type { PlatformLogging } from './platform-log.ts';
import type { SpawnRuntime } from './runtime-process.ts';
import type { SnapshotSource } from './snap-start.ts';

/** The name that Lambda has for how an environment came to be. */
export type InitializationType = 'on-demand' | 'provisioned-concurrency' | 'snap-start';

/** An external extension: a file of `/opt/extensions`, and what it runs. */
export interface ExtensionProgram {
  path: string;
  spawn: SpawnRuntime;
}

/** What an environment is made for: one version of one function. `timeout` in seconds, sizes in MB. */
export interface EnvironmentSettings {
  id: string;
  functionName: string;
  functionVersion: string;
  handler: string;
  accountId: string;
  memorySize: number;
  timeout: number;
  packageBytes: number;
  runtimeVersion: { version: string; arn: string };
  /** Version or alias that it is kept ready for; undefined when it is made for an event. */
  provisionedFor: string | undefined;
  initializationType: InitializationType;
  /** Where it begins with a snapshot; with SnapStart and without this, it is the one that the snapshot is taken of. */
  restoresFrom: SnapshotSource | undefined;
  /** Where CloudWatch Logs would have what it writes. */
  logGroupName: string;
  logStreamName: string;
  /** ARN of the execution role. */
  role: string;
  variables: Readonly<Record<string, string>>;
  /** Names of the variables that the function's own configuration sets. */
  ownVariables: readonly string[];
  ephemeralStorage: number;
  logging: PlatformLogging;
  /** `/var/task` and `/opt`. */
  code: DirectoryNode;
  layers: DirectoryNode;
  spawn: SpawnRuntime;
  /** Init of a handler that does nothing, ms, and its Max Memory Used, MB; modelled. */
  runtimeInitMs: number;
  memoryBaseMB: number;
  /** The external extensions of the layers, in the order in which they start. */
  extensions: readonly ExtensionProgram[];
  /** Whether its program runs outside of the account, in a time of its own. */
  external: boolean;
}

/** What an environment shares with the rest of the account; `random` is its own. */
export interface EnvironmentAccount {
  clock: Clock;
  trace: Trace;
  random: Random;
  services: Pick<Services, 'call'>;
  /** Host clock in ms, see `createMeter`. */
  realTime: () => number;
}
