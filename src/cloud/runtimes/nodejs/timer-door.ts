import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { ProcessHost } from '../../environment/runtime-process.ts';
import type { DoorActs } from './door-functions.ts';

/** The timers of a program, by number; `fire` calls back into the machine, and lets go of the callback. */
export function timerDoor(
  vm: QuickJS,
  host: Pick<ProcessHost, 'startTimer'>,
  fire: (callback: JSValueHandle) => void,
) {
  const timers = new Map<number, { timer: { cancel(): void }; callback: JSValueHandle; held: boolean }>();
  let ids = 0;
  return {
    /** Whether the program waits for one. */
    held: () => [...timers.values()].some(({ held }) => held),
    cancelAll() {
      for (const { timer } of timers.values()) timer.cancel();
    },
    acts: {
      startTimer(delay, callback) {
        const kept = callback!.dup();
        const id = ++ids;
        const timer = host.startTimer(delay!.toNumber(), () => {
          timers.delete(id);
          fire(kept);
        });
        timers.set(id, { timer, callback: kept, held: true });
        return vm.newNumber(id);
      },
      holdTimer(id, held) {
        const started = timers.get(id!.toNumber());
        if (started) started.held = held!.toBoolean();
        return undefined;
      },
      cancelTimer(id) {
        const started = timers.get(id!.toNumber());
        if (!started) return undefined;
        timers.delete(id!.toNumber());
        started.timer.cancel();
        started.callback.dispose();
        return undefined;
      },
    } satisfies DoorActs,
  };
}
