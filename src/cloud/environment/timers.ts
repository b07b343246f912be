import type { Clock, ScheduledEvent } from '../clock.ts';

/** Timers of the platform's own within an environment. Time in which it is frozen does not count. */
export function createEnvironmentTimers(clock: Clock) {
  interface Timer {
    leftMs: number;
    since: number;
    event: ScheduledEvent | undefined;
    fire(): void;
  }
  const timers = new Set<Timer>();
  let frozen = false;

  function run(timer: Timer) {
    timer.since = clock.now();
    timer.event = clock.schedule(timer.since + timer.leftMs, () => {
      timers.delete(timer);
      timer.fire();
    });
  }

  return {
    start(delayMs: number, fire: () => void) {
      const timer: Timer = { leftMs: delayMs, since: clock.now(), event: undefined, fire };
      timers.add(timer);
      if (!frozen) run(timer);
      return {
        cancel() {
          timer.event?.cancel();
          timers.delete(timer);
        },
      };
    },
    freeze() {
      if (frozen) return;
      frozen = true;
      for (const timer of timers) {
        timer.event?.cancel();
        timer.leftMs -= clock.now() - timer.since;
      }
    },
    thaw() {
      if (!frozen) return;
      frozen = false;
      for (const timer of timers) run(timer);
    },
  };
}
