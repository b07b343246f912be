/** Virtual time in milliseconds since 1970, with fractions. It moves only from one scheduled event to the next. */
export interface Clock {
  now(): number;
  /** Runs `event` when the clock gets to `at`; a time already past means now. Events of one time run in order. */
  schedule(at: number, event: () => void | Promise<void>): ScheduledEvent;
  /** Moves to the next event and runs it; false when nothing is scheduled. */
  runNext(): Promise<boolean>;
  /** When the next event is; undefined when nothing is scheduled. */
  next(): number | undefined;
  /** Moves on to `at` before anything that is scheduled has been run. */
  moveTo(at: number): void;
}

export interface ScheduledEvent {
  cancel(): void;
}

export function createClock(startsAt: number): Clock {
  let now = startsAt;
  let order = 0;
  const events = createQueue();
  return {
    now: () => now,
    schedule(at, run) {
      const event: QueuedEvent = { at: Math.max(at, now), order: order++, run };
      events.push(event);
      return {
        cancel() {
          event.run = undefined;
        },
      };
    },
    async runNext() {
      let first = events.pop();
      while (first && !first.run) first = events.pop();
      if (!first?.run) return false;
      now = Math.max(now, first.at);
      await first.run();
      return true;
    },
    next() {
      while (events.first() && !events.first()?.run) events.pop();
      return events.first()?.at;
    },
    moveTo(at) {
      now = Math.max(now, at);
    },
  };
}

interface QueuedEvent {
  at: number;
  order: number;
  /** Undefined once it is cancelled. */
  run: (() => void | Promise<void>) | undefined;
}

/** A binary heap: the earliest event first, and of those the one that was scheduled first. */
function createQueue() {
  const heap: QueuedEvent[] = [];
  const before = (a: number, b: number) =>
    heap[a]!.at - heap[b]!.at < 0 || (heap[a]!.at === heap[b]!.at && heap[a]!.order < heap[b]!.order);
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  return {
    first: () => heap[0],
    push(event: QueuedEvent) {
      let child = heap.push(event) - 1;
      for (let parent = (child - 1) >> 1; child > 0 && before(child, parent); parent = (child - 1) >> 1) {
        swap(child, parent);
        child = parent;
      }
    },
    pop(): QueuedEvent | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last || heap.length === 0) return first;
      heap[0] = last;
      for (let parent = 0; ; ) {
        const left = 2 * parent + 1;
        let least = parent;
        if (left < heap.length && before(left, least)) least = left;
        if (left + 1 < heap.length && before(left + 1, least)) least = left + 1;
        if (least === parent) return first;
        swap(parent, least);
        parent = least;
      }
    },
  };
}
