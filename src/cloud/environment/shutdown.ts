import type { ExtensionsApi, RegisteredExtension, ShutdownReason } from './extensions-api.ts';
import type { Process } from './process.ts';
import type { Working } from './runtime-process.ts';
import type { EnvironmentAccount } from './settings.ts';

/** When and why the processes ended, and everything in their memory with them. */
export interface ProcessEnd {
  at: number;
  reason: 'timeout' | 'exit' | 'memory';
}

/** A process, and what follows when it is gone, once it has been told to go. */
export interface Member {
  process: Process;
  whenGone?: (at: number) => Working;
}

/** Limits of the shutdown phase, ms, and the runtime's share of it (Execution environment page, 2026-07; the share is that of AWS's emulator). */
const LIMIT = { external: 2_000, internal: 500, runtimeShare: 0.3 };

/** How long processes with these extensions have to end, ms. */
export const shutdownMs = (extensions: readonly RegisteredExtension[]): number =>
  extensions.some(({ external }) => external) ? LIMIT.external : LIMIT.internal;

/**
 * The runtime gets SIGTERM and a share of the time, then each external extension that asked for it the event and the rest.
 * Others are killed.
 */
export function endInTime(
  {
    runtime,
    external,
    extensionsApi,
  }: {
    runtime: Member | undefined;
    external: ReadonlyMap<string, Member>;
    extensionsApi: ExtensionsApi;
  },
  { clock, trace }: Pick<EnvironmentAccount, 'clock' | 'trace'>,
  environmentId: string,
  at: number,
  reason: ShutdownReason,
  done: (at: number) => Working,
): void {
  const limit = shutdownMs(extensionsApi.registered);
  const deadline = at + limit;
  const wantsEvent = (name: string) =>
    extensionsApi.registered.some((one) => one.name === name && one.events.includes('SHUTDOWN'));

  /** Waits until `member` is gone, but not beyond `until`, when it is killed. */
  function gone(member: Member, until: number, then: (at: number) => Working) {
    const leave = (to: number): Working => {
      timer.cancel();
      member.process.end();
      return then(to);
    };
    const timer = clock.schedule(until, () => leave(until));
    member.whenGone = leave;
  }

  async function terminateRuntime() {
    if (!runtime?.process.alive()) return tellExtensions(at);
    const { process } = runtime;
    process.thaw(deadline, undefined);
    gone(runtime, at + limit * LIMIT.runtimeShare, tellExtensions);
    await process.resume();
    await process.terminate();
    if (!process.alive()) await runtime.whenGone?.(at);
  }

  async function tellExtensions(from: number): Promise<void> {
    let waiting = 0;
    for (const [name, member] of external) {
      if (!member.process.alive()) continue;
      if (!wantsEvent(name)) {
        member.process.end();
        continue;
      }
      waiting += 1;
      member.process.thaw(deadline, undefined);
      gone(member, deadline, (to) => {
        trace.record({ type: 'extension-phase', phase: 'shutdown', name, from, to, environmentId });
        waiting -= 1;
        return waiting === 0 ? done(to) : undefined;
      });
      extensionsApi.shutDown(name, reason, deadline, from);
      member.process.fireTimers();
    }
    if (waiting === 0) await done(from);
  }

  clock.schedule(at, terminateRuntime);
}
