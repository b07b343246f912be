import type { Reclaimed } from '../trace.ts';
import { createFileSystem } from './file-system.ts';
import type { Invocation, InvocationResult } from './invocation.ts';
import { createLifecycle } from './lifecycle.ts';
import { createMeter, followingMeter } from './meter.ts';
import type { EnvironmentAccount, EnvironmentSettings } from './settings.ts';
import type { SnapStartSnapshot } from './snap-start.ts';
import { type EnvironmentSnapshot, lookInto } from './snapshot.ts';

export interface ExecutionEnvironment {
  readonly id: string;
  /** Version or alias that it is kept ready for; undefined when it was made for an event. */
  readonly provisionedFor: string | undefined;
  /** Runs init ahead of events; `done` hears whether it is ready for them. */
  initialize(done: (ready: boolean) => void): void;
  /** True while its init runs ahead of events, or its processes end after a failure. */
  preparing(): boolean;
  /** True while it serves an event or is being made ready; it takes one at a time. */
  busy(): boolean;
  /** Since when it has waited for an event, ms since 1970; undefined while it serves one. */
  idleSince(): number | undefined;
  /** Ends its process for good; it must not be used again. */
  shutDown(at: number, reason: Reclaimed): void;
  /** Of one with SnapStart whose init is over; undefined where its runtime has no such thing. */
  takeSnapshot(): SnapStartSnapshot | undefined;
  invoke(invocation: Invocation, done: (result: InvocationResult) => void): void;
  /** How it is now. Looking changes nothing in it. */
  look(): Promise<EnvironmentSnapshot>;
}

/** An environment of one function: its files stay as long as it does, its process may end and be started again. */
export function createEnvironment(
  settings: EnvironmentSettings,
  account: EnvironmentAccount,
): ExecutionEnvironment {
  const { clock, realTime } = account;
  const meter = settings.external ? followingMeter(clock) : createMeter(settings.memorySize, realTime);
  const files = createFileSystem({
    task: settings.code,
    opt: settings.layers,
    ephemeralStorage: settings.ephemeralStorage * 2 ** 20,
    now: () => Math.max(clock.now(), meter.now()),
  });
  const { state, ...lifecycle } = createLifecycle(settings, account, meter, files);
  return {
    id: settings.id,
    provisionedFor: settings.provisionedFor,
    ...lifecycle,
    preparing: () => state().preparing,
    busy: () => state().serving || state().preparing,
    idleSince: () => (state().serving || state().preparing ? undefined : state().idleSince),
    look: () => lookInto(clock.now(), settings, files, state()),
  };
}
