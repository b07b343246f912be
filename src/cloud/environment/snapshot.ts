import type { FileSystem } from './file-system.ts';
import type { LifecycleState } from './lifecycle.ts';
import type { ModuleState } from './runtime-process.ts';
import type { EnvironmentSettings } from './settings.ts';
import type { ProcessEnd } from './shutdown.ts';
import { listTmp, type TmpListing } from './tmp-listing.ts';

/** Times are virtual, in ms since 1970. */
export interface EnvironmentSnapshot {
  environmentId: string;
  /** When this was seen. */
  at: number;
  /** When its cold start began. */
  startedAt: number;
  /** Invocations that it has answered. */
  served: number;
  memorySizeMB: number;
  /** As in the REPORT line of the latest invocation; modelled. */
  maxMemoryUsedMB: number;
  /** As they were when it started, in the order in which the process gets them. */
  variables: readonly { name: string; value: string; setBy: 'lambda' | 'function' }[];
  tmp: TmpListing;
  process: LivingProcess | ({ kind: 'ended' } & ProcessEnd);
}

/** The runtime's process; one that ended is started again under the next invocation. */
interface LivingProcess {
  kind: 'serving' | 'frozen';
  /** When its init began. */
  since: number;
  /** Invocations that were handed to it. */
  served: number;
  idleSince: number;
  /** Undefined when it holds too much to be looked at. */
  modules: readonly ModuleState[] | undefined;
}

export async function lookInto(
  at: number,
  settings: EnvironmentSettings,
  files: FileSystem,
  { processes, serving, startedAt, answered, idleSince, maxMemoryUsedMB }: LifecycleState,
): Promise<EnvironmentSnapshot> {
  const own = new Set(settings.ownVariables);
  return {
    environmentId: settings.id,
    at,
    startedAt,
    served: answered,
    memorySizeMB: settings.memorySize,
    maxMemoryUsedMB,
    variables: Object.entries(settings.variables).map(([name, value]) => ({
      name,
      value,
      setBy: own.has(name) ? 'function' : 'lambda',
    })),
    tmp: listTmp(files),
    process:
      'since' in processes
        ? {
            kind: serving ? 'serving' : 'frozen',
            since: processes.since,
            served: processes.served(),
            idleSince,
            modules: await processes.moduleState(),
          }
        : { kind: 'ended', ...processes },
  };
}
