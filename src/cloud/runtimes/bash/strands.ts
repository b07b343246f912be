import type { Working } from '../../environment/runtime-process.ts';

/**
 * The shell and its background jobs, each a strand of promises that runs or waits for the host. A turn is over when none runs
 * any more: nothing else tells, since the interpreter is made of promises alone.
 */
export interface Strands {
  /** Runs `work`, and all that it sets going, until every strand waits. */
  turn(work: () => void): Working;
  /** Sets a strand going. */
  run(strand: () => Promise<void>): void;
  /**
   * The calling strand waits until `resume` is called, which may be within `begin`. Where `signal` is aborted, or everything that waits
   * is interrupted, it goes on with `undefined`.
   * @param begin may return what is to be done when it need not wait any more
   */
  wait<T>(
    begin: (resume: (value: T) => Working) => (() => void) | undefined,
    signal?: AbortSignal,
  ): Promise<T | undefined>;
  /** Ends the waiting of every strand, as a signal to all of them does. */
  interrupt(): void;
  /** Leaves every strand where it is, for ever. */
  stop(): void;
  readonly stopped: boolean;
}

/** @param began told of each turn before it runs anything */
export function createStrands(began: () => void): Strands {
  let running = 0;
  let turn: PromiseWithResolvers<void> | undefined;
  let stopped = false;
  const waiting = new Set<() => void>();

  function leave() {
    running -= 1;
    if (running === 0) endTurn();
  }
  function endTurn() {
    const ended = turn;
    turn = undefined;
    ended?.resolve();
  }

  return {
    turn(work) {
      if (stopped) return;
      const mine = Promise.withResolvers<void>();
      if (!turn) began();
      turn ??= mine;
      running += 1;
      work();
      leave();
      return mine === turn ? mine.promise : undefined;
    },
    run(strand) {
      running += 1;
      void strand().finally(leave);
    },
    wait<T>(begin: (resume: (value: T) => Working) => (() => void) | undefined, signal?: AbortSignal) {
      const waited = Promise.withResolvers<T | undefined>();
      let over = false;
      let asleep = false;
      let giveUp: (() => void) | undefined;
      const end = (value: T | undefined) => {
        if (over || stopped) return;
        over = true;
        waiting.delete(interrupt);
        signal?.removeEventListener('abort', interrupt);
        if (asleep) running += 1;
        waited.resolve(value);
      };
      const interrupt = () => {
        end(undefined);
        giveUp?.();
      };
      giveUp = begin((value) => {
        if (turn) end(value);
        else return this.turn(() => end(value));
      });
      if (!over) {
        asleep = true;
        waiting.add(interrupt);
        signal?.addEventListener('abort', interrupt);
        if (signal?.aborted) interrupt();
        leave();
      }
      return waited.promise;
    },
    interrupt() {
      for (const interrupt of [...waiting]) interrupt();
    },
    stop() {
      stopped = true;
      endTurn();
    },
    get stopped() {
      return stopped;
    },
  };
}
