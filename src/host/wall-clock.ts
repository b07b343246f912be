import type { WallClock } from '../cloud/cloud.ts';

/** What a timer can wait for, ms. */
const LONGEST = 2 ** 31 - 1;

/** The time of day, for an account that lives in it. */
export function wallClock(): WallClock {
  let interrupt = () => {};
  return {
    now: () => Date.now(),
    until: (at) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.min(Math.max(0, at - Date.now()), LONGEST));
        interrupt = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    interrupt: () => interrupt(),
  };
}
