const PATIENCE_MS = 250;

/** One page's place among all that show a lab. */
export interface Writer {
  /** Becomes the one that writes, whoever else is. */
  takeOver(): void;
  /** Lets others write, as a page that closes or is set aside does. */
  leave(): void;
  /** Asks again after `leave`. */
  askAgain(): void;
}

/**
 * Asks, by a Web Lock, to be the one page that writes a lab's draft. `tell` hears `true` when it is, at once or as soon as the
 * page that was has gone, and `false` when another is. Without Web Locks (they need https) every page writes.
 */
export function becomeWriter(
  labId: string,
  tell: (writes: boolean) => void,
  locks: LockManager | null = navigator.locks ?? null,
): Writer {
  if (!locks) {
    tell(true);
    return { takeOver() {}, leave() {}, askAgain() {} };
  }
  const name = `lab-draft:${labId}`;
  let waiting = new AbortController();
  let letGo = () => {};

  const ask = (how: LockOptions) => {
    const mine = waiting;
    let held = false;
    const hold = () => {
      held = true;
      tell(true);
      return new Promise<void>((resolve) => {
        letGo = resolve;
      });
    };
    locks.request(name, how, hold).catch(() => {
      // Taken over by another page; or no longer waited for, which is no news.
      if (!held || mine !== waiting) return;
      tell(false);
      ask({ signal: waiting.signal });
    });
    return () => held;
  };
  const leave = () => {
    waiting.abort();
    letGo();
  };
  const askAgain = () => {
    waiting = new AbortController();
    const { signal } = waiting;
    const isHeld = ask({ signal });
    // A page that this one takes the place of, as in a reload, has that long to go.
    setTimeout(async () => {
      const { pending = [] } = await locks.query();
      if (!isHeld() && !signal.aborted && pending.some((each) => each.name === name)) tell(false);
    }, PATIENCE_MS);
  };
  const takeOver = () => {
    leave();
    waiting = new AbortController();
    ask({ steal: true });
  };
  askAgain();
  return { takeOver, leave, askAgain };
}
